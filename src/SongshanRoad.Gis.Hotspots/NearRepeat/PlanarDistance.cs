namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>How far apart two positions in the plane are.</summary>
public enum PlanarDistance
{
    /// <summary>As the crow flies.</summary>
    Euclidean,

    /// <summary>East plus north, as along a grid of streets; the usual choice of near repeat studies.</summary>
    Manhattan,
}
