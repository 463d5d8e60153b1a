using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Streets;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>From what was read to the overlay: the same input gives the same bits.</summary>
internal static class HotspotComputation
{
    /// <summary>An overlay on the cells of the district.</summary>
    public static HotspotOverlay OnCells(HotspotRequest request, HotspotInput input) => HotspotOverlay.Compute(
        input.Incidents.Places, SharesOf(input.Incidents, request.Filter.Hours), new PolygonWindow(input.OutlineMetric!), request.OnCells());

    /// <summary>An overlay on the street segments of the district; null when it has none.</summary>
    public static SegmentOverlay? OnSegments(HotspotRequest request, HotspotInput input)
    {
        var streets = StreetsOf(input);
        return streets.Units.Count == 0
            ? null
            : SegmentOverlay.Compute(input.Incidents.Places, SharesOf(input.Incidents, request.Filter.Hours), streets, request.AlongStreets());
    }

    /// <summary>The street segments of the district, which must have an outline.</summary>
    public static DistrictStreets StreetsOf(HotspotInput input) => new(StreetNetwork.From(input.Streets), new PolygonWindow(input.OutlineMetric!));

    /// <summary>How much of each incident lies in the hours looked at; empty when all do.</summary>
    private static double[] SharesOf(HotspotIncidents incidents, HoursOfWeek? hours)
    {
        if (hours is null)
        {
            return [];
        }

        var window = HourWindow.Of(hours.Weekdays.Select(day => HourOfWeek.Days[day - 1]), hours.FromHour, hours.ToHour);
        return [.. incidents.Times.Select(window.ShareOf)];
    }
}
