namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Who neighbours whom among units numbered from 0; a unit is never its own neighbour.</summary>
public interface INeighbourhood
{
    /// <summary>Number of units.</summary>
    int Count { get; }

    /// <summary>Number of neighbours of a unit.</summary>
    int SizeOf(int unit);

    /// <summary>Adds up the values of each unit's neighbours.</summary>
    /// <param name="values">One finite value per unit.</param>
    /// <param name="sums">One sum per unit; 0 where there is no neighbour.</param>
    void Sum(ReadOnlySpan<double> values, Span<double> sums);
}
