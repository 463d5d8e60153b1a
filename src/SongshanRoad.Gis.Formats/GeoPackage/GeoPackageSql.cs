using System.Text.RegularExpressions;

namespace SongshanRoad.Gis.Formats.GeoPackage;

/// <summary>The words of SQL that depend on a table.</summary>
internal static partial class GeoPackageSql
{
    /// <summary>The key of every table.</summary>
    public const string Key = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";

    /// <summary>The text of a .sql file of this folder.</summary>
    public static string Load(string fileName)
    {
        using var stream = typeof(GeoPackageSql).Assembly.GetManifestResourceStream($"{typeof(GeoPackageSql).Namespace}.{fileName}")
            ?? throw new FileNotFoundException("No embedded SQL file of this name.", fileName);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A name as an identifier of SQL.</summary>
    /// <exception cref="ArgumentException">It is not made of letters, digits and _, beginning with a letter.</exception>
    public static string Quoted(string name) => PlainName().IsMatch(name)
        ? $"\"{name}\""
        : throw new ArgumentException($"'{name}' is no name of a table or column; letters, digits and _ are allowed, a letter first.", nameof(name));

    /// <summary>The columns of a table as they follow others in its definition.</summary>
    public static string Definitions(GeoPackageTable table) =>
        string.Concat(table.Columns.Select(column => $", {Quoted(column.Name)} {Word(column.Type)}"));

    /// <summary>The values of a row of a table.</summary>
    /// <exception cref="ArgumentException">There is not one value per column.</exception>
    public static IReadOnlyList<object?> Checked(GeoPackageTable table, IReadOnlyList<object?> values) => values.Count == table.Columns.Count
        ? values
        : throw new ArgumentException($"A row of '{table.Name}' has {values.Count} values; it must have {table.Columns.Count}, one per column.", nameof(values));

    private static string Word(GeoPackageType type) => type switch
    {
        GeoPackageType.WholeNumber => "INTEGER",
        GeoPackageType.Number => "REAL",
        GeoPackageType.Boolean => "BOOLEAN",
        _ => "TEXT",
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*\\z")]
    private static partial Regex PlainName();
}
