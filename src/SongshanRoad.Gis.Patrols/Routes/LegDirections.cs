using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Routes;

/// <summary>A piece of a route whose walking direction may still be open.</summary>
/// <param name="LineMetric">The line in metres.</param>
/// <param name="MayTurn">Whether it may be walked from its end to its start: an alley may, a drawn line says its direction.</param>
public readonly record struct OpenLeg(LineString LineMetric, bool MayTurn);

/// <summary>Chooses in which direction the pieces of a route are walked.</summary>
public static class LegDirections
{
    /// <summary>The choice with the least sum of gaps between the end of a piece and the start of the next; on a tie pieces stay as
    /// given.</summary>
    /// <param name="legs">The pieces in walking order.</param>
    /// <returns>For each piece whether it is walked from its end to its start.</returns>
    public static IReadOnlyList<bool> Choose(IReadOnlyList<OpenLeg> legs)
    {
        var turned = new bool[legs.Count];
        if (legs.Count == 0)
        {
            return turned;
        }

        // gapsM[i, d]: least gaps up to piece i when it is walked in direction d (0 = as given); cameFrom[i, d]: direction of piece i - 1 then.
        var gapsM = new double[legs.Count, 2];
        var cameFrom = new int[legs.Count, 2];
        gapsM[0, 1] = legs[0].MayTurn ? 0 : double.PositiveInfinity;
        for (var i = 1; i < legs.Count; i++)
        {
            for (var direction = 0; direction < 2; direction++)
            {
                var asGivenM = gapsM[i - 1, 0] + GapM(legs[i - 1], 0, legs[i], direction);
                var turnedM = gapsM[i - 1, 1] + GapM(legs[i - 1], 1, legs[i], direction);
                cameFrom[i, direction] = turnedM < asGivenM ? 1 : 0;
                gapsM[i, direction] = direction == 1 && !legs[i].MayTurn ? double.PositiveInfinity : Math.Min(asGivenM, turnedM);
            }
        }

        var walked = gapsM[legs.Count - 1, 1] < gapsM[legs.Count - 1, 0] ? 1 : 0;
        for (var i = legs.Count - 1; i >= 0; i--)
        {
            turned[i] = walked == 1;
            walked = cameFrom[i, walked];
        }

        return turned;
    }

    private static double GapM(OpenLeg earlier, int earlierDirection, OpenLeg later, int laterDirection) =>
        End(earlier, atStart: earlierDirection == 1).DistanceM(End(later, atStart: laterDirection == 0));

    private static MetricPoint End(OpenLeg leg, bool atStart)
    {
        var end = leg.LineMetric.GetCoordinateN(atStart ? 0 : leg.LineMetric.NumPoints - 1);
        return new MetricPoint(end.X, end.Y);
    }
}
