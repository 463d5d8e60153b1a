namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>When two cells of a grid are neighbours.</summary>
public enum Contiguity
{
    /// <summary>Squares that share an edge or a corner: up to eight.</summary>
    Queen,

    /// <summary>Squares that share an edge: up to four.</summary>
    Rook,

    /// <summary>Hexagons that share an edge: up to six.</summary>
    Hexagon,
}

/// <summary>Which cells of the line before and the line after touch a cell: those at its own place plus <paramref name="From"/> to
/// plus <paramref name="To"/>. On its own line it is always the one before and the one after.</summary>
internal readonly record struct LineReach(int From, int To)
{
    /// <summary>Number of neighbours of a cell with none missing.</summary>
    public int Neighbours => (2 * (To - From + 1)) + 2;
}
