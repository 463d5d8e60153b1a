namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>When the incidents of one category happen, in whole minutes of local time.</summary>
internal sealed class TimeChoice
{
    /// <summary>Summer has more of everything than winter by this share either way.</summary>
    private const double SeasonShare = 0.12;
    private const int MidsummerDay = 200;

    private readonly IncidentGeneratorOptions _options;
    private readonly DateTime _firstDay;
    private readonly double[] _days;
    private readonly double[] _hours;

    public TimeChoice(IncidentCategory category, IncidentGeneratorOptions options)
    {
        _options = options;
        _firstDay = options.Start.ToOffset(options.LocalOffset).Date;
        var lastDay = options.End.ToOffset(options.LocalOffset).Date;
        var sum = 0.0;
        _days = [.. Enumerable.Range(0, (lastDay - _firstDay).Days + 1).Select(day => sum += DayWeight(category, _firstDay.AddDays(day)))];
        sum = 0;
        _hours = [.. category.HourWeights.Select(weight => sum += weight)];
    }

    /// <summary>An instant of the background.</summary>
    public DateTimeOffset Background(SplitMix64 random)
    {
        // First and last day may be cut by start and end; what falls outside is drawn again, and at last taken anywhere between.
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var at = On(_firstDay.AddDays(random.Pick(_days)), random);
            if (at >= _options.Start && at < _options.End)
            {
                return at;
            }
        }

        return _options.Start + ((_options.End - _options.Start) * random.Uniform());
    }

    /// <summary>An instant for a near repeat, or null when it would come too late or after the end.</summary>
    public DateTimeOffset? RepeatOf(DateTimeOffset first, SplitMix64 random)
    {
        var lag = _options.RepeatWithin * Math.Min(1, random.Exponential(0.25));
        var at = On((first + lag).ToOffset(_options.LocalOffset).Date, random);
        if (at <= first)
        {
            at = at.AddDays(1);
        }
        else if (at - first > _options.RepeatWithin)
        {
            at = at.AddDays(-1);
        }

        return at > first && at - first <= _options.RepeatWithin && at < _options.End ? at : null;
    }

    private DateTimeOffset On(DateTime localDay, SplitMix64 random) =>
        new DateTimeOffset(localDay.AddHours(random.Pick(_hours)).AddMinutes(random.Below(60)), _options.LocalOffset).ToUniversalTime();

    private static double DayWeight(IncidentCategory category, DateTime day)
    {
        var season = 1 + (SeasonShare * Math.Cos(2 * Math.PI * (day.DayOfYear - MidsummerDay) / 365.25));
        return category.WeekdayWeights[((int)day.DayOfWeek + 6) % 7] * season;
    }
}
