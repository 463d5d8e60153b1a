namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>Which metres of which alley were walked in one duty night. Adding fixes bit by bit, in any order and with repeats, gives
/// the same as adding all at once.</summary>
/// <remarks>Not thread-safe: one writer owns it. The answers are immutable.</remarks>
public sealed class NightCoverage
{
    private readonly CoverableLines _lines;
    private readonly CoverageRule _rule;
    private readonly long[] _placeIds;
    private readonly Dictionary<long, int> _lineByPlace = [];
    private readonly Dictionary<string, DutyCoverage> _duties = [];
    private readonly AlleyCoverage[] _alleys;

    /// <summary>Starts with nothing covered.</summary>
    /// <param name="alleys">Every counted alley, each once.</param>
    /// <param name="rule">When a metre counts, or null for the default.</param>
    /// <exception cref="ArgumentException">An alley is given twice.</exception>
    public NightCoverage(IReadOnlyList<AlleyLine> alleys, CoverageRule? rule = null)
    {
        _rule = rule ?? CoverageRule.Default;
        _lines = new CoverableLines([.. alleys.Select(alley => alley.CentreLineMetric)]);
        _placeIds = [.. alleys.Select(alley => alley.PlaceId)];
        _alleys = new AlleyCoverage[alleys.Count];
        for (var line = 0; line < alleys.Count; line++)
        {
            _lineByPlace.Add(_placeIds[line], line);
            _alleys[line] = new AlleyCoverage(_placeIds[line], _lines.LengthM(line), []);
            AlleysM += _lines.LengthM(line);
        }
    }

    /// <summary>Length of all alleys, metres.</summary>
    public double AlleysM { get; }

    /// <summary>Covered metres of all alleys.</summary>
    public double CoveredM => _alleys.Sum(alley => alley.CoveredM);

    /// <summary>Every alley, in the order given.</summary>
    public IReadOnlyList<AlleyCoverage> Alleys => [.. _alleys];

    /// <summary>One alley, covered by anybody.</summary>
    /// <exception cref="KeyNotFoundException">The alley is not counted.</exception>
    public AlleyCoverage Of(long placeId) => _alleys[_lineByPlace[placeId]];

    /// <summary>One alley, covered by one duty; nothing when the duty sent no fix.</summary>
    /// <exception cref="KeyNotFoundException">The alley is not counted.</exception>
    public AlleyCoverage Of(long placeId, string dutyId)
    {
        var line = _lineByPlace[placeId];
        return new AlleyCoverage(placeId, _lines.LengthM(line), _duties.TryGetValue(dutyId, out var duty) ? [.. duty.Intervals(line)] : []);
    }

    /// <summary>Adds believed fixes of one duty, in any order; duplicates change nothing.</summary>
    /// <returns>The alleys whose intervals or times changed.</returns>
    public IReadOnlyList<AlleyCoverage> Add(string dutyId, IEnumerable<MetricFix> fixes)
    {
        if (!_duties.TryGetValue(dutyId, out var duty))
        {
            _duties.Add(dutyId, duty = new DutyCoverage(_lines, _rule));
        }

        var changed = new List<AlleyCoverage>();
        foreach (var line in duty.Add(fixes).Order())
        {
            var union = new IntervalUnion();
            foreach (var interval in _duties.Values.SelectMany(each => each.Intervals(line)))
            {
                union.Add(interval);
            }

            if (!union.Intervals.SequenceEqual(_alleys[line].Intervals))
            {
                _alleys[line] = _alleys[line] with { Intervals = union.Intervals };
                changed.Add(_alleys[line]);
            }
        }

        return changed;
    }
}
