namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>One edge of a window's outline, metres, directed so that the inside is on its left.</summary>
internal readonly record struct WindowEdge(double X1, double Y1, double X2, double Y2)
{
    /// <summary>Easting where the edge's line crosses a northing; the edge must not be level.</summary>
    public double EastingAt(double y) => X1 + ((y - Y1) / (Y2 - Y1) * (X2 - X1));
}
