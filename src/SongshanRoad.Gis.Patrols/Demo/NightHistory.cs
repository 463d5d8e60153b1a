namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>The fixes of a night that is already over, for demo nights before today.</summary>
public static class NightHistory
{
    private static readonly TimeSpan Stride = TimeSpan.FromMinutes(5);

    /// <summary>Runs the simulation to the end of a duty in strides, as it would have reported live.</summary>
    /// <param name="setup">What it runs on; a <see cref="SimulationSetup.ReportEvery"/> of 15 s keeps the night small.</param>
    /// <param name="endAt">End of the duties, UTC.</param>
    /// <returns>The batches as they come; each fix once.</returns>
    public static IEnumerable<ReportBatch> Of(SimulationSetup setup, DateTimeOffset endAt)
    {
        var simulation = new PatrolSimulation(setup);
        for (var left = endAt - simulation.Now; left >= TimeSpan.FromSeconds(1); left = endAt - simulation.Now)
        {
            foreach (var batch in simulation.Step(left < Stride ? left : Stride))
            {
                yield return batch;
            }
        }

        foreach (var batch in simulation.Flush())
        {
            yield return batch;
        }
    }
}
