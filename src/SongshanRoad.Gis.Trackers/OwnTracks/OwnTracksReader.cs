using System.Text.Json;

namespace SongshanRoad.Gis.Trackers.OwnTracks;

/// <summary>OwnTracks in HTTP mode. Everything but a location is taken for a sign of life at most. No bytes make it throw.</summary>
/// <remarks>Source: owntracks.org/booklet, tech/http and tech/json.</remarks>
public static class OwnTracksReader
{
    private const double MpsPerKmPerHour = 1 / 3.6;
    private const double SharePerPercent = 0.01;
    private const int TopicParts = 3;

    /// <summary>Reads a body.</summary>
    /// <param name="device">The device as headers or query name it, or null: then the topic in the body does.</param>
    /// <param name="body">The body; an empty one is a legal sign of nothing.</param>
    public static TrackerReport Read(string? device, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return TrackerReport.Of(device, TrackerFlaw.None);
        }

        try
        {
            using var document = JsonDocument.Parse(body, JsonFields.Options);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return TrackerReport.Of(device, TrackerFlaw.Malformed);
            }

            device ??= DeviceOf(root.Text("topic"));
            return root.Text("_type") switch
            {
                "location" => LocationOf(device, root),
                "encrypted" => TrackerReport.Of(device, TrackerFlaw.Encrypted),
                null => TrackerReport.Of(device, TrackerFlaw.Malformed),
                _ => TrackerReport.Of(device, TrackerFlaw.None),
            };
        }
        catch (JsonException)
        {
            return TrackerReport.Of(device, TrackerFlaw.Malformed);
        }
    }

    private static TrackerReport LocationOf(string? device, JsonElement location)
    {
        var fields = new FieldReader();
        // A ping says the time of now with a position of some time ago.
        var isPing = location.Text("t") == "p";
        var point = new TrackerPoint(
            isPing ? null : fields.Time(location.Text("tst"), TimeZoneInfo.Utc),
            isPing ? null : fields.Number(location.Text("lon")), isPing ? null : fields.Number(location.Text("lat")),
            fields.Known(location.Text("acc")) is > 0 and var accuracyM ? accuracyM : null, MpsPerKmPerHour * fields.Known(location.Text("vel")),
            fields.Known(location.Text("cog")), SharePerPercent * fields.Known(location.Text("batt")));
        return new TrackerReport(device, [point], fields.Flaw);
    }

    /// <summary>Of <c>owntracks/user/device</c>, user and device.</summary>
    private static string? DeviceOf(string? topic) => topic?.Split('/', TopicParts) is [_, var user, var name] ? $"{user}/{name}" : null;
}
