namespace SongshanRoad.Gis.Load.Measures;

/// <summary>How a process's memory in RAM goes over a time: looked at every second, the slope by least squares.</summary>
/// <param name="processId">The process.</param>
/// <param name="clock">Paces the looks.</param>
internal sealed class MemoryTrend(int processId, TimeProvider clock)
{
    private readonly List<(double Minutes, double Mb)> _looks = [];

    /// <summary>Looks until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        var begun = clock.GetTimestamp();
        do
        {
            if (ProcessUsage.Of(processId) is { } usage)
            {
                _looks.Add((clock.GetElapsedTime(begun).TotalMinutes, usage.ResidentMb));
            }
        }
        while (await TickAsync(timer, ending));
    }

    /// <summary>MiB a minute; null after less than three looks.</summary>
    public double? SlopeMbPerMinute()
    {
        if (_looks.Count < 3)
        {
            return null;
        }

        var (minutes, mb) = (_looks.Average(look => look.Minutes), _looks.Average(look => look.Mb));
        return _looks.Sum(look => (look.Minutes - minutes) * (look.Mb - mb)) / _looks.Sum(look => (look.Minutes - minutes) * (look.Minutes - minutes));
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken ending)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ending);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
