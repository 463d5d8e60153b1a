using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Places in a tree of boxes, each split in halves along its longer side (k-d tree), for neighbours in O(log n), many places at
/// one spot included.</summary>
internal sealed class PlaceTree
{
    private const int LeafSize = 8;

    private readonly MetricPoint[] _places;
    private readonly int[] _order;
    private readonly List<Box> _boxes = [];
    // Which pivots split the stretches only decides how long that takes.
    private readonly SplitMix64 _chance = new(1);

    /// <exception cref="ArgumentException">A place is not finite.</exception>
    public PlaceTree(ReadOnlySpan<MetricPoint> places)
    {
        _places = places.ToArray();
        foreach (var place in _places)
        {
            if (!double.IsFinite(place.EastingM) || !double.IsFinite(place.NorthingM))
            {
                throw new ArgumentException($"The place {place} is not finite.", nameof(places));
            }
        }

        _order = [.. Enumerable.Range(0, _places.Length)];
        if (_places.Length > 0)
        {
            Build(0, _places.Length);
        }
    }

    /// <summary>Adds all other units within a distance of a unit.</summary>
    public void AddWithin(int unit, double withinM, List<int> found)
    {
        if (_boxes.Count > 0)
        {
            AddWithin(0, unit, withinM * withinM, found);
        }
    }

    /// <summary>Finds the nearest other units; as many as there is room for.</summary>
    public void FindNearest(int unit, Span<int> found)
    {
        var ranks = new Rank[found.Length];
        var count = 0;
        Search(0, unit, ranks, ref count);
        for (var i = 0; i < count; i++)
        {
            found[i] = ranks[i].Unit;
        }
    }

    private void AddWithin(int box, int unit, double square, List<int> found)
    {
        var (from, to, _, right) = _boxes[box];
        if (_boxes[box].Nearest(_places[unit]).Square > square)
        {
            return;
        }

        if (right > 0)
        {
            AddWithin(box + 1, unit, square, found);
            AddWithin(right, unit, square, found);
            return;
        }

        for (var i = from; i < to; i++)
        {
            if (_order[i] != unit && RankOf(_order[i], unit).Square <= square)
            {
                found.Add(_order[i]);
            }
        }
    }

    private void Search(int box, int unit, Span<Rank> ranks, ref int count)
    {
        var (from, to, _, right) = _boxes[box];
        if (right > 0)
        {
            var (left, other) = (_boxes[box + 1].Nearest(_places[unit]), _boxes[right].Nearest(_places[unit]));
            var (first, second, bound) = other.CompareTo(left) < 0 ? (right, box + 1, left) : (box + 1, right, other);
            Search(first, unit, ranks, ref count);
            if (count < ranks.Length || bound.CompareTo(ranks[count - 1]) < 0)
            {
                Search(second, unit, ranks, ref count);
            }

            return;
        }

        for (var i = from; i < to; i++)
        {
            if (_order[i] != unit)
            {
                Insert(RankOf(_order[i], unit), ranks, ref count);
            }
        }
    }

    /// <summary>Keeps the best in order; k is small.</summary>
    private static void Insert(Rank rank, Span<Rank> ranks, ref int count)
    {
        if (count == ranks.Length && rank.CompareTo(ranks[count - 1]) >= 0)
        {
            return;
        }

        var at = count < ranks.Length ? count++ : count - 1;
        for (; at > 0 && rank.CompareTo(ranks[at - 1]) < 0; at--)
        {
            ranks[at] = ranks[at - 1];
        }

        ranks[at] = rank;
    }

    private Rank RankOf(int other, int unit)
    {
        var (a, b) = (_places[other], _places[unit]);
        var (east, north) = (a.EastingM - b.EastingM, a.NorthingM - b.NorthingM);
        return new Rank((east * east) + (north * north), a.EastingM, a.NorthingM, other);
    }

    private void Build(int from, int to)
    {
        var bounds = Bounds.Of(_places, _order.AsSpan(from, to - from));
        var self = _boxes.Count;
        _boxes.Add(new Box(from, to, bounds, 0));
        if (to - from <= LeafSize)
        {
            return;
        }

        // Places at one spot are split by their number, so that the search can leave out all but the first.
        var byEasting = bounds.MaxEastingM - bounds.MinEastingM >= bounds.MaxNorthingM - bounds.MinNorthingM;
        var middle = (from + to) / 2;
        Split(from, to, middle, byEasting);
        Build(from, middle);
        _boxes[self] = _boxes[self] with { Right = _boxes.Count };
        Build(middle, to);
    }

    /// <summary>Brings the lower ones of a stretch before its middle and the upper ones after it (quickselect).</summary>
    private void Split(int from, int to, int middle, bool byEasting)
    {
        while (to - from > 1)
        {
            var pivot = _order[from + _chance.Below(to - from)];
            var (low, high) = (from, to - 1);
            while (low <= high)
            {
                while (IsBefore(_order[low], pivot, byEasting))
                {
                    low++;
                }

                while (IsBefore(pivot, _order[high], byEasting))
                {
                    high--;
                }

                if (low <= high)
                {
                    (_order[low], _order[high]) = (_order[high], _order[low]);
                    low++;
                    high--;
                }
            }

            if (middle > high && middle < low)
            {
                return;
            }

            (from, to) = middle <= high ? (from, high + 1) : (low, to);
        }
    }

    private bool IsBefore(int a, int b, bool byEasting)
    {
        var (p, q) = (_places[a], _places[b]);
        return (byEasting
            ? (p.EastingM, p.NorthingM, a).CompareTo((q.EastingM, q.NorthingM, b))
            : (p.NorthingM, p.EastingM, a).CompareTo((q.NorthingM, q.EastingM, b))) < 0;
    }

    /// <summary>How near a place is, and how ties are broken.</summary>
    private readonly record struct Rank(double Square, double EastingM, double NorthingM, int Unit) : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            Square != other.Square ? Square.CompareTo(other.Square)
            : EastingM != other.EastingM ? EastingM.CompareTo(other.EastingM)
            : NorthingM != other.NorthingM ? NorthingM.CompareTo(other.NorthingM)
            : Unit.CompareTo(other.Unit);
    }

    /// <summary>The bounding box of some places and the least of their numbers.</summary>
    private readonly record struct Bounds(double MinEastingM, double MaxEastingM, double MinNorthingM, double MaxNorthingM, int LeastUnit)
    {
        public static Bounds Of(MetricPoint[] places, ReadOnlySpan<int> members)
        {
            var bounds = new Bounds(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, int.MaxValue);
            foreach (var member in members)
            {
                var (east, north) = (places[member].EastingM, places[member].NorthingM);
                bounds = new Bounds(Math.Min(bounds.MinEastingM, east), Math.Max(bounds.MaxEastingM, east),
                    Math.Min(bounds.MinNorthingM, north), Math.Max(bounds.MaxNorthingM, north), Math.Min(bounds.LeastUnit, member));
            }

            return bounds;
        }
    }

    /// <summary>A stretch of the order; its left half is the next box, its right half the one named, 0 for a leaf.</summary>
    private readonly record struct Box(int From, int To, Bounds Bounds, int Right)
    {
        /// <summary>Better than or as good as the rank of any place in the box.</summary>
        public Rank Nearest(MetricPoint place)
        {
            var east = Math.Max(0, Math.Max(Bounds.MinEastingM - place.EastingM, place.EastingM - Bounds.MaxEastingM));
            var north = Math.Max(0, Math.Max(Bounds.MinNorthingM - place.NorthingM, place.NorthingM - Bounds.MaxNorthingM));
            return new Rank((east * east) + (north * north), Bounds.MinEastingM, Bounds.MinNorthingM, Bounds.LeastUnit);
        }
    }
}
