using System.Globalization;
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

    /// <summary>Reads a file with columns <c>x,y</c> or <c>lon,lat</c>, <c>date</c> or <c>time</c>, and <c>category</c> when one is asked
    /// for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="crs">CRS of x and y.</param>
    /// <param name="window">The study area.</param>
    /// <param name="category">The category wanted, or null for all.</param>
    /// <exception cref="UnreadableFileException">The file is unusable or lacks a column.</exception>
    /// <exception cref="CommandFailedException">No row is of the category.</exception>
    public static IncidentFile Read(string path, AnalysisCrs crs, PolygonWindow window, string? category)
    {
        using var table = TextTable.Open(path);
        var place = new PlaceColumns(table);
        var time = new TimeColumns(table);
        var kind = category is null ? -1 : table.Column("category");
        var rim = new WindowRim(window);
        var (events, seen) = (new List<ForecastEvent>(), new SortedSet<string>(StringComparer.Ordinal));
        var (rows, others, untimed, unplaced, outside) = (0, 0, 0, 0, 0);
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
            else if (!time.TryRead(table, out var local))
            {
                untimed++;
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
                events.Add(new ForecastEvent(at, DayOf(local)));
            }
        }

        if (kind >= 0 && others == rows)
        {
            throw new CommandFailedException($"{path} has no row of --category {category}; it has: {string.Join(", ", seen)}.");
        }

        return new IncidentFile([.. events], new IncidentRows(rows, others, untimed, unplaced, outside, events.Count));
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

    private sealed class TimeColumns
    {
        private readonly int _date;
        private readonly int _clock;

        public TimeColumns(TextTable table)
        {
            _date = table.Column("date", "time", "datetime");
            var time = table.Find("time");
            _clock = time == _date ? -1 : time;
        }

        /// <summary>The date with the time of day that stands in it or beside it.</summary>
        public bool TryRead(TextTable table, out DateTime local)
        {
            if (!TableTime.TryRead(table[_date], out local, out var hasClock))
            {
                return false;
            }

            if (!hasClock && _clock >= 0 && TableTime.TryReadClock(table[_clock], out var clock))
            {
                local += clock;
            }

            return true;
        }
    }
}

/// <summary>What became of the rows of an incident file.</summary>
/// <param name="Read">All of them.</param>
/// <param name="OtherCategories">Of another category.</param>
/// <param name="WithoutTime">Of the category, without a date that can be read.</param>
/// <param name="WithoutPlace">With a date, without coordinates that can be used.</param>
/// <param name="OutsideBoundary">Placed outside the boundary.</param>
/// <param name="Used">The rest.</param>
internal sealed record IncidentRows(
    int Read, int OtherCategories, int WithoutTime, int WithoutPlace, int OutsideBoundary, int Used)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Read} rows: {Used} used, {OtherCategories} of other categories, {WithoutTime} without a usable time, {WithoutPlace} without a usable place, {OutsideBoundary} outside the boundary");
}
