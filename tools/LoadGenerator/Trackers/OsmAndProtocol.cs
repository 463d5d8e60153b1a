using System.Globalization;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>Traccar Client up to version 8: a query for each fix, the next after the answer.</summary>
internal sealed class OsmAndProtocol : ITrackerProtocol
{
    private const double KnotsPerMps = 3600.0 / 1852;

    public string Name => "osmand";

    public TimeSpan TimeResolution => TimeSpan.FromSeconds(1);

    public Task<ITracker> OpenAsync(LoadTarget target, LoadDevice device, CancellationToken cancellation) =>
        Task.FromResult<ITracker>(new PhoneTracker(target.Server, (http, fix, ending) => http.PostAsync(new Uri(Query(device.Token, fix), UriKind.Relative), null, ending)));

    private static string Query(string token, ReportedFix fix) => string.Create(CultureInfo.InvariantCulture,
        $"in/osmand?id={token}&timestamp={fix.TimeMs / 1000}&lat={fix.LatDeg:F7}&lon={fix.LonDeg:F7}&speed={fix.SpeedMps * KnotsPerMps:F2}&bearing={fix.HeadingDeg:F0}&accuracy={fix.AccuracyM:F0}&batt={fix.BatteryShare * 100:F0}");
}
