namespace SongshanRoad.Gis.Hotspots.Tests;

/// <summary>Comparison of computed numbers with expected ones.</summary>
internal static class Near
{
    /// <summary>Fails unless there are as many numbers, each within an absolute tolerance.</summary>
    public static void AssertAll(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"[{i}] expected {expected[i]:R}, was {actual[i]:R}");
        }
    }
}
