using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Streets.Import;

/// <summary>Brings street segments into the database. Segments of a street that the same source now cuts otherwise go.</summary>
/// <param name="transaction">The import it belongs to.</param>
public sealed class SegmentImport(ImportTransaction transaction)
    : StagedImport<StagedSegment>(transaction, "staged_segment", SqlText.Load<SegmentImport>)
{
    private readonly ImportTransaction _transaction = transaction;
    private readonly List<string> _remarks = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Remarks => _remarks;

    private protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        // Asked first: a deletion, even of nothing, would raise the layer's version.
        await using var count = _transaction.Command(SqlText.Load<SegmentImport>("CountSuperseded.sql"));
        if (await count.ExecuteScalarAsync(cancellation) is > 0L and var superseded)
        {
            await _transaction.RunAsync(SqlText.Load<SegmentImport>("DropSuperseded.sql"), cancellation);
            _remarks.Add($"{superseded} stored segments went, because the file cuts their streets otherwise.");
        }
    }

    private protected override void Write(NpgsqlBinaryImporter copy, StagedSegment row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.ExternalId, NpgsqlDbType.Text);
        copy.Write(row.FeatureId, NpgsqlDbType.Text);
        copy.WriteText(row.Name);
        copy.Write(row.StreetClass, NpgsqlDbType.Text);
        copy.Write((short)row.Oneway, NpgsqlDbType.Smallint);
        copy.Write(row.Foot, NpgsqlDbType.Boolean);
        copy.Write(row.Car, NpgsqlDbType.Boolean);
        copy.Write(row.CentreLineWgs84, NpgsqlDbType.Geometry);
        copy.Write(row.Source, NpgsqlDbType.Text);
        copy.Write((float)row.AccuracyM, NpgsqlDbType.Real);
        copy.Write(row.Reality, NpgsqlDbType.Text);
        copy.Write(row.AttributesJson, NpgsqlDbType.Jsonb);
    }
}
