using System.Text;
using System.Text.Json;

namespace SongshanRoad.Gis.Trackers.OsmAnd;

/// <summary>The OsmAnd protocol as Traccar Client speaks it: up to version 8 a query without a body, version 9 JSON, version 10 a form.
/// Any method, and a form may have a query, too. No bytes make it throw.</summary>
/// <remarks>Source: traccar.org/osmand and the sources of the three generations.</remarks>
public static class OsmAndReader
{
    private const double MpsPerKnot = 1852.0 / 3600;
    private const double SharePerPercent = 0.01;

    /// <summary>Reads a request.</summary>
    /// <param name="query">The query of its address, with or without the question mark.</param>
    /// <param name="contentType">Its content type, or null.</param>
    /// <param name="body">Its body.</param>
    /// <param name="clock">Zone of times that name none.</param>
    public static TrackerReport Read(string query, string? contentType, ReadOnlyMemory<byte> body, TimeZoneInfo clock)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(clock);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        FormText.Read(query, values);
        if (contentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            // Whom the address names is known even when the document cannot be read.
            var report = ReadJson(body, clock);
            return report with { Device = report.Device ?? DeviceOf(values) };
        }

        FormText.Read(Encoding.UTF8.GetString(body.Span), values);
        var fields = new FieldReader();
        var point = PointOf(values.GetValueOrDefault, fields, clock);
        return new TrackerReport(DeviceOf(values), HoldsAnything(point) ? [point] : [], fields.Flaw);
    }

    private static string? DeviceOf(Dictionary<string, string> values) => values.GetValueOrDefault("id") ?? values.GetValueOrDefault("deviceid");

    private static TrackerReport ReadJson(ReadOnlyMemory<byte> body, TimeZoneInfo clock)
    {
        try
        {
            using var document = JsonDocument.Parse(body, JsonFields.Options);
            var fields = new FieldReader();
            var root = document.RootElement;
            var reports = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : new[] { root };
            if (reports.Any(report => report.ValueKind != JsonValueKind.Object))
            {
                return TrackerReport.Of(null, TrackerFlaw.Malformed);
            }

            var device = reports.Select(report => report.Text("device_id", "id", "deviceid")).FirstOrDefault(id => id is not null);
            // All reads come before the flaw is asked for.
            var points = reports.Select(report => PointOf(report, fields, clock)).Where(HoldsAnything).ToList();
            return new TrackerReport(device, points, fields.Flaw);
        }
        catch (JsonException)
        {
            return TrackerReport.Of(null, TrackerFlaw.Malformed);
        }
    }

    /// <summary>Of the JSON of version 9, or with the keys of the form in an array.</summary>
    private static TrackerPoint PointOf(JsonElement report, FieldReader fields, TimeZoneInfo clock)
    {
        if (report.Object("location") is not { } location)
        {
            return PointOf(key => report.Text(key), fields, clock);
        }

        var (coords, battery) = (location.Object("coords") ?? default, location.Object("battery") ?? default);
        return new TrackerPoint(
            fields.Time(location.Text("timestamp"), clock), fields.Number(coords.Text("longitude")), fields.Number(coords.Text("latitude")),
            AccuracyOf(fields.Known(coords.Text("accuracy"))), fields.Known(coords.Text("speed")), fields.Known(coords.Text("heading")),
            fields.Known(battery.Text("level")), location.Text("alarm") ?? report.Text("alarm"), location.Text("mock") == "true");
    }

    /// <summary>Of the keys of the form.</summary>
    private static TrackerPoint PointOf(Func<string, string?> valueOf, FieldReader fields, TimeZoneInfo clock)
    {
        var (lat, lon) = valueOf("location")?.Split(',') is [var latitude, var longitude] ? (latitude, longitude) : (valueOf("lat"), valueOf("lon"));
        return new TrackerPoint(
            fields.Time(valueOf("timestamp"), clock), fields.Number(lon), fields.Number(lat), AccuracyOf(fields.Known(valueOf("accuracy"))),
            MpsPerKnot * fields.Known(valueOf("speed")), fields.Known(valueOf("bearing") ?? valueOf("heading")),
            SharePerPercent * fields.Known(valueOf("batt")), valueOf("alarm"), valueOf("mock") is "true" or "1");
    }

    /// <summary>Old phones say 0 for what the satellite receiver does not tell.</summary>
    private static double? AccuracyOf(double? accuracyM) => accuracyM > 0 ? accuracyM : null;

    /// <summary>A request that only tells a token for notices is no report.</summary>
    private static bool HoldsAnything(TrackerPoint point) => point.LatDeg is not null || point.LonDeg is not null || point.Time is not null || point.Alarm is not null;
}
