using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Incidents.Import;

/// <summary>The stored incident categories by every name a file may use: code, Chinese or English name.</summary>
public sealed class CategoryNames
{
    private readonly Dictionary<string, string> _codeByName = new(StringComparer.OrdinalIgnoreCase);

    private CategoryNames(IReadOnlyList<(string Code, string NameZh, string NameEn)> categories)
    {
        // Codes win over names of other categories.
        foreach (var (code, _, _) in categories)
        {
            _codeByName[code] = code;
        }

        foreach (var (code, nameZh, nameEn) in categories)
        {
            _codeByName.TryAdd(nameZh, code);
            _codeByName.TryAdd(nameEn, code);
        }

        Known = string.Join(", ", categories.Select(category => $"{category.Code} {category.NameZh}"));
    }

    /// <summary>All categories with code and Chinese name, for messages; empty when none is stored.</summary>
    public string Known { get; }

    /// <summary>Reads the stored categories.</summary>
    public static async Task<CategoryNames> ReadAsync(Database database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.DataSource.CreateCommand(SqlText.Load<CategoryNames>("ListCategoryNames.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var categories = new List<(string, string, string)>();
        while (await reader.ReadAsync(cancellation))
        {
            categories.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return new CategoryNames(categories);
    }

    /// <summary>The code of a category named in any of its ways, or null.</summary>
    public string? FindCode(string name) => _codeByName.GetValueOrDefault(name.Trim());
}
