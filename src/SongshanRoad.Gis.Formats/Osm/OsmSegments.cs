using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Cuts the streets of an extract into segments between junctions: at every node inside a way that another street also
/// passes, or the way itself once more. OSM draws a street as long as its tags stay the same, whatever crosses it.</summary>
public static class OsmSegments
{
    /// <summary>The segments in file order, as <c>way/1/1</c>, <c>way/1/2</c> …; a way that nothing joins in its middle stays
    /// <c>way/1</c>. Ways that nobody travels (<see cref="StreetNetworkSelection.IsTravelled"/>) are neither cut nor do they cut. A way
    /// with missing nodes also ends before each gap, and its problem comes with its first segment.</summary>
    public static IEnumerable<Read<OsmStreet>> Build(OsmExtract extract)
    {
        ArgumentNullException.ThrowIfNull(extract);
        var passages = Passages(extract);
        foreach (var (street, problem) in OsmStreets.Build(extract))
        {
            if (street is null || !StreetNetworkSelection.IsTravelled(street.Tags))
            {
                yield return new Read<OsmStreet>(street, problem);
                continue;
            }

            var pieces = Cut(extract, extract.FindWay(WayId(street))!, passages);
            for (var i = 0; i < pieces.Count; i++)
            {
                var id = pieces.Count == 1 ? street.ExternalId : $"{street.ExternalId}/{i + 1}";
                yield return new Read<OsmStreet>(street with { ExternalId = id, CentreLineWgs84 = pieces[i] }, i == 0 ? problem : null);
            }
        }
    }

    // How often streets pass each node, in the order of the node table; two or more is all that counts.
    private static byte[] Passages(OsmExtract extract)
    {
        var passages = new byte[extract.NodeCount];
        foreach (var way in extract.Ways.Where(way => StreetNetworkSelection.IsTravelled(way.Tags) && extract.FindWay(way.Id) == way))
        {
            long? previous = null;
            foreach (var nodeId in way.NodeIds)
            {
                if (nodeId != previous && extract.IndexOfNode(nodeId) is >= 0 and var index && passages[index] < 2)
                {
                    passages[index]++;
                }

                previous = nodeId;
            }
        }

        return passages;
    }

    private static List<LineString> Cut(OsmExtract extract, OsmWay way, byte[] passages)
    {
        var pieces = new List<LineString>();
        var piece = new List<Coordinate>();
        foreach (var nodeId in way.NodeIds)
        {
            if (!extract.TryFindNode(nodeId, out var position))
            {
                Finish();
                continue;
            }

            piece.Add(new Coordinate(position.LonDeg, position.LatDeg));
            if (passages[extract.IndexOfNode(nodeId)] >= 2)
            {
                var junction = piece[^1];
                Finish();
                piece.Add(junction);
            }
        }

        Finish();
        return pieces;

        // Two junctions at one place have no street between them.
        void Finish()
        {
            if (piece.Count >= 2 && piece.Exists(coordinate => !coordinate.Equals2D(piece[0])))
            {
                pieces.Add(OsmLines.Factory.CreateLineString([.. piece]));
            }

            piece.Clear();
        }
    }

    private static long WayId(OsmStreet street) => long.Parse(street.ExternalId.AsSpan("way/".Length), System.Globalization.CultureInfo.InvariantCulture);
}
