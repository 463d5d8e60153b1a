using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>The phone or tracker of one simulated unit: measures with noise, counts its fixes, keeps them while there is no signal.</summary>
internal sealed class SimulatedDevice(SimulatedUnit unit, UnitWalk walk, IProjection projection, TimeSpan reportEvery, Random random)
{
    private const double LossesPerSecond = 1.0 / 2400;
    private const int ShortestLossS = 30;
    private const int LongestLossS = 180;

    private readonly GpsNoise _noise = new(random);
    private readonly double _batterySharePerS = UnitPace.Of(unit.Kind).BatterySharePerHour / 3600;
    private readonly List<Fix> _queue = [];
    private double _batteryShare = 0.7 + (0.3 * random.NextDouble());
    private TimeSpan _untilReport = TimeSpan.FromSeconds(random.Next((int)Math.Ceiling(reportEvery.TotalSeconds)));
    private long _sequence;
    private int _lossS;

    public SimulatedUnit Unit => unit;

    /// <summary>Lets a second pass.</summary>
    public void Tick(DateTimeOffset now)
    {
        walk.Tick();
        _noise.Tick();
        _batteryShare = Math.Max(_batteryShare - _batterySharePerS, 0.05);
        _lossS = _lossS > 0 ? _lossS - 1 : random.NextDouble() < LossesPerSecond ? random.Next(ShortestLossS, LongestLossS) : 0;
        _untilReport -= TimeSpan.FromSeconds(1);
        if (_untilReport > TimeSpan.Zero)
        {
            return;
        }

        _untilReport += reportEvery;
        var (metric, accuracyM) = _noise.Measure(walk.Metric);
        _queue.Add(new Fix(unit.UnitId, unit.DutyId, now, projection.ToLonLat(metric), ++_sequence, accuracyM,
            Math.Round(walk.SpeedMps, 2), walk.HeadingDeg is { } headingDeg ? Math.Round(headingDeg) % 360 : null, Math.Round(_batteryShare, 2)));
    }

    /// <summary>Takes what can be sent; nothing while there is no signal, unless the device is <paramref name="backInRange"/>.</summary>
    public IReadOnlyList<Fix> Send(bool backInRange = false)
    {
        if (_lossS > 0 && !backInRange)
        {
            return [];
        }

        Fix[] sent = [.. _queue];
        _queue.Clear();
        return sent;
    }
}
