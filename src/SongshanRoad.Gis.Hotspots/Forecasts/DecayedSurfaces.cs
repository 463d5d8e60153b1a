
namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>A surface of what happened before an instant: events spread over the units and fading by half in a half-life.</summary>
/// <param name="Smoothing">How an event is spread.</param>
/// <param name="HalfLifeDays">Days after which an event counts half; infinity for never.</param>
internal sealed record SurfaceKey(Smoothing Smoothing, double HalfLifeDays)
{
    /// <summary>Weight of an event after some days.</summary>
    public double WeightAfter(double days) => double.IsInfinity(HalfLifeDays) ? 1 : Math.Pow(0.5, days / HalfLifeDays);

    /// <summary>Days of full weight that a span of days amounts to.</summary>
    public double DaysWeighing(double spanDays) => double.IsInfinity(HalfLifeDays)
        ? spanDays
        : HalfLifeDays / Math.Log(2) * (1 - Math.Pow(0.5, spanDays / HalfLifeDays));
}

/// <summary>Keeps surfaces while an instant moves on: what was there fades, new events are added, nothing is spread twice.</summary>
internal sealed class DecayedSurfaces(EventHistory history, ForecastUnits units)
{
    private readonly Dictionary<SurfaceKey, (double Day, double[] Sums)> _surfaces = [];

    /// <summary>Brings surfaces to an instant, on all cores.</summary>
    /// <param name="keys">Which.</param>
    /// <param name="day">The instant, not before that of the last call; only events before it count.</param>
    public void MoveTo(IReadOnlyList<SurfaceKey> keys, double day)
    {
        foreach (var key in keys)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(day, _surfaces.TryGetValue(key, out var known) ? known.Day : day, nameof(day));
        }

        var moved = new double[keys.Count][];
        // One smoothing may keep notes of what it snapped: its surfaces are done one after the other.
        var groups = keys.Index().GroupBy(pair => pair.Item.Smoothing).ToArray();
        ParallelChunks.Run(groups.Length, 1, (from, to) =>
        {
            for (var group = from; group < to; group++)
            {
                foreach (var (number, key) in groups[group])
                {
                    moved[number] = Moved(key, day);
                }
            }
        });
        for (var number = 0; number < keys.Count; number++)
        {
            _surfaces[keys[number]] = (day, moved[number]);
        }
    }

    /// <summary>A surface at the instant of the last <see cref="MoveTo"/>; not to be changed.</summary>
    public double[] Of(SurfaceKey key) => _surfaces[key].Sums;

    private double[] Moved(SurfaceKey key, double day)
    {
        var (from, sums) = _surfaces.TryGetValue(key, out var known) ? known : (double.NegativeInfinity, new double[units.Count]);
        if (from > double.NegativeInfinity)
        {
            var fade = key.WeightAfter(day - from);
            for (var unit = 0; unit < sums.Length; unit++)
            {
                sums[unit] *= fade;
            }
        }

        var events = history.Between(from, day);
        var weights = new double[events.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = key.WeightAfter(day - events[i].Day);
        }

        key.Smoothing.Add(units, events, weights, sums);
        return sums;
    }
}
