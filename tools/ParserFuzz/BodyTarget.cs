using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Trackers;
using SongshanRoad.Gis.Trackers.OsmAnd;
using SongshanRoad.Gis.Trackers.OwnTracks;

namespace SongshanRoad.Gis.Fuzz;

/// <summary>Bodies of the HTTP doors: noise, tokens of the formats in any order, and good bodies with wrong bytes; each read as OsmAnd's query, form and JSON, as
/// OwnTracks' document, or as a batch of our own.</summary>
internal sealed class BodyTarget : IFuzzTarget
{
    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\u00e", "null", "true", "-", "0", "1e999", "NaN", "113.64", "34.73", "1700000000", "\"lat\"", "\"lon\"", "\"tst\"", "\"_type\":\"location\"",
        "\"location\"", "\"coords\"", "\"timestamp\"", "\"2026-11-28T21:00:00Z\"", "\"device_id\":\"T\"", "\"fixes\"", "\"datum\":\"wgs84\"", "id=T", "&", "=", "%", "%e5%", "+", "lat=", "lon=", "timestamp=", "batt=", "alarm=sos",
    ];

    private static readonly byte[][] Good =
    [
        Encoding.UTF8.GetBytes("?id=T1&timestamp=1700000000&lat=34.7256&lon=113.6415&speed=2.5&bearing=90&accuracy=5&batt=80&alarm=sos"),
        Encoding.UTF8.GetBytes("""{"location":{"timestamp":"2026-11-28T21:00:00.000Z","coords":{"latitude":34.72,"longitude":113.64,"accuracy":5,"speed":1,"heading":90},"battery":{"level":0.8}},"device_id":"T1"}"""),
        Encoding.UTF8.GetBytes("""{"_type":"location","tst":1700000000,"lat":34.72,"lon":113.64,"acc":5,"vel":4,"cog":90,"batt":80,"tid":"T1"}"""),
        Encoding.UTF8.GetBytes("""{"datum":"wgs84","fixes":[{"sequence":1,"timeMs":1700000000000,"lonDeg":113.64,"latDeg":34.72,"accuracyM":5,"speedMps":1,"headingDeg":90,"batteryShare":0.8}]}"""),
    ];

    private static readonly TimeZoneInfo China = TimeZoneInfo.CreateCustomTimeZone("+08", TimeSpan.FromHours(8), "+08", "+08");

    private readonly byte[] _bytes = new byte[1024];
    private int _door;

    public ReadOnlyMemory<byte> Next(Random random)
    {
        _door = random.Next(5);
        switch (random.Next(3))
        {
            case 0:
                var noise = _bytes.AsSpan(0, random.Next(200));
                random.NextBytes(noise);
                return _bytes.AsMemory(0, noise.Length);
            case 1:
                var length = 0;
                for (var tokens = random.Next(24); tokens > 0; tokens--)
                {
                    length += Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)], _bytes.AsSpan(length));
                }

                return _bytes.AsMemory(0, length);
            default:
                var good = Good[random.Next(Good.Length)];
                good.CopyTo(_bytes, 0);
                for (var wrong = random.Next(4); wrong > 0; wrong--)
                {
                    _bytes[random.Next(good.Length)] = (byte)random.Next(256);
                }

                return _bytes.AsMemory(0, random.Next(8) == 0 ? random.Next(good.Length) : good.Length);
        }
    }

    public string Read(ReadOnlyMemory<byte> input) => _door switch
    {
        0 => Told("query", OsmAndReader.Read(Encoding.UTF8.GetString(input.Span), null, default, China)),
        1 => Told("form", OsmAndReader.Read("", "application/x-www-form-urlencoded", input, China)),
        2 => Told("json", OsmAndReader.Read("?id=T", "application/json", input, China)),
        3 => Told("owntracks", OwnTracksReader.Read("T", input)),
        _ => ReadBatch(input.Span),
    };

    // As ASP.NET reads it: what is no JSON is the only thing that throws, and is answered 400.
    private static string ReadBatch(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<PositionBatch>(body, JsonSerializerOptions.Web)?.Fixes is null ? "batch: none" : "batch: read";
        }
        catch (JsonException)
        {
            return "batch: refused";
        }
    }

    private static string Told(string door, TrackerReport report) => report.Flaw == TrackerFlaw.None ? report.Points.Count == 0 ? $"{door}: nothing" : $"{door}: points" : $"{door}: flawed";
}
