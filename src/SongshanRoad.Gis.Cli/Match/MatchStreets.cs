using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Matching;
using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Cli.Match;

/// <summary>The streets of a matching in the UTM zone of their centre.</summary>
/// <param name="Network">The streets.</param>
/// <param name="Projection">The metric CRS they are in.</param>
internal sealed record MatchStreets(MatchNetwork Network, IProjection Projection)
{
    /// <summary>Reads a network.</summary>
    /// <exception cref="CommandFailedException">It holds no street, or reaches too far for one UTM zone.</exception>
    public static MatchStreets Read(string nodesPath, string arcsPath)
    {
        var nodes = MatchFiles.ReadNodes(nodesPath);
        if (nodes.Count == 0)
        {
            throw new CommandFailedException($"{nodesPath} holds no node.");
        }

        var arcs = MatchFiles.ReadArcs(arcsPath, nodes.Count);
        if (arcs.Count == 0)
        {
            throw new CommandFailedException($"{arcsPath} holds no arc.");
        }

        var extent = new Envelope();
        foreach (var node in nodes)
        {
            extent.ExpandToInclude(node.LonDeg, node.LatDeg);
        }

        var projection = MetricProjection.FromSrid(MetricProjection.UtmSridAt(extent.Centre.X, extent.Centre.Y));
        return projection.AreaWgs84.Contains(extent)
            ? new MatchStreets(MatchNetwork.From([.. nodes.Select(projection.ToMetric)], arcs), projection)
            : throw new CommandFailedException($"{nodesPath} reaches beyond the area of {projection}; cut the network smaller.");
    }

    /// <summary>Whether a position lies where the network's CRS can be used; one lost fix at 0, 0 must not cost the track.</summary>
    public bool Reaches(LonLat wgs84) => Projection.AreaWgs84.Contains(new Coordinate(wgs84.LonDeg, wgs84.LatDeg));

    /// <summary>Refuses a track whose degrees are of another datum than said; where GCJ-02 does not apply nothing can be told.</summary>
    /// <exception cref="CommandFailedException">Another datum fits the streets better.</exception>
    public void RefuseWrongDatum(string path, IReadOnlyList<(LonLat At, double TimeS)> track, Datum declared, TravelProfile profile)
    {
        if (!Gcj02.Covers(track[0].At) || DatumFit.Of(Network, Projection, profile, track, declared) is not { Refused: true } fit)
        {
            return;
        }

        throw new CommandFailedException(FormattableString.Invariant(
            $"{path}: the track does not fit the streets as {DatumWords.Of(declared)} ({fit.DeclaredNats:F1} nats a fix) but as {DatumWords.Of(fit.Best)} ({fit.BestNats:F1}); declare it with --datum {DatumWords.Of(fit.Best)}."));
    }
}
