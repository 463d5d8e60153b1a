using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Incidents.Import.Categories;

/// <summary>Brings the editable list of incident categories into the database.</summary>
/// <param name="transaction">The import it belongs to.</param>
public sealed class CategoryImport(ImportTransaction transaction)
    : StagedImport<StagedCategory>(transaction, "staged_category", SqlText.Load<CategoryImport>)
{
    private protected override IReadOnlyList<string> ContradictionStatements => ["RemoveDuplicates.sql", "RemoveUnrooted.sql"];

    // A stored category may move below a new one, so the new ones come first.
    private protected override IEnumerable<string> Statements(ImportTally tally) => base.Statements(tally).Reverse();

    private protected override void Write(NpgsqlBinaryImporter copy, StagedCategory row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.Code, NpgsqlDbType.Text);
        copy.WriteText(row.ParentCode);
        copy.Write(row.NameZh, NpgsqlDbType.Text);
        copy.Write(row.NameEn, NpgsqlDbType.Text);
        copy.Write(row.Sort, NpgsqlDbType.Integer);
    }
}
