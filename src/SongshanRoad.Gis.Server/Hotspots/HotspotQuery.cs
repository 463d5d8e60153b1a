using Microsoft.AspNetCore.Mvc;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>The query of <c>/api/hotspots</c>; what is not said is as in the overlay that maps show by default.</summary>
internal sealed class HotspotQuery
{
    /// <summary>Hours of a day: where hours that do not end early end.</summary>
    public const int HoursPerDay = 24;

    private const int LeastCellM = 20;
    private const int MostCellM = 1000;
    private const int LeastBandwidthM = 20;
    private const int MostBandwidthM = 1000;
    private const int DaysPerWeek = 7;
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(3700);

    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    [FromQuery(Name = "category")]
    public string[]? Category { get; init; }

    [FromQuery(Name = "calledInOnly")]
    public bool? CalledInOnly { get; init; }

    [FromQuery(Name = "weekday")]
    public int[]? Weekday { get; init; }

    [FromQuery(Name = "fromHour")]
    public int? FromHour { get; init; }

    [FromQuery(Name = "toHour")]
    public int? ToHour { get; init; }

    [FromQuery(Name = "unit")]
    public string? Unit { get; init; }

    [FromQuery(Name = "cellM")]
    public double? CellM { get; init; }

    [FromQuery(Name = "bandwidthM")]
    public double? BandwidthM { get; init; }

    [FromQuery(Name = "kernel")]
    public string? Kernel { get; init; }

    [FromQuery(Name = "split")]
    public string? Split { get; init; }

    /// <summary>The request.</summary>
    /// <param name="standing">The overlay that maps show by default.</param>
    /// <param name="request">The request, or null.</param>
    /// <returns>What is wrong, in one sentence, or null.</returns>
    public string? Read(HotspotRequest standing, out HotspotRequest? request)
    {
        request = null;
        var (from, to) = (From ?? standing.Filter.From, To ?? standing.Filter.To);
        if (to <= from || to - from > LongestWindow)
        {
            return $"The window {from:O} to {to:O} must run forward and span at most ten years.";
        }

        if (Unit is not (null or HotspotRequest.Square or HotspotRequest.Hexagon or HotspotRequest.Segment))
        {
            return $"Unit '{Unit}' is unknown; {HotspotRequest.Square}, {HotspotRequest.Hexagon} and {HotspotRequest.Segment} are allowed.";
        }

        if (CellM is not (null or (>= LeastCellM and <= MostCellM)))
        {
            return $"cellM is {CellM}; {LeastCellM} to {MostCellM} metres are allowed.";
        }

        if (BandwidthM is not (null or (>= LeastBandwidthM and <= MostBandwidthM)))
        {
            return $"bandwidthM is {BandwidthM}; {LeastBandwidthM} to {MostBandwidthM} metres are allowed.";
        }

        if (KernelOf(Kernel) is not { } kernel)
        {
            return $"Kernel '{Kernel}' is unknown; quartic, gaussian and epanechnikov are allowed.";
        }

        var ofSegments = (Unit ?? standing.Unit) == HotspotRequest.Segment;
        if (ofSegments && kernel == SongshanRoad.Gis.Hotspots.Density.Kernel.Gaussian)
        {
            return "Kernel 'gaussian' has no end, so that it cannot be followed along streets; quartic and epanechnikov are allowed for segments.";
        }

        if (Split is not (null or HotspotRequest.Continuous or HotspotRequest.Discontinuous))
        {
            return $"Split '{Split}' is unknown; {HotspotRequest.Continuous} and {HotspotRequest.Discontinuous} are allowed.";
        }

        if ((Weekday ?? []).Where(day => day is < 1 or > DaysPerWeek).ToArray() is [var noDay, ..])
        {
            return $"Weekday {noDay} is unknown; 1 (Monday) to 7 (Sunday) are allowed.";
        }

        if (FromHour is not (null or (>= 0 and < HoursPerDay)) || ToHour is not (null or (>= 1 and <= HoursPerDay)))
        {
            return $"The hours {FromHour} to {ToHour} do not exist; fromHour is 0 to 23, toHour 1 to 24.";
        }

        // Sorted, so that the same choice in another order is the same run.
        var filter = new HotspotFilter(from.ToUniversalTime(), to.ToUniversalTime(),
            [.. (Category ?? []).Distinct().Order(StringComparer.Ordinal)], CalledInOnly ?? false, Hours());
        // What says nothing for this unit makes no other run.
        request = new HotspotRequest(
            filter, Unit ?? standing.Unit, ofSegments ? 0 : CellM ?? standing.CellM, BandwidthM ?? standing.BandwidthM, kernel, false,
            ofSegments ? Split ?? HotspotRequest.Continuous : null);
        if (filter.From == standing.Filter.From && filter.To == standing.Filter.To && filter is { Categories.Count: 0, CalledInOnly: false, Hours: null }
            && request with { Filter = standing.Filter, Standing = true } == standing)
        {
            request = standing;
        }

        return null;
    }

    /// <summary>Null when every hour of every day is looked at.</summary>
    private HoursOfWeek? Hours()
    {
        var days = (Weekday ?? []).Distinct().Order().ToArray();
        var (fromHour, toHour) = (FromHour ?? 0, ToHour ?? HoursPerDay);
        var allDays = days.Length is 0 or DaysPerWeek;
        // From an hour to the same hour is the whole day, too.
        var allHours = fromHour == toHour || (fromHour == 0 && toHour == HoursPerDay);
        return allDays && allHours
            ? null
            : new HoursOfWeek(allDays ? [.. Enumerable.Range(1, DaysPerWeek)] : days, fromHour, toHour);
    }

    private static Kernel? KernelOf(string? word) => word switch
    {
        null or "quartic" => SongshanRoad.Gis.Hotspots.Density.Kernel.Quartic,
        "gaussian" => SongshanRoad.Gis.Hotspots.Density.Kernel.Gaussian,
        "epanechnikov" => SongshanRoad.Gis.Hotspots.Density.Kernel.Epanechnikov,
        _ => null,
    };
}
