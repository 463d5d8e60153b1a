using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.TopPlaces;

/// <summary>One place of a list of those with most incidents.</summary>
/// <param name="Unit">Its number, as the counts were given.</param>
/// <param name="Count">Incidents, or the sum of their shares in the hours looked at.</param>
/// <param name="FirstRank">Its rank, from 1; places with equal counts share their ranks.</param>
/// <param name="LastRank">The last of the ranks it shares.</param>
/// <param name="Interval">Exact Poisson interval of the incidents to be expected there in an equal period. It is of this place alone:
/// the first of many places is partly first by luck.</param>
public readonly record struct TopPlace(int Unit, double Count, int FirstRank, int LastRank, ConfidenceInterval Interval);

/// <summary>The places with most incidents, each with an interval: what a map shows in place of colours when there are too few
/// incidents to test.</summary>
/// <param name="Places">By count, then number.</param>
/// <param name="TiedLeftOut">Places that had as many as the last one listed and did not find room.</param>
public sealed record TopPlacesList(IReadOnlyList<TopPlace> Places, int TiedLeftOut)
{
    /// <summary>Lists them. Places without an incident are never listed.</summary>
    /// <param name="counts">Incidents of each place, or the sums of their shares.</param>
    /// <param name="most">Length of the list, 1 or above.</param>
    /// <param name="level">Share of samples in which an interval holds the true mean, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A count is negative, the length below 1, or the level not between 0 and 1.</exception>
    public static TopPlacesList Of(ReadOnlySpan<double> counts, int most, double level = ConfidenceInterval.UsualLevel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ConfidenceInterval.OutsideOf(level);
        var held = new List<(double Count, int Unit)>();
        for (var unit = 0; unit < counts.Length; unit++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[unit], nameof(counts));
            if (counts[unit] > 0)
            {
                held.Add((counts[unit], unit));
            }
        }

        held.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : a.Unit.CompareTo(b.Unit));
        var listed = Math.Min(most, held.Count);
        var places = new TopPlace[listed];
        var (first, last) = (0, -1);
        for (var i = 0; i < listed; i++)
        {
            if (i > last)
            {
                (first, last) = (i, i);
                while (last + 1 < held.Count && held[last + 1].Count == held[i].Count)
                {
                    last++;
                }
            }

            places[i] = new TopPlace(held[i].Unit, held[i].Count, first + 1, last + 1, PoissonInterval.Of(held[i].Count, level));
        }

        return new TopPlacesList(places, listed == 0 ? 0 : last + 1 - listed);
    }
}
