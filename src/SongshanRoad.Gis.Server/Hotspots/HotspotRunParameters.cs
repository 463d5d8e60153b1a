using System.Text.Json;
using SongshanRoad.Gis.Contracts.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>What a run says of itself as names and values, for files that are tables.</summary>
internal static class HotspotRunParameters
{
    /// <summary>Every member of the run on the wire but the leading places, which are a table of their own.</summary>
    public static IEnumerable<JsonProperty> Of(HotspotRunView run) => JsonSerializer.SerializeToElement(run, HotspotRuns.Json).EnumerateObject()
        .Where(member => member.Value.ValueKind != JsonValueKind.Array
            || member.Value.EnumerateArray().All(value => value.ValueKind != JsonValueKind.Object));
}
