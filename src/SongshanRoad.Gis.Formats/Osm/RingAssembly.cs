using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Assembles the outline of a multipolygon relation from its member ways, which may each be only a piece of a ring.</summary>
internal sealed class RingAssembly(OsmExtract extract, OsmRelation relation)
{
    private readonly List<string> _faults = [];

    /// <summary>Polygon or MultiPolygon of the closed rings; null when no outer ring closes.</summary>
    public Geometry? Assemble(out ImportProblem? problem)
    {
        var outers = Rings(role => role is "outer" or "");
        var inners = Rings(role => role is "inner");
        if (outers.Count + inners.Count > RingNesting.MaxRings)
        {
            _faults.Add($"it has {outers.Count + inners.Count} rings, at most {RingNesting.MaxRings} are read");
            outers.Clear();
        }

        var geometry = outers.Count == 0 ? null : RingNesting.Combine(outers, inners, OsmLines.Factory);
        problem = _faults.Count == 0 && geometry is not null ? null : new ImportProblem(relation.Line,
            geometry is null ? ProblemCodes.BadGeometry : ProblemCodes.MissingReference,
            $"relation/{relation.Id}: {(_faults.Count == 0 ? "it has no outer ring" : string.Join("; ", _faults.Take(3)))}.",
            "Cut the extract with complete relations (osmium extract --strategy=smart), or mend the relation.");
        return geometry;
    }

    private List<LinearRing> Rings(Func<string, bool> takesRole)
    {
        var pieces = new List<OsmWay>();
        foreach (var member in relation.Members)
        {
            if (member.Kind != OsmKind.Way || !takesRole(member.Role))
            {
                continue;
            }

            if (extract.FindWay(member.Id) is not { NodeIds.Count: >= 2 } way)
            {
                _faults.Add($"way/{member.Id} is not in the file");
            }
            else
            {
                pieces.Add(way);
            }
        }

        var rings = new List<LinearRing>();
        foreach (var nodeIds in Join(pieces))
        {
            if (ToRing(nodeIds) is { } ring)
            {
                rings.Add(ring);
            }
        }

        return rings;
    }

    // Walks from piece to piece over shared end nodes; each piece is used once, so this is linear in the pieces.
    private List<List<long>> Join(List<OsmWay> pieces)
    {
        var byEnd = new Dictionary<long, Queue<int>>();
        for (var i = 0; i < pieces.Count; i++)
        {
            foreach (var end in (ReadOnlySpan<long>)[pieces[i].NodeIds[0], pieces[i].NodeIds[^1]])
            {
                if (!byEnd.TryGetValue(end, out var queue))
                {
                    byEnd[end] = queue = new Queue<int>();
                }

                queue.Enqueue(i);
            }
        }

        var used = new bool[pieces.Count];
        var rings = new List<List<long>>();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (used[i])
            {
                continue;
            }

            used[i] = true;
            var ring = new List<long>(pieces[i].NodeIds);
            while (ring[0] != ring[^1] && TakeNext(byEnd[ring[^1]], used) is { } next)
            {
                var nodeIds = pieces[next].NodeIds;
                ring.AddRange(nodeIds[0] == ring[^1] ? nodeIds.Skip(1) : nodeIds.Reverse().Skip(1));
            }

            if (ring[0] == ring[^1] && ring.Count >= 4)
            {
                rings.Add(ring);
            }
            else
            {
                _faults.Add($"the ring of way/{pieces[i].Id} does not close");
            }
        }

        return rings;
    }

    private static int? TakeNext(Queue<int> candidates, bool[] used)
    {
        while (candidates.TryDequeue(out var candidate))
        {
            if (!used[candidate])
            {
                used[candidate] = true;
                return candidate;
            }
        }

        return null;
    }

    private LinearRing? ToRing(List<long> nodeIds)
    {
        var coordinates = new List<Coordinate>(nodeIds.Count);
        foreach (var nodeId in nodeIds)
        {
            if (extract.TryFindNode(nodeId, out var position))
            {
                coordinates.Add(new Coordinate(position.LonDeg, position.LatDeg));
            }
        }

        if (coordinates.Count < nodeIds.Count)
        {
            _faults.Add($"{nodeIds.Count - coordinates.Count} nodes are not in the file");
        }

        if (coordinates.Count >= 3 && !coordinates[0].Equals2D(coordinates[^1]))
        {
            coordinates.Add(coordinates[0].Copy());
        }

        return coordinates.Count >= 4 ? OsmLines.Factory.CreateLinearRing([.. coordinates]) : null;
    }
}
