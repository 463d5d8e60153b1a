using System.Globalization;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>A district with a street about every 100 m round its south-west corner and many incidents of the last 170 days, a third of them on a
/// few blocks.</summary>
internal static class StoredIncidents
{
    /// <summary>East-west and north-south extent of a district of about 10 km², as the demo's, degrees.</summary>
    public static readonly (double LonDeg, double LatDeg) District = (0.035, 0.03);

    /// <summary>Extent of a city of 30 x 30 km, degrees.</summary>
    public static readonly (double LonDeg, double LatDeg) City = (0.3278, 0.2704);

    /// <summary>Stores them.</summary>
    public static async Task FillAsync(Database database, int incidents, (double LonDeg, double LatDeg) extent)
    {
        await using var fill = database.DataSource.CreateCommand(
            """
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality)
              values ('district', 'd', 'bench', ST_MakeEnvelope(113.60, 34.68, 113.60 + __LON__, 34.68 + __LAT__, 4326), 'bench', 50, 'invented');
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
              else ST_MakePoint(113.60 + random() * __LON__, 34.68 + random() * __LAT__) end, 4326), true
            from generate_series(1, __N__) n;
            analyze incident;
            """.Replace("__N__", incidents.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("__LON__", extent.LonDeg.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("__LAT__", extent.LatDeg.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        fill.CommandTimeout = 600;
        await fill.ExecuteNonQueryAsync();
    }
}
