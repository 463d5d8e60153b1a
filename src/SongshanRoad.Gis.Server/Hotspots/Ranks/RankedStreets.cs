using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.TopPlaces;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;
using SongshanRoad.Gis.Spatial.Streets;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots.Ranks;

/// <summary>The district's street segments with most incidents, by rank. It keeps no count, so that none can get out. Immutable.</summary>
internal sealed class RankedStreets
{
    /// <summary>A segment with fewer incidents has no rank: of so few, one more or less could be told.</summary>
    public const int LeastIncidents = 3;

    /// <summary>The last rank; all who share it have it.</summary>
    public const int LastRank = 20;

    /// <summary>A segment lies along a leg within this many metres of it.</summary>
    public const double WithinM = 15;

    /// <summary>No street has a rank.</summary>
    public static readonly RankedStreets None = new([]);

    private readonly (StreetEdge Edge, int Rank)[] _streets;

    private RankedStreets((StreetEdge Edge, int Rank)[] streets) => _streets = streets;

    /// <summary>Ranks the segments by the incidents that belong to them.</summary>
    public static RankedStreets Of(HotspotInput input)
    {
        if (input.OutlineMetric is null)
        {
            return None;
        }

        var streets = HotspotComputation.StreetsOf(input);
        var counts = new double[streets.Units.Count];
        foreach (var incident in input.Incidents.Places)
        {
            if (streets.Snap(incident) is { } place)
            {
                counts[place.Segment]++;
            }
        }

        return new RankedStreets([.. SharedRank.Of(counts, LeastIncidents, LastRank).Select(ranked => (streets.Units[ranked.Unit], ranked.Rank))]);
    }

    /// <summary>The best rank among the segments that lie along a leg, or null. Those do that have half of their own length or half of the
    /// leg's beside it, whichever is shorter: a long leg takes in every whole segment, a short one the segment it is a part of.</summary>
    public int? BestAlong(LineString legMetric)
    {
        var leg = legMetric.Coordinates.Select(corner => new MetricPoint(corner.X, corner.Y)).ToArray();
        var legM = MetricMeasure.LengthM(legMetric);
        foreach (var (edge, rank) in _streets)
        {
            // In the order of ranks: the first is the best.
            if (SideBySide.LengthM(edge.Corners, leg, WithinM) >= Math.Min(edge.LengthM, legM) / 2)
            {
                return rank;
            }
        }

        return null;
    }
}
