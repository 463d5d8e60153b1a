namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>What becomes of a kernel's weight where streets meet. m is the number of segment ends at the node.</summary>
/// <remarks>Okabe, Satoh and Sugihara, Int. J. Geographical Information Science 23 (2009) 7-32.</remarks>
public enum NodeRule
{
    /// <summary>Equal split, continuous: every other segment gets 2/m of it and 2/m - 1 goes back, so that the density has no jump at
    /// nodes. A dead end (m = 1) sends all of it back; the density integrates to the number of events.</summary>
    EqualSplitContinuous,

    /// <summary>Equal split, discontinuous: every other segment gets 1 / (m - 1) and nothing goes back, except at a dead end, where all
    /// of it does; the density integrates to the number of events.</summary>
    EqualSplitDiscontinuous,

    /// <summary>As <see cref="EqualSplitDiscontinuous"/>, but what reaches a dead end is lost, as in spatstat: alleys without an exit
    /// look cooler than they are.</summary>
    EqualSplitDiscontinuousLosing,
}

/// <summary>The factors of a node rule.</summary>
internal static class NodeFactors
{
    /// <summary>Factor towards each other segment and factor back into the one the weight came from.</summary>
    public static (double Onward, double Back) Of(NodeRule rule, int degree) => (rule, degree) switch
    {
        (NodeRule.EqualSplitContinuous, _) => (2.0 / degree, (2.0 / degree) - 1),
        (NodeRule.EqualSplitDiscontinuous, 1) => (0, 1),
        (_, 1) => (0, 0),
        _ => (1.0 / (degree - 1), 0),
    };
}
