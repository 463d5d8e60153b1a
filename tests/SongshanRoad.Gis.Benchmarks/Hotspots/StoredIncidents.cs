using System.Globalization;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>A district of about 10 km², as the demo's, with a street about every 100 m and many incidents of the last 170 days, a third of them
/// on a few blocks.</summary>
internal static class StoredIncidents
{
    /// <summary>Stores them.</summary>
    public static async Task FillAsync(Database database, int incidents)
    {
        await using var fill = database.DataSource.CreateCommand(
            """
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality)
              values ('district', 'd', 'bench', ST_MakeEnvelope(113.60, 34.68, 113.635, 34.71, 4326), 'bench', 50, 'invented');
            insert into street_segment (external_id, name, class, centre_line, source, accuracy_m, reality)
            select way || at, way || at, 'residential', ST_SetSRID(ST_MakeLine(array_agg(
              case way when 'north' then ST_MakePoint(113.6005 + at * 0.001, 34.6805 + step * 0.001)
                else ST_MakePoint(113.6005 + step * 0.001, 34.6805 + at * 0.001) end order by step)), 4326), 'bench', 5, 'invented'
            from (values ('north', 35, 30), ('east', 30, 35)) as ways (way, count, steps),
              generate_series(0, count - 1) at, generate_series(0, steps - 1) step
            group by way, at;
            insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft');
            select setseed(0.42);
            insert into incident (source, category_code, occurred_from, position, synthetic)
            select 'bench', 'theft', now() - random() * interval '170 days', ST_SetSRID(case when n % 3 = 0
              then ST_MakePoint(113.61 + (n % 7) * 0.003 + random() * 0.001, 34.69 + (n % 5) * 0.003 + random() * 0.001)
              else ST_MakePoint(113.60 + random() * 0.035, 34.68 + random() * 0.03) end, 4326), true
            from generate_series(1, __N__) n;
            analyze incident;
            """.Replace("__N__", incidents.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        fill.CommandTimeout = 600;
        await fill.ExecuteNonQueryAsync();
    }
}
