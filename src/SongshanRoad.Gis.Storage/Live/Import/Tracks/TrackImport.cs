using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Live.Import.Tracks;

/// <summary>Brings recorded tracks into the database, as fixes of ended duties.</summary>
/// <param name="transaction">The import it belongs to.</param>
public sealed class TrackImport(ImportTransaction transaction)
    : StagedImport<StagedFix>(transaction, "staged_fix", SqlText.Load<TrackImport>)
{
    private protected override IReadOnlyList<string> ContradictionStatements => ["RemoveOverlapping.sql"];

    private protected override IEnumerable<string> Statements(ImportTally tally) => tally.New + tally.Changed == 0 ? []
        : ["InsertDuties.sql", "EnsurePartitions.sql", .. base.Statements(tally)];

    private protected override void Write(NpgsqlBinaryImporter copy, StagedFix row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.Duty.Id, NpgsqlDbType.Uuid);
        copy.Write(row.Duty.UnitCode, NpgsqlDbType.Text);
        copy.Write(row.Duty.Night, NpgsqlDbType.Date);
        copy.WriteInstant(row.Duty.StartedAt);
        copy.WriteInstant(row.Duty.EndedAt);
        copy.WriteInstant(row.FixTime);
        copy.Write(row.PositionWgs84.LonDeg, NpgsqlDbType.Double);
        copy.Write(row.PositionWgs84.LatDeg, NpgsqlDbType.Double);
        copy.WriteReal(row.SpeedMps);
        copy.WriteReal(row.HeadingDeg);
    }
}
