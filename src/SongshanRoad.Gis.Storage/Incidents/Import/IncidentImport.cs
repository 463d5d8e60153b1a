using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Incidents.Import;

/// <summary>Brings incidents into the database.</summary>
/// <param name="transaction">The import it belongs to.</param>
public sealed class IncidentImport(ImportTransaction transaction)
    : StagedImport<StagedIncident>(transaction, "staged_incident", SqlText.Load<IncidentImport>)
{
    private protected override void Write(NpgsqlBinaryImporter copy, StagedIncident row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.Source, NpgsqlDbType.Text);
        copy.Write(row.ExternalId, NpgsqlDbType.Text);
        copy.Write(row.CategoryCode, NpgsqlDbType.Text);
        copy.WriteInstant(row.OccurredFrom);
        copy.WriteInstant(row.OccurredTo);
        copy.Write(row.ReportedBy, NpgsqlDbType.Text);
        copy.WriteText(row.Progress);
        copy.Write(row.PositionWgs84.LonDeg, NpgsqlDbType.Double);
        copy.Write(row.PositionWgs84.LatDeg, NpgsqlDbType.Double);
        copy.WriteReal(row.AccuracyM);
        copy.Write(row.Synthetic, NpgsqlDbType.Boolean);
    }
}
