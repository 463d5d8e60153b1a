namespace SongshanRoad.Gis.Storage.Tiles;

/// <summary>A tile of the Web Mercator pyramid.</summary>
/// <param name="Zoom">Zoom level, 0 = the whole world.</param>
/// <param name="Column">Counted from the west, 0 to 2^zoom - 1.</param>
/// <param name="Row">Counted from the north, 0 to 2^zoom - 1.</param>
public readonly record struct TileAddress(int Zoom, int Column, int Row)
{
    /// <summary>Whether the address exists and its zoom is in the range a source serves.</summary>
    public bool IsWithin(int minZoom, int maxZoom) =>
        Zoom >= minZoom && Zoom <= maxZoom && Column >= 0 && Row >= 0 && Column < 1 << Zoom && Row < 1 << Zoom;
}
