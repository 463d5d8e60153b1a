using SongshanRoad.Gis.Hotspots.Feedback;
using SongshanRoad.Gis.Hotspots.Synthetic;

namespace SongshanRoad.Gis.Hotspots.Tests.Feedback;

/// <summary>How patrols choose where to go.</summary>
public enum PatrolHabit
{
    /// <summary>At random.</summary>
    AtRandom,

    /// <summary>In proportion to what was recorded in the period before.</summary>
    WhereIncidentsWere,

    /// <summary>Where trouble surges in the same period.</summary>
    WhereTroubleIs,
}

/// <summary>A simulated district: units of very different levels that move by themselves from period to period, with swings common to
/// all, and incidents that come in bursts when wanted.</summary>
internal sealed record PatrolledDistrict(int Units, int Periods, PatrolHabit Habit, bool FindsWherePatrolsAre, bool Bursts)
{
    private const double MeanMinutes = 60;

    public PatrolPeriod[] Draw(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        double[] level = [.. Enumerable.Range(0, Units).Select(_ => 3 * Math.Exp(0.8 * random.Normal()))];
        var (wander, recorded) = (new double[Units], new double[Units]);
        Array.Fill(recorded, 3);
        var entries = new List<PatrolPeriod>();
        for (var period = 0; period < Periods; period++)
        {
            var season = Math.Exp(0.3 * random.Normal());
            var (trouble, minutes) = (new double[Units], new double[Units]);
            for (var unit = 0; unit < Units; unit++)
            {
                wander[unit] = (0.7 * wander[unit]) + (0.4 * random.Normal());
                trouble[unit] = level[unit] * season * Math.Exp(wander[unit]) * Burst(random);
                minutes[unit] = Habit switch
                {
                    PatrolHabit.AtRandom => Math.Exp(0.6 * random.Normal()),
                    PatrolHabit.WhereIncidentsWere => 1 + recorded[unit],
                    _ => Math.Pow(trouble[unit], 0.7) * Math.Exp(0.4 * random.Normal()),
                };
            }

            var scale = MeanMinutes * Units / minutes.Sum();
            for (var unit = 0; unit < Units; unit++)
            {
                var presence = FindsWherePatrolsAre ? minutes[unit] * scale / MeanMinutes : 1;
                var (calledIn, found) = (random.Poisson(0.7 * trouble[unit]), random.Poisson(0.3 * trouble[unit] * presence * Burst(random)));
                recorded[unit] = calledIn + found;
                entries.Add(new PatrolPeriod(unit, period, calledIn, found, minutes[unit] * scale));
            }
        }

        return [.. entries];
    }

    private double Burst(SplitMix64 random) => Bursts ? 0.3 + (0.7 * random.Exponential(1)) : 1;
}
