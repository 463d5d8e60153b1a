namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>A unit whose class changed.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Before">Its class before, see <see cref="SignificanceClass"/>.</param>
/// <param name="After">Its class now.</param>
public readonly record struct ClassChange(int Unit, int Before, int After);

/// <summary>
/// Gi* with Benjamini-Hochberg kept up to date as incidents come in: an incident changes the sums of its unit and of the neighbours, and
/// mean and deviation of all. Every z, p, q and class is at any time to the last bit what a computation from nothing would give. Not safe to
/// use from several threads at once.
/// </summary>
/// <remarks>Units whose neighbourhoods have the same sum and size share z, p and q, and counts have few different sums, so that an incident
/// costs the scoring of some hundred groups; units are looked through only when the class of a whole group changes.</remarks>
public sealed class RunningGiStar
{
    private readonly NeighbourList _neighbours;
    private readonly NeighbourList _neighbourOf;
    private readonly ExactMoments _moments = new();
    private readonly GiStarGroups _groups = new();
    private readonly int[] _counts;
    private readonly long[] _sums;
    private readonly int[] _groupOf;
    private readonly int[] _classes;
    private double[] _z = [];
    private double[] _p = [];
    private double[] _q = [];
    private int[] _classOfGroup = [];

    /// <summary>Begins with counts.</summary>
    /// <param name="neighbours">Neighbours of each unit.</param>
    /// <param name="counts">Incidents per unit, at least 0.</param>
    /// <exception cref="ArgumentException">Not one count of at least 0 per unit.</exception>
    public RunningGiStar(NeighbourList neighbours, ReadOnlySpan<int> counts)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        if (counts.Length != neighbours.Count)
        {
            throw new ArgumentException($"{counts.Length} counts for {neighbours.Count} units; each unit needs one.", nameof(counts));
        }

        (_neighbours, _neighbourOf) = (neighbours, neighbours.Reversed());
        _counts = counts.ToArray();
        _sums = new long[counts.Length];
        _groupOf = new int[counts.Length];
        _classes = new int[counts.Length];
        for (var unit = 0; unit < _counts.Length; unit++)
        {
            if (_counts[unit] < 0)
            {
                throw new ArgumentException($"Unit {unit} has the count {_counts[unit]}; counts are 0 or more.", nameof(counts));
            }

            _moments.Add(_counts[unit]);
            _sums[unit] = _counts[unit];
            foreach (var neighbour in neighbours.Of(unit))
            {
                _sums[unit] += _counts[neighbour];
            }

            _groupOf[unit] = _groups.Put(_sums[unit], WeightOf(unit), 1);
        }

        Score();
        for (var unit = 0; unit < _counts.Length; unit++)
        {
            _classes[unit] = _classOfGroup[_groupOf[unit]];
        }
    }

    /// <summary>Number of units.</summary>
    public int Count => _counts.Length;

    /// <summary>Incidents in a unit.</summary>
    public int CountOf(int unit) => _counts[unit];

    /// <summary>Gi* of a unit.</summary>
    public double Z(int unit) => _z[_groupOf[unit]];

    /// <summary>Its two-sided p.</summary>
    public double P(int unit) => _p[_groupOf[unit]];

    /// <summary>Its p after Benjamini-Hochberg over all units.</summary>
    public double Q(int unit) => _q[_groupOf[unit]];

    /// <summary>Its class; 0 for all when there are fewer than <see cref="SignificanceClass.FewestUnits"/>.</summary>
    public int ClassOf(int unit) => _classes[unit];

    /// <summary>Takes one more incident in.</summary>
    /// <param name="unit">Where.</param>
    /// <returns>The units whose class changed, in order: not only near the incident, for mean, variance and the correction are of all.</returns>
    public IReadOnlyList<ClassChange> Add(int unit) => Apply([(unit, 1)]);

    /// <summary>Takes several changes in at once.</summary>
    /// <param name="changes">Units and by how much their counts rise or, when incidents are withdrawn, fall.</param>
    /// <returns>The units whose class changed, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A unit does not exist, or its count would fall below 0; nothing was changed.</exception>
    public IReadOnlyList<ClassChange> Apply(IReadOnlyList<(int Unit, int Change)> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        Check(changes);
        var touched = new HashSet<int>();
        foreach (var (unit, change) in changes)
        {
            _moments.Exchange(_counts[unit], _counts[unit] + change);
            _counts[unit] += change;
            Move(unit, change, touched);
            foreach (var other in _neighbourOf.Of(unit))
            {
                Move(other, change, touched);
            }
        }

        var before = _classOfGroup;
        Score();
        return HasGroupOfOtherClass(before) ? Changed(Enumerable.Range(0, Count)) : Changed(touched.Order());
    }

    private void Check(IReadOnlyList<(int Unit, int Change)> changes)
    {
        foreach (var group in changes.GroupBy(change => change.Unit, change => change.Change))
        {
            if (group.Key < 0 || group.Key >= Count)
            {
                throw new ArgumentOutOfRangeException(nameof(changes), group.Key, $"Units are numbered 0 to {Count - 1}.");
            }

            var result = _counts[group.Key] + group.Sum(change => (long)change);
            if (result is < 0 or > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(changes), result, $"The count of unit {group.Key} must stay from 0 to {int.MaxValue}.");
            }
        }
    }

    private int WeightOf(int unit) => _neighbours.SizeOf(unit) + 1;

    private void Move(int unit, int change, HashSet<int> touched)
    {
        _groups.Put(_sums[unit], WeightOf(unit), -1);
        _sums[unit] += change;
        _groupOf[unit] = _groups.Put(_sums[unit], WeightOf(unit), 1);
        touched.Add(unit);
    }

    private void Score()
    {
        (_z, _p, _q) = _groups.Score(GiStarScale.Of(_moments));
        _classOfGroup = new int[_z.Length];
        for (var group = 0; group < _z.Length && Count >= SignificanceClass.FewestUnits; group++)
        {
            _classOfGroup[group] = SignificanceClass.Of(_z[group], _q[group]);
        }
    }

    private bool HasGroupOfOtherClass(int[] before)
    {
        for (var group = 0; group < before.Length; group++)
        {
            if (before[group] != _classOfGroup[group] && _groups.UnitsIn(group) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private List<ClassChange> Changed(IEnumerable<int> units)
    {
        var changes = new List<ClassChange>();
        foreach (var unit in units)
        {
            var now = _classOfGroup[_groupOf[unit]];
            if (now != _classes[unit])
            {
                changes.Add(new ClassChange(unit, _classes[unit], now));
                _classes[unit] = now;
            }
        }

        return changes;
    }
}
