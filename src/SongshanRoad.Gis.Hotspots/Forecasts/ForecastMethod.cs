using SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>A way to foretell where events will happen, with its parameters.</summary>
public abstract class ForecastMethod
{
    private protected ForecastMethod(string name, string parameters, MethodStep step) => (Name, Parameters, Step) = (name, parameters, step);

    /// <summary>The method: <c>count</c>, <c>kde</c>, <c>nkde</c> or <c>sepp</c>.</summary>
    public string Name { get; }

    /// <summary>Its parameters in words.</summary>
    public string Parameters { get; }

    /// <summary>Where it stands among the methods that are tried.</summary>
    internal MethodStep Step { get; }

    /// <summary>Surfaces it needs.</summary>
    internal abstract IReadOnlyList<SurfaceKey> Surfaces { get; }

    /// <summary>Model it needs fitted, or null.</summary>
    internal virtual SelfExcitingOptions? Model => null;

    /// <summary>Events expected in each unit in the window, as far as the method knows a scale; their order is the ranking.</summary>
    internal abstract double[] Expected(ForecastMoment moment);

    /// <summary>The method and its parameters.</summary>
    public override string ToString() => Parameters.Length == 0 ? Name : $"{Name} ({Parameters})";
}

/// <summary>Place of a method in the table of those tried, by which neighbours are known. -1 stands for a parameter that it has not.</summary>
/// <param name="Family">Methods of one family can be neighbours.</param>
/// <param name="Width">Number of its bandwidth, from narrow to wide.</param>
/// <param name="HalfLife">Number of its half-life, from short to long.</param>
/// <param name="Share">Number of its share of smoothing, from none to all.</param>
internal readonly record struct MethodStep(string Family, int Width, int HalfLife, int Share)
{
    /// <summary>Whether two methods differ by one step of one parameter at most.</summary>
    public bool IsNextTo(MethodStep other) => Family == other.Family && Apart(Width, other.Width) + Apart(HalfLife, other.HalfLife) + Apart(Share, other.Share) <= 1;

    private static int Apart(int a, int b) => a < 0 || b < 0 ? 0 : Math.Abs(a - b);
}
