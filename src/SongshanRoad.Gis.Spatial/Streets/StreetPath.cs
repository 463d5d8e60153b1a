namespace SongshanRoad.Gis.Spatial.Streets;

/// <summary>One edge of a path and the sense in which it is travelled.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Forward">From the edge's start to its end.</param>
public readonly record struct StreetStep(StreetEdge Edge, bool Forward)
{
    /// <summary>The node where the step begins.</summary>
    public int StartNode => Forward ? Edge.FromNode : Edge.ToNode;

    /// <summary>The node where the step ends.</summary>
    public int EndNode => Forward ? Edge.ToNode : Edge.FromNode;
}

/// <summary>A way through the network.</summary>
/// <param name="Steps">Its steps in order; none when start and end are the same node.</param>
/// <param name="LengthM">Its length in metres.</param>
public sealed record StreetPath(IReadOnlyList<StreetStep> Steps, double LengthM);
