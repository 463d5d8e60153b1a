using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Spatial.Streets;

/// <summary>Cuts lines at the edges of a rectangle. Unlike an overlay it keeps a line that crosses itself as it is.</summary>
public static class BoundsClip
{
    /// <summary>The pieces of a line inside a rectangle of the same CRS, in order; none when the line stays outside.</summary>
    /// <param name="line">The line.</param>
    /// <param name="bounds">The rectangle, edges included.</param>
    /// <remarks>Each straight piece by Liang and Barsky (ACM TOG 3, 1984, 1-22).</remarks>
    public static IReadOnlyList<LineString> Clip(LineString line, Envelope bounds)
    {
        var pieces = new List<LineString>();
        var open = new List<Coordinate>();
        var coordinates = line.Coordinates;
        for (var i = 1; i < coordinates.Length; i++)
        {
            var (from, to) = (coordinates[i - 1], coordinates[i]);
            if (!TryClip(from, to, bounds, out var enter, out var leave))
            {
                Close();
                continue;
            }

            if (enter > 0)
            {
                Close();
            }

            if (open.Count == 0)
            {
                open.Add(At(from, to, enter));
            }

            open.Add(At(from, to, leave));
            if (leave < 1)
            {
                Close();
            }
        }

        Close();
        return pieces;

        void Close()
        {
            if (open.Count > 1)
            {
                pieces.Add(line.Factory.CreateLineString([.. open]));
            }

            open.Clear();
        }
    }

    private static Coordinate At(Coordinate from, Coordinate to, double share) => share switch
    {
        0 => from,
        1 => to,
        _ => new Coordinate(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))),
    };

    private static bool TryClip(Coordinate from, Coordinate to, Envelope bounds, out double enter, out double leave)
    {
        (enter, leave) = (0, 1);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        return Narrow(-dx, from.X - bounds.MinX, ref enter, ref leave) && Narrow(dx, bounds.MaxX - from.X, ref enter, ref leave)
            && Narrow(-dy, from.Y - bounds.MinY, ref enter, ref leave) && Narrow(dy, bounds.MaxY - from.Y, ref enter, ref leave)
            && leave > enter;
    }

    /// <summary>Keeps the shares t of the piece with t * towards &lt;= room.</summary>
    private static bool Narrow(double towards, double room, ref double enter, ref double leave)
    {
        if (towards == 0)
        {
            return room >= 0;
        }

        if (towards < 0)
        {
            enter = Math.Max(enter, room / towards);
        }
        else
        {
            leave = Math.Min(leave, room / towards);
        }

        return enter <= leave;
    }
}
