namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>How an event's weight is spread over the units. Linear: the sum over two sets of events is the sum of both.</summary>
internal abstract class Smoothing
{
    /// <summary>Adds the weights of events.</summary>
    /// <param name="units">The units.</param>
    /// <param name="events">The events.</param>
    /// <param name="weights">One weight for each event.</param>
    /// <param name="into">One sum for each unit.</param>
    public abstract void Add(ForecastUnits units, ReadOnlySpan<ForecastEvent> events, ReadOnlySpan<double> weights, Span<double> into);
}

/// <summary>All of it to the unit the event lies in.</summary>
internal sealed class NoSmoothing : Smoothing
{
    /// <summary>The only one.</summary>
    public static NoSmoothing Instance { get; } = new();

    /// <inheritdoc/>
    public override void Add(ForecastUnits units, ReadOnlySpan<ForecastEvent> events, ReadOnlySpan<double> weights, Span<double> into)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (units.UnitAt(events[i].Place) is >= 0 and var unit)
            {
                into[unit] += weights[i];
            }
        }
    }
}

/// <summary>A Gaussian round the event.</summary>
/// <param name="deviationM">Standard deviation, metres.</param>
/// <param name="leastWeight">Lighter events are left out.</param>
internal sealed class GaussianSmoothing(double deviationM, double leastWeight = 1e-6) : Smoothing
{
    /// <summary>Standard deviation, metres.</summary>
    public double DeviationM => deviationM;

    /// <inheritdoc/>
    public override void Add(ForecastUnits units, ReadOnlySpan<ForecastEvent> events, ReadOnlySpan<double> weights, Span<double> into)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (weights[i] > leastWeight)
            {
                units.Spread(events[i].Place, weights[i], deviationM, into);
            }
        }
    }
}
