using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Lines of ways in WGS-84.</summary>
internal static class OsmLines
{
    public static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    /// <summary>The runs of consecutive nodes that the file contains: one when it is complete, none below two nodes.</summary>
    public static List<LonLat[]> Runs(OsmExtract extract, OsmWay way, out int missing)
    {
        missing = 0;
        var runs = new List<LonLat[]>(1);
        var run = new List<LonLat>(way.NodeIds.Count);
        foreach (var nodeId in way.NodeIds)
        {
            if (extract.TryFindNode(nodeId, out var position))
            {
                run.Add(position);
                continue;
            }

            missing++;
            Finish();
        }

        Finish();
        return runs;

        void Finish()
        {
            if (run.Count >= 2)
            {
                runs.Add([.. run]);
            }

            run.Clear();
        }
    }

    /// <summary>A way as LineString, or MultiLineString where nodes are missing inside it; null when too little is left.</summary>
    public static Geometry? Line(OsmExtract extract, OsmWay way, out ImportProblem? problem)
    {
        var runs = Runs(extract, way, out var missing);
        problem = missing == 0 && runs.Count > 0 ? null : new ImportProblem(way.Line, ProblemCodes.MissingReference,
            $"way/{way.Id}: {missing} of {way.NodeIds.Count} nodes are not in the file; {(runs.Count == 0 ? "nothing is left of it" : "the rest was kept")}.",
            "Cut the extract with complete ways, e.g. osmium extract --strategy=complete_ways.");
        return runs.Count switch
        {
            0 => null,
            1 => Factory.CreateLineString(Coordinates(runs[0])),
            _ => Factory.CreateMultiLineString([.. runs.Select(run => Factory.CreateLineString(Coordinates(run)))]),
        };
    }

    public static Coordinate[] Coordinates(LonLat[] positions) =>
        Array.ConvertAll(positions, position => new Coordinate(position.LonDeg, position.LatDeg));
}
