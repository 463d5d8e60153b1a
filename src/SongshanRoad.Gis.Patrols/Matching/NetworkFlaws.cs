namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>What was odd about a network as it was read; none of it stops the matching.</summary>
/// <param name="DuplicateArcs">Arcs with the same two nodes in the same order as an earlier one; only the first is ever matched.</param>
/// <param name="ZeroLengthArcs">Arcs whose two nodes lie on one point; they connect, but nothing is matched to them.</param>
/// <param name="SelfLoops">Arcs that end where they begin; left out.</param>
/// <param name="Islands">Connected parts beside the largest, by undirected connection; nodes without an arc do not count.</param>
/// <param name="IslandArcs">Arcs in those parts.</param>
/// <param name="UnusedNodes">Nodes without an arc.</param>
public readonly record struct NetworkFlaws(
    int DuplicateArcs, int ZeroLengthArcs, int SelfLoops, int Islands, int IslandArcs, int UnusedNodes)
{
    /// <summary>Whether nothing was odd.</summary>
    public bool None => this == default;
}
