namespace SongshanRoad.Gis.Hotspots.Times;

/// <summary>Spreads an incident over the hours of the week in which it may have happened.</summary>
/// <remarks>Ratcliffe, J. Quantitative Criminology 18 (2002) 23-43, exact to the minute as in his R package aoristic 1.1.1: each hour
/// gets the share of the interval's minutes that lie in it; an interval of a week or more gets 1/168 for every hour.</remarks>
internal static class Aoristic
{
    private const int MinutesPerHour = 60;
    private const int MinutesPerWeek = HourOfWeek.Count * MinutesPerHour;

    /// <summary>Whether an interval is so long that it says nothing about the hour.</summary>
    public static bool IsWeekOrMore(IncidentTime time) => time.SpreadMinutes >= MinutesPerWeek;

    /// <summary>Adds an incident's weight.</summary>
    /// <param name="time">The incident.</param>
    /// <param name="hours">168 sums by <see cref="HourOfWeek"/>; 1 is added in all.</param>
    public static void AddTo(IncidentTime time, Span<double> hours)
    {
        var hour = HourOfWeek.Of(time.Start);
        var minutes = time.SpreadMinutes;
        if (minutes == 0)
        {
            hours[hour]++;
            return;
        }

        if (minutes >= MinutesPerWeek)
        {
            for (var i = 0; i < hours.Length; i++)
            {
                hours[i] += 1.0 / HourOfWeek.Count;
            }

            return;
        }

        var left = minutes;
        for (long here = Math.Min(left, MinutesPerHour - time.Start.Minute); left > 0; here = Math.Min(left, MinutesPerHour))
        {
            hours[hour] += (double)here / minutes;
            left -= here;
            hour = (hour + 1) % HourOfWeek.Count;
        }
    }
}
