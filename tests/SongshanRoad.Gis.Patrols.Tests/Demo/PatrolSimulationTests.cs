using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.Demo;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Patrols.Tests.Demo;

public class PatrolSimulationTests
{
    private static readonly SimulationSetup Setup = DistrictSketch.Setup();
    private static readonly Lazy<List<ReportBatch>> TwoHours = new(() => [.. NightHistory.Of(Setup, Setup.StartAt.AddHours(2))]);

    [Fact]
    public void The_same_seed_gives_the_same_fixes_and_another_seed_others()
    {
        Assert.Equal(TenMinutes(DistrictSketch.Setup(seed: 7)), TenMinutes(DistrictSketch.Setup(seed: 7)));
        Assert.NotEqual(TenMinutes(DistrictSketch.Setup(seed: 7)), TenMinutes(DistrictSketch.Setup(seed: 8)));
    }

    [Fact]
    public void The_length_of_the_steps_does_not_change_what_happens() =>
        Assert.Equal(TenMinutes(Setup, stepS: 1), TenMinutes(Setup, stepS: 7.5));

    [Fact]
    public void Every_unit_keeps_the_pace_of_its_kind() =>
        Assert.All(TwoHours.Value.SelectMany(batch => batch.Fixes), fix =>
        {
            var (slowest, fastest) = KindOf(fix) switch
            {
                UnitKind.PatrolCar => (1.5, 8.0),
                UnitKind.PatrolSquad => (1.2, 1.6),
                _ => (1.0, 1.4),
            };
            Assert.True(fix.SpeedMps == 0 || (fix.SpeedMps >= slowest && fix.SpeedMps <= fastest), $"{KindOf(fix)} {fix.SpeedMps}");
            Assert.Equal(fix.SpeedMps == 0, fix.HeadingDeg is null);
        });

    [Fact]
    public void Nobody_leaves_the_streets_but_for_noise()
    {
        var offM = TwoHours.Value.SelectMany(batch => batch.Fixes).Where((_, i) => i % 20 == 0)
            .Select(fix => Setup.Network.Nearest(Setup.Projection.ToMetric(fix.LonLat), TravelMode.Foot, 60)!.Value.OffM).Order().ToList();
        Assert.True(offM[^1] <= 40, $"farthest {offM[^1]} m");
        Assert.True(offM[(int)(offM.Count * 0.95)] < 10, $"19 of 20 within {offM[(int)(offM.Count * 0.95)]} m");
        Assert.True(offM[offM.Count / 2] > 0.5, "no noise at all");
    }

    [Fact]
    public void Forty_units_move_at_any_time()
    {
        var simulation = new PatrolSimulation(Setup);
        var writer = new LivePictureWriter("e");
        foreach (var unit in Setup.Units)
        {
            writer.Start(new Duty(unit.DutyId, unit.UnitId, unit.Kind, unit.UnitId, unit.CommunityCode, Setup.StartAt));
        }

        for (var minute = 0; minute < 60; minute++)
        {
            writer.Apply(simulation.Step(TimeSpan.FromMinutes(1)).SelectMany(batch => batch.Fixes));
            var moving = writer.Current.Units.Values.Count(unit =>
                unit.Movement?.Motion == Motion.Moving && unit.AgeAt(simulation.Now) != SignalAge.Silent);
            Assert.True(moving >= 40, $"{moving} moving after {minute + 1} min");
        }
    }

    [Fact]
    public void Two_hours_of_patrols_walk_most_of_two_hundred_alleys()
    {
        var night = new NightCoverage(DistrictSketch.Alleys);
        foreach (var duty in TwoHours.Value.GroupBy(batch => batch.DutyId))
        {
            night.Add(duty.Key, duty.SelectMany(batch => batch.Fixes).Select(fix => MetricFix.Of(fix, Setup.Projection)));
        }

        var walked = night.Alleys.Count(alley => alley.CoveredM >= 0.9 * alley.LengthM);
        Assert.True(walked >= 200, $"{walked} of {night.Alleys.Count} alleys, {night.CoveredM:F0} of {night.AlleysM:F0} m");
    }

    [Fact]
    public void A_loss_of_signal_is_filled_in_later_and_every_fix_comes_once()
    {
        var simulation = new PatrolSimulation(Setup);
        var batches = Enumerable.Range(0, 1800).SelectMany(_ => simulation.Step(TimeSpan.FromSeconds(1))).Concat(simulation.Flush()).ToList();
        Assert.Contains(batches, batch => batch.SentAt - batch.Fixes[0].FixTime > TimeSpan.FromSeconds(30));
        Assert.All(batches.GroupBy(batch => batch.UnitId), unit =>
        {
            var sequences = unit.SelectMany(batch => batch.Fixes).Select(fix => fix.Sequence).ToList();
            Assert.Equal(Enumerable.Range(1, sequences.Count).Select(i => (long)i), sequences);
        });
    }

    [Fact]
    public void No_simulated_fix_is_refused_at_the_door()
    {
        var duties = Setup.Units.ToDictionary(unit => unit.UnitId, unit =>
            new Duty(unit.DutyId, unit.UnitId, unit.Kind, unit.UnitId, null, Setup.StartAt));
        var believed = new Dictionary<string, Fix>();
        Assert.All(TwoHours.Value, batch => Assert.All(batch.Fixes, fix =>
        {
            Assert.Equal(FixFlaw.None, FixCheck.Of(fix, duties[fix.UnitId], batch.SentAt, believed.GetValueOrDefault(fix.UnitId)));
            believed[fix.UnitId] = fix;
        }));
    }

    [Fact]
    public void A_network_nobody_can_travel_is_refused() =>
        Assert.Throws<ArgumentException>(() => new PatrolSimulation(Setup with { Network = StreetNetwork.From([]) }));

    private static UnitKind KindOf(Fix fix) => Setup.Units.First(unit => unit.UnitId == fix.UnitId).Kind;

    private static List<Fix> TenMinutes(SimulationSetup setup, double stepS = 5)
    {
        var simulation = new PatrolSimulation(setup);
        var fixes = new List<Fix>();
        while (simulation.Now < setup.StartAt.AddMinutes(10))
        {
            fixes.AddRange(simulation.Step(TimeSpan.FromSeconds(stepS)).SelectMany(batch => batch.Fixes));
        }

        return [.. fixes.Concat(simulation.Flush().SelectMany(batch => batch.Fixes))
            .Where(fix => fix.FixTime <= setup.StartAt.AddMinutes(10)).OrderBy(fix => fix.UnitId).ThenBy(fix => fix.Sequence)];
    }
}
