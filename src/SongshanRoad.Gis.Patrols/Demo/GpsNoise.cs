using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>The error of a phone's GPS between houses: it drifts slowly, and now and then a reflection throws one fix far off.</summary>
internal sealed class GpsNoise(Random random)
{
    private const double DriftM = 3.0;
    private const double DriftSeconds = 30;
    private const double OutlierShare = 0.004;

    private static readonly double Memory = Math.Exp(-1 / DriftSeconds);

    private double _eastM = DriftM * Gaussian(random);
    private double _northM = DriftM * Gaussian(random);

    /// <summary>Lets a second pass.</summary>
    public void Tick()
    {
        // First-order Gauss-Markov process: the spread stays DriftM whatever the step.
        var fresh = DriftM * Math.Sqrt(1 - (Memory * Memory));
        _eastM = (Memory * _eastM) + (fresh * Gaussian(random));
        _northM = (Memory * _northM) + (fresh * Gaussian(random));
    }

    /// <summary>Where the device believes to be, and the accuracy it reports (68 % radius, metres).</summary>
    public (MetricPoint Metric, double AccuracyM) Measure(MetricPoint truth)
    {
        if (random.NextDouble() < OutlierShare)
        {
            var offM = 20 + (20 * random.NextDouble());
            var (east, north) = Math.SinCos(2 * Math.PI * random.NextDouble());
            return (new MetricPoint(truth.EastingM + (offM * east), truth.NorthingM + (offM * north)), Math.Round(offM * 1.2));
        }

        var accuracyM = Math.Round(DriftM * (1.4 + (0.8 * random.NextDouble())), 1);
        return (new MetricPoint(truth.EastingM + _eastM, truth.NorthingM + _northM), accuracyM);
    }

    // Box and Muller.
    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
