using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>The places among which a forecast chooses: the cells of a grid, or street segments. Numbered in a fixed order.</summary>
public abstract class ForecastUnits
{
    private protected ForecastUnits(double[] sizes, double studySize) =>
        (Sizes, StudySize, SmallestSize) = (sizes, studySize, sizes.DefaultIfEmpty(0).Min());

    /// <summary>Number of units.</summary>
    public int Count => Sizes.Length;

    /// <summary>Size of the whole study area: square metres, or metres of street.</summary>
    public double StudySize { get; }

    /// <summary>Size of each unit in the same unit of measure.</summary>
    public IReadOnlyList<double> SizeOf => Sizes;

    /// <summary>Size of the smallest unit.</summary>
    public double SmallestSize { get; }

    private protected double[] Sizes { get; }

    /// <summary>The unit a point belongs to, or -1.</summary>
    public abstract int UnitAt(MetricPoint place);

    /// <summary>Adds the share of a Gaussian round a place that falls to each unit.</summary>
    /// <param name="place">The place.</param>
    /// <param name="weight">Weight of the whole Gaussian.</param>
    /// <param name="deviationM">Its standard deviation, metres.</param>
    /// <param name="into">One sum for each unit.</param>
    internal abstract void Spread(MetricPoint place, double weight, double deviationM, Span<double> into);

    /// <summary>The largest number of whole units, taken in the order of a ranking, whose sizes add up to at most a size.</summary>
    public int LeadingWithin(ReadOnlySpan<int> ranking, double size)
    {
        var sum = 0.0;
        for (var place = 0; place < ranking.Length; place++)
        {
            sum += Sizes[ranking[place]];
            // Ten cells of a tenth each are one whole, whatever rounding says.
            if (sum > size * (1 + 1e-9))
            {
                return place;
            }
        }

        return ranking.Length;
    }

    /// <summary>Counts events by unit.</summary>
    /// <param name="events">The events; those in no unit are not counted.</param>
    public int[] CountsOf(ReadOnlySpan<ForecastEvent> events)
    {
        var counts = new int[Count];
        foreach (var (place, _) in events)
        {
            if (UnitAt(place) is >= 0 and var unit)
            {
                counts[unit]++;
            }
        }

        return counts;
    }
}
