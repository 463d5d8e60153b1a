namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>When a metre of an alley counts as walked.</summary>
public sealed record CoverageRule
{
    /// <summary>The default: within 20 m of the walked line, cut at gaps over 60 s or over 150 m.</summary>
    public static CoverageRule Default { get; } = new();

    /// <summary>An alley metre counts when the walked line passes within this many metres; 20 by default.</summary>
    public double WithinM { get; init; } = 20;

    /// <summary>The walked line is cut where two fixes are further apart in time than this; 60 s by default.</summary>
    public TimeSpan MaxGap { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The walked line is cut where two fixes are further apart than this many metres; 150 by default.</summary>
    public double MaxGapM { get; init; } = 150;

    /// <summary>Whether two fixes that follow each other are joined. Exactly at a limit they are.</summary>
    public bool Joins(MetricFix earlier, MetricFix later) =>
        later.FixTime - earlier.FixTime <= MaxGap && earlier.Metric.DistanceM(later.Metric) <= MaxGapM;
}
