namespace SongshanRoad.Gis.Spatial.Coordinates;

/// <summary>The words by which a sender declares the datum of its coordinates.</summary>
public static class DatumWords
{
    /// <summary>The datum of a word, or null when it is none.</summary>
    public static Datum? Find(string? word) => word switch
    {
        "wgs84" => Datum.Wgs84,
        "gcj02" => Datum.Gcj02,
        "bd09" => Datum.Bd09,
        _ => null,
    };

    /// <summary>The word of a datum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The datum is not one of the three.</exception>
    public static string Of(Datum datum) => datum switch
    {
        Datum.Wgs84 => "wgs84",
        Datum.Gcj02 => "gcj02",
        Datum.Bd09 => "bd09",
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, "Datum must be Wgs84, Gcj02 or Bd09."),
    };

    /// <summary>What to tell a sender of another word.</summary>
    public static string Refusal(string? word) =>
        $"Datum '{word}' is unknown; say wgs84 (GPS chips), gcj02 (AMap, Tencent) or bd09 (Baidu).";
}
