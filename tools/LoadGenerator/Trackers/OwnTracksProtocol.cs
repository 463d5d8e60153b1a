using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>OwnTracks in HTTP mode: a JSON document for each fix, the next after the answer (OwnTracks Booklet, JSON, <c>_type=location</c>).</summary>
internal sealed class OwnTracksProtocol : ITrackerProtocol
{
    public string Name => "owntracks";

    public TimeSpan TimeResolution => TimeSpan.FromSeconds(1);

    public Task<ITracker> OpenAsync(LoadTarget target, LoadDevice device, CancellationToken cancellation) =>
        Task.FromResult<ITracker>(new PhoneTracker(target.Server, (http, fix, ending) =>
            http.PostAsync(new Uri($"in/owntracks/{device.Token}", UriKind.Relative), JsonContent.Create(DocumentOf(fix)), ending)));

    private static Dictionary<string, object?> DocumentOf(ReportedFix fix) => new()
    {
        ["_type"] = "location",
        ["tst"] = fix.TimeMs / 1000,
        ["lat"] = Math.Round(fix.LatDeg, 7),
        ["lon"] = Math.Round(fix.LonDeg, 7),
        ["acc"] = (int)(fix.AccuracyM ?? 0),
        ["vel"] = (int)((fix.SpeedMps ?? 0) * 3.6),
        ["cog"] = (int)(fix.HeadingDeg ?? 0),
        ["batt"] = (int)((fix.BatteryShare ?? 0) * 100),
    };
}
