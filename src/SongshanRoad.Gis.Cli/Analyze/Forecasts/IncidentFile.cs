using System.Globalization;
using SongshanRoad.Gis.Cli.Analyze.Times;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>Incidents of one category in the study area, with what was left out.</summary>
/// <param name="Events">The incidents; days count from 2000-01-01.</param>
/// <param name="Rows">What became of the rows.</param>
internal sealed record IncidentFile(ForecastEvent[] Events, IncidentRows Rows)
{
    private static readonly DateTime FirstDay = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Days from 2000-01-01 to a time.</summary>
    public static double DayOf(DateTime local) => (local - FirstDay).TotalDays;

    /// <summary>Reads a file with columns <c>x,y</c> or <c>lon,lat</c>, those of <see cref="IncidentTimeColumns"/>, and <c>category</c>
    /// when one is asked for. An incident known to an interval counts at its start; one whose interval holds the origin is left out:
    /// before the origin nobody could know of it, and it need not have happened after.</summary>
    /// <param name="path">The file.</param>
    /// <param name="crs">CRS of x and y.</param>
    /// <param name="window">The study area.</param>
    /// <param name="category">The category wanted, or null for all.</param>
    /// <param name="origin">Instant of the forecast, local time.</param>
    /// <param name="localOffset">Offset of local time.</param>
    /// <exception cref="UnreadableFileException">The file is unusable or lacks a column.</exception>
    /// <exception cref="CommandFailedException">No row is of the category, or none of those with a place lies in the study area.</exception>
    public static IncidentFile Read(string path, AnalysisCrs crs, PolygonWindow window, string? category, DateTime origin, TimeSpan localOffset)
    {
        using var table = TextTable.Open(path, needsRow: true);
        var place = new PlaceColumns(table);
        var times = new IncidentTimeColumns(table, localOffset);
        var kind = category is null ? -1 : table.Column("category");
        var rim = new WindowRim(window);
        var (events, seen) = (new List<ForecastEvent>(), new SortedSet<string>(StringComparer.Ordinal));
        var (rows, others, astride, unplaced, outside) = (0, 0, 0, 0, 0);
        while (table.Read())
        {
            rows++;
            if (kind >= 0 && !table[kind].Equals(category, StringComparison.OrdinalIgnoreCase))
            {
                others++;
                if (seen.Count < 20)
                {
                    seen.Add(table[kind].ToString());
                }
            }
            else if (times.Read() is not { } time)
            {
                continue;
            }
            else if (time.Start < origin && time.End >= origin)
            {
                astride++;
            }
            else if (place.Read(table, crs) is not { } at)
            {
                unplaced++;
            }
            else if (!rim.Holds(at))
            {
                outside++;
            }
            else
            {
                events.Add(new ForecastEvent(at, DayOf(time.Start)));
            }
        }

        if (kind >= 0 && others == rows)
        {
            throw new CommandFailedException($"{path} has no row of --category {category}; it has: {string.Join(", ", seen)}.");
        }

        if (events.Count == 0 && outside > 0)
        {
            throw new CommandFailedException($"none of the {outside} incidents of {path} lies inside --boundary; check --crs EPSG:{crs.Srid} and the columns of the places.");
        }

        return new IncidentFile([.. events], new IncidentRows(rows, others, times.WithoutStart, astride, unplaced, outside, events.Count));
    }

    private sealed class PlaceColumns
    {
        private readonly bool _degrees;
        private readonly int _x;
        private readonly int _y;

        public PlaceColumns(TextTable table)
        {
            _degrees = table.Find("x") < 0 && table.Find("lon", "lng", "longitude") >= 0;
            (_x, _y) = _degrees
                ? (table.Column("lon", "lng", "longitude"), table.Column("lat", "latitude"))
                : (table.Column("x", "lon"), table.Column("y", "lat"));
        }

        public MetricPoint? Read(TextTable table, AnalysisCrs crs)
        {
            if (!double.TryParse(table[_x], NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
                || !double.TryParse(table[_y], NumberStyles.Float, CultureInfo.InvariantCulture, out var y))
            {
                return null;
            }

            return _degrees ? crs.OfDegrees(x, y) : crs.ToMetric(x, y);
        }
    }
}

/// <summary>What became of the rows of an incident file.</summary>
/// <param name="Read">All of them.</param>
/// <param name="OtherCategories">Of another category.</param>
/// <param name="WithoutTime">Of the category, without a time.</param>
/// <param name="AstrideOrigin">With a time, an interval that begins before the origin and ends at it or later.</param>
/// <param name="WithoutPlace">With a time, without coordinates that can be used.</param>
/// <param name="OutsideBoundary">Placed outside the boundary.</param>
/// <param name="Used">The rest.</param>
internal sealed record IncidentRows(
    int Read, int OtherCategories, int WithoutTime, int AstrideOrigin, int WithoutPlace, int OutsideBoundary, int Used)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Read} rows: {Used} used, {OtherCategories} of other categories, {WithoutTime} without a time, {AstrideOrigin} in an interval over the origin, {WithoutPlace} without a usable place, {OutsideBoundary} outside the boundary");
}
