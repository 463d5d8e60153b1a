namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>Windows inside a training period on which methods are compared: each begins at an instant of its own, and all end before
/// the training period does.</summary>
public static class RollingWindows
{
    /// <summary>Days between the beginnings of two windows.</summary>
    public const double StepDays = 14;

    private const double LongestBackDays = 730;
    private const double LeadDays = 365;

    /// <summary>Beginnings of the windows, oldest first: every 14 days over the last two years, as long as half of the data, or a
    /// year of them, lies before the first.</summary>
    /// <param name="history">The training period.</param>
    /// <param name="days">Length of a window, days.</param>
    public static IReadOnlyList<double> Of(EventHistory history, double days)
    {
        ArgumentNullException.ThrowIfNull(history);
        var lead = Math.Min(LeadDays, (history.UntilDay - history.FirstDay) / 2);
        var earliest = Math.Max(history.FirstDay + lead, history.UntilDay - days - LongestBackDays);
        var begins = new List<double>();
        for (var number = 0; ; number++)
        {
            var begin = history.UntilDay - days - (number * StepDays);
            if (begin < earliest)
            {
                break;
            }

            begins.Add(begin);
        }

        begins.Reverse();
        return begins;
    }
}
