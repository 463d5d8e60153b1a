using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>The last fixes of each unit's running duty, against which new ones are checked. Filled from committed fixes only.</summary>
internal sealed class DutyTrails
{
    // One entry per unit: a new duty takes the place of the one before.
    private readonly Dictionary<string, (string DutyId, Trail Trail)> _trails = [];

    public void Start(Duty duty)
    {
        if (Find(duty.UnitId, duty.DutyId) is null)
        {
            _trails[duty.UnitId] = (duty.DutyId, new Trail());
        }
    }

    public void End(Duty duty)
    {
        if (Find(duty.UnitId, duty.DutyId) is not null)
        {
            _trails.Remove(duty.UnitId);
        }
    }

    /// <summary>Remembers a committed fix of a running duty.</summary>
    public void Remember(Fix fix, FixFlaw flaw) => Find(fix.UnitId, fix.DutyId)?.Add(fix, flaw);

    /// <summary>Whether the fix is one of the last of its duty that are remembered.</summary>
    public bool Knows(Fix fix) => Find(fix.UnitId, fix.DutyId)?.Knows(fix) == true;

    /// <summary>A copy for checking fixes that are not committed yet, each against those before it.</summary>
    public Trail CopyOf(Duty duty) => Find(duty.UnitId, duty.DutyId)?.Copy() ?? new Trail();

    private Trail? Find(string unitId, string dutyId) =>
        _trails.TryGetValue(unitId, out var found) && found.DutyId == dutyId ? found.Trail : null;

    /// <summary>The last fixes of one duty by time.</summary>
    internal sealed class Trail
    {
        private const int Length = 64;
        private readonly List<Fix> _believed = [];
        private Fix? _doubted;

        public FixFlaw Check(Fix fix, Duty duty, DateTimeOffset now)
        {
            var flaw = FixCheck.Of(fix, duty, now, Nearest(fix), _doubted);
            Add(fix, flaw);
            return flaw;
        }

        public void Add(Fix fix, FixFlaw flaw)
        {
            if (flaw == FixFlaw.ImpossibleJump)
            {
                _doubted = fix;
            }

            var index = _believed.BinarySearch(fix, Fix.ByTime);
            if (flaw != FixFlaw.None || index >= 0)
            {
                return;
            }

            _believed.Insert(~index, fix);
            if (_believed.Count > Length)
            {
                _believed.RemoveAt(0);
            }
        }

        public bool Knows(Fix fix) => _believed.BinarySearch(fix, Fix.ByTime) >= 0;

        public Trail Copy()
        {
            var copy = new Trail { _doubted = _doubted };
            copy._believed.AddRange(_believed);
            return copy;
        }

        private Fix? Nearest(Fix fix)
        {
            var index = _believed.BinarySearch(fix, Fix.ByTime);
            if (index >= 0)
            {
                return _believed[index];
            }

            var before = ~index > 0 ? _believed[~index - 1] : null;
            var after = ~index < _believed.Count ? _believed[~index] : null;
            return before is null || after is null
                ? before ?? after
                : fix.FixTime - before.FixTime <= after.FixTime - fix.FixTime ? before : after;
        }
    }
}
