using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Counts and lengths of an extract, for the import report.</summary>
/// <param name="Nodes">Nodes with a usable position.</param>
/// <param name="Ways">Ways.</param>
/// <param name="Relations">Relations.</param>
/// <param name="WaysWithMissingNodes">Ways that refer to a node the file lacks.</param>
/// <param name="Highways">Count and geodesic kilometres of whole ways by <c>highway</c> class, in order of the class.</param>
/// <param name="DistinctStreetNames">Different names among the highway ways.</param>
/// <param name="ClosedBuildingWays">Closed ways with <c>building=*</c>.</param>
/// <param name="MultipolygonRelations">Relations of type multipolygon.</param>
public sealed record OsmSummary(
    int Nodes,
    int Ways,
    int Relations,
    int WaysWithMissingNodes,
    IReadOnlyDictionary<string, HighwayTotal> Highways,
    int DistinctStreetNames,
    int ClosedBuildingWays,
    int MultipolygonRelations)
{
    /// <summary>Ways with <c>highway=*</c>.</summary>
    public int HighwayWays => Highways.Values.Sum(total => total.Ways);

    /// <summary>Geodesic length of all highway ways, in km.</summary>
    public double HighwayKm => Highways.Values.Sum(total => total.LengthKm);

    /// <summary>Counts an extract.</summary>
    public static OsmSummary Of(OsmExtract extract)
    {
        var highways = new SortedDictionary<string, HighwayTotal>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var withMissing = 0;
        foreach (var way in extract.Ways)
        {
            var runs = OsmLines.Runs(extract, way, out var missing);
            withMissing += missing > 0 ? 1 : 0;
            if (way.Tags["highway"] is not { } streetClass)
            {
                continue;
            }

            var lengthM = runs.Sum(run => Geodesic.LengthM(OsmLines.Factory.CreateLineString(OsmLines.Coordinates(run))));
            var sofar = highways.GetValueOrDefault(streetClass) ?? new HighwayTotal(0, 0);
            highways[streetClass] = new HighwayTotal(sofar.Ways + 1, sofar.LengthKm + (lengthM / 1000));
            if (way.Tags["name"] is { } name)
            {
                names.Add(name);
            }
        }

        return new OsmSummary(extract.NodeCount, extract.Ways.Count, extract.Relations.Count, withMissing, highways, names.Count,
            extract.Ways.Count(way => way.IsClosed && way.Tags["building"] is not null),
            extract.Relations.Count(relation => relation.IsMultipolygon));
    }
}

/// <summary>Total of one highway class.</summary>
/// <param name="Ways">Number of ways.</param>
/// <param name="LengthKm">Their geodesic length in km.</param>
public sealed record HighwayTotal(int Ways, double LengthKm);
