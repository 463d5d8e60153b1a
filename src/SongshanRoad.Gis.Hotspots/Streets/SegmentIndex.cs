using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Streets;

/// <summary>Finds the nearest segment within a distance: the plane in squares of that side, each with the straight pieces that come so near
/// to it.</summary>
internal sealed class SegmentIndex
{
    private readonly double _reachM;
    private readonly Dictionary<(long Column, long Row), List<Piece>> _squares = [];

    public SegmentIndex(IReadOnlyList<StreetSegment> segments, double reachM)
    {
        _reachM = reachM;
        for (var s = 0; s < segments.Count; s++)
        {
            for (var i = 1; i < segments[s].Corners.Count; i++)
            {
                Insert(new Piece(s, segments[s].Corners[i - 1], segments[s].Corners[i]));
            }
        }
    }

    /// <summary>Number of the nearest segment within reach, the lowest of equally near ones, or -1.</summary>
    public int Nearest(MetricPoint point)
    {
        var (best, bestSquare) = (-1, _reachM * _reachM);
        if (!double.IsFinite(point.EastingM + point.NorthingM) || !_squares.TryGetValue(SquareOf(point), out var pieces))
        {
            return best;
        }

        // Pieces are in the order of their segments, so that the first of equally near ones is kept.
        foreach (var piece in pieces)
        {
            var square = piece.SquareDistance(point);
            if (square < bestSquare || (square == bestSquare && best < 0))
            {
                (best, bestSquare) = (piece.Segment, square);
            }
        }

        return best;
    }

    private (long Column, long Row) SquareOf(MetricPoint point) =>
        ((long)Math.Floor(point.EastingM / _reachM), (long)Math.Floor(point.NorthingM / _reachM));

    /// <summary>Puts a piece into every square that a point within reach of it may lie in, following it from end to end.</summary>
    private void Insert(Piece piece)
    {
        var (a, b) = (piece.From, piece.To);
        var (firstRow, lastRow) = ((long)Math.Floor(Math.Min(a.NorthingM, b.NorthingM) / _reachM) - 1, (long)Math.Floor(Math.Max(a.NorthingM, b.NorthingM) / _reachM) + 1);
        for (var row = firstRow; row <= lastRow; row++)
        {
            var (fromM, toM) = piece.EastingsBetween((row - 1) * _reachM, (row + 2) * _reachM);
            var (first, last) = ((long)Math.Floor(fromM / _reachM) - 1, (long)Math.Floor(toM / _reachM) + 1);
            for (var column = first; column <= last; column++)
            {
                if (!_squares.TryGetValue((column, row), out var pieces))
                {
                    _squares.Add((column, row), pieces = []);
                }

                pieces.Add(piece);
            }
        }
    }

    private readonly record struct Piece(int Segment, MetricPoint From, MetricPoint To)
    {
        public double SquareDistance(MetricPoint point)
        {
            var (east, north) = (To.EastingM - From.EastingM, To.NorthingM - From.NorthingM);
            var (offEast, offNorth) = (point.EastingM - From.EastingM, point.NorthingM - From.NorthingM);
            var square = (east * east) + (north * north);
            var share = square == 0 ? 0 : Math.Clamp(((offEast * east) + (offNorth * north)) / square, 0, 1);
            (offEast, offNorth) = (offEast - (share * east), offNorth - (share * north));
            return (offEast * offEast) + (offNorth * offNorth);
        }

        /// <summary>The eastings of the part between two northings, which the piece meets at least nearly.</summary>
        public (double FromM, double ToM) EastingsBetween(double southM, double northM)
        {
            var rise = To.NorthingM - From.NorthingM;
            if (rise == 0)
            {
                return (Math.Min(From.EastingM, To.EastingM), Math.Max(From.EastingM, To.EastingM));
            }

            var (a, b) = (At(Math.Clamp((southM - From.NorthingM) / rise, 0, 1)), At(Math.Clamp((northM - From.NorthingM) / rise, 0, 1)));
            return (Math.Min(a, b), Math.Max(a, b));
        }

        private double At(double share) => From.EastingM + (share * (To.EastingM - From.EastingM));
    }
}
