namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>
/// Demo patrols: units walk and drive the street network at plausible pace, stop now and then, and report as devices do, with
/// noise, losses of signal and later backfill. Pure: time passes only in <see cref="Step"/>, chance comes from the seed.
/// </summary>
/// <remarks>About one unit in ten stands at any time, so 48 units keep 40 moving. Not thread-safe.</remarks>
public sealed class PatrolSimulation
{
    private const int FixesPerBatch = 1000;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly List<SimulatedDevice> _devices = [];
    private TimeSpan _untilTick = Tick;

    /// <summary>Puts every unit at the street nearest to its home.</summary>
    /// <exception cref="ArgumentException">The network has no edge a unit may travel.</exception>
    public PatrolSimulation(SimulationSetup setup)
    {
        Now = setup.StartAt;
        var walkedByCommunity = new Dictionary<string, HashSet<int>>();
        for (var i = 0; i < setup.Units.Count; i++)
        {
            var unit = setup.Units[i];
            // Each unit has its own chance, so that adding one does not change what the others do.
            var random = new Random(unchecked((setup.Seed * 16_777_619) + (i * 7919)));
            var pace = UnitPace.Of(unit.Kind);
            var group = unit.CommunityCode ?? unit.UnitId;
            if (!walkedByCommunity.TryGetValue(group, out var walked))
            {
                walkedByCommunity.Add(group, walked = []);
            }

            var walk = new UnitWalk(setup.Network, new PatrolPlan(setup, unit, walked, random), pace, random);
            _devices.Add(new SimulatedDevice(unit, walk, setup.Projection, setup.ReportEvery ?? pace.ReportEvery, random));
        }
    }

    /// <summary>The simulation's clock, UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Lets time pass and returns what the devices send at its end.</summary>
    /// <param name="elapsed">Any positive time; the simulation moves in whole seconds and keeps the rest for the next step.</param>
    public IReadOnlyList<ReportBatch> Step(TimeSpan elapsed)
    {
        for (_untilTick -= elapsed; _untilTick <= TimeSpan.Zero; _untilTick += Tick)
        {
            Now += Tick;
            foreach (var device in _devices)
            {
                device.Tick(Now);
            }
        }

        return Collect(device => device.Send());
    }

    /// <summary>What the devices still hold back for want of signal, as if all came into range now; for the end of a run.</summary>
    public IReadOnlyList<ReportBatch> Flush() => Collect(device => device.Send(backInRange: true));

    private List<ReportBatch> Collect(Func<SimulatedDevice, IReadOnlyList<Live.Fix>> send) =>
        [.. _devices.SelectMany(device => send(device).Chunk(FixesPerBatch)
            .Select(fixes => new ReportBatch(device.Unit.UnitId, device.Unit.DutyId, Now, fixes)))];
}
