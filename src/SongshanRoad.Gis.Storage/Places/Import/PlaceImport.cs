using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Places.Import;

/// <summary>Brings places and their codes into the database.</summary>
/// <param name="transaction">The import it belongs to.</param>
public class PlaceImport(ImportTransaction transaction)
    : StagedImport<StagedPlace>(transaction, "staged_place", SqlText.Load<PlaceImport>)
{
    private readonly ImportTransaction _transaction = transaction;
    private KnownCodes? _known;

    private protected override IReadOnlyList<string> ContradictionStatements => ["RemoveDuplicates.sql", "RemoveTakenCodes.sql"];

    private protected override IEnumerable<string> Statements(ImportTally tally) => tally.New + tally.Changed == 0 ? []
        : [.. base.Statements(tally), "DeleteChangedCodes.sql", "InsertMissingCodes.sql"];

    private protected override async Task PrepareAsync(CancellationToken cancellation) =>
        _known = await KnownCodes.RememberAsync(_transaction, cancellation);

    private protected override Task FinishAsync(CancellationToken cancellation) => _known!.CarryAsync(cancellation);

    private protected override void Write(NpgsqlBinaryImporter copy, StagedPlace row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.Kind, NpgsqlDbType.Text);
        copy.Write(row.ExternalId, NpgsqlDbType.Text);
        copy.Write(row.Name, NpgsqlDbType.Text);
        copy.WriteText(row.FullName);
        copy.Write(row.ShapeWgs84, NpgsqlDbType.Geometry);
        copy.Write(row.Source, NpgsqlDbType.Text);
        copy.Write((float)row.AccuracyM, NpgsqlDbType.Real);
        copy.Write(row.Reality, NpgsqlDbType.Text);
        copy.Write(row.AttributesJson, NpgsqlDbType.Jsonb);
        copy.Write(row.CodesJson, NpgsqlDbType.Jsonb);
    }
}
