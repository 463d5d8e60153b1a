namespace SongshanRoad.Gis.Cli.Import;

/// <summary>The fields of each layer that <c>--map</c> may name; a misspelt one is refused instead of being passed over.</summary>
internal static class LayerFields
{
    private static readonly string[] Position = ["lon", "lat", "x", "y", "easting", "northing"];
    private static readonly string[] Drawn = ["id", "name", "source", "accuracyM", "reality", .. Position];

    /// <summary>The fields of a layer; none for a layer without columns.</summary>
    public static IReadOnlyList<string> Of(string layer) => layer switch
    {
        "units" => [],
        "categories" => ["code", "parent", "nameZh", "nameEn", "sort"],
        "community-codes" => ["code12", "code15", "code", "issuer", "knownCode", "name", "fullName", "validFrom", "validTo"],
        "incidents" => ["id", "time", "date", "to", "category", "reported-by", "progress", "status", "from", .. Position],
        "tracks" => ["time", "date", "track", "speed", "heading", "elevation", "from", .. Position],
        "streets" => [.. Drawn, "class", "oneway", "foot", "car"],
        "district" or "communities" => [.. Drawn, "fullName", "code", "code12", "code15", "codes", "validFrom"],
        _ when LayerOptions.WithCodes.Contains(layer) => [.. Drawn, "fullName", "code12", "code15", "codes", "validFrom"],
        _ => [.. Drawn, "class"],
    };
}
