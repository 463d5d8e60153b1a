using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Server.Places;

/// <summary>The words by which a sender declares the datum of its coordinates.</summary>
internal static class DatumWords
{
    /// <summary>The datum of a word, or null when it is none.</summary>
    public static Datum? Find(string? word) => word switch
    {
        "wgs84" => Datum.Wgs84,
        "gcj02" => Datum.Gcj02,
        "bd09" => Datum.Bd09,
        _ => null,
    };

    /// <summary>What to tell a sender of another word.</summary>
    public static string Refusal(string? word) =>
        $"Datum '{word}' is unknown; say wgs84 (GPS chips), gcj02 (AMap, Tencent) or bd09 (Baidu).";
}
