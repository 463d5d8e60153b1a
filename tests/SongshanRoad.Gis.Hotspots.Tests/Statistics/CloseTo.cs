namespace SongshanRoad.Gis.Hotspots.Tests.Statistics;

/// <summary>Compares by relative error.</summary>
internal static class CloseTo
{
    public static void Relative(double expected, double actual, double within) =>
        Assert.True(Math.Abs(actual - expected) <= within * Math.Abs(expected), $"expected {expected:R}, was {actual:R}, off by {(actual / expected) - 1:E1}");
}
