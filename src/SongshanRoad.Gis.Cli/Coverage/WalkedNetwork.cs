using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Osm;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Cli.Coverage;

/// <summary>The streets of an OSM extract that patrols walk, inside its bounds, in metres.</summary>
/// <param name="Projection">The metric CRS.</param>
/// <param name="LinesMetric">The streets.</param>
/// <param name="Streets">How many OSM ways they come from.</param>
internal sealed record WalkedNetwork(IProjection Projection, IReadOnlyList<LineString> LinesMetric, int Streets)
{
    /// <summary>Reads a network.</summary>
    /// <param name="path">An OSM extract.</param>
    /// <param name="metricSrid">EPSG code of the metric CRS, or null for the UTM zone of the network's centre.</param>
    /// <exception cref="CommandFailedException">It holds no street, or the CRS does not reach it.</exception>
    public static WalkedNetwork Read(string path, int? metricSrid)
    {
        var extract = NamedFile.Read(path, stream => OsmFile.Read(stream));
        var linesWgs84 = new List<LineString>();
        var streets = 0;
        foreach (var street in OsmStreets.Build(extract).Select(read => read.Row).OfType<OsmStreet>())
        {
            if (!StreetNetworkSelection.Contains(street.Tags))
            {
                continue;
            }

            var before = linesWgs84.Count;
            for (var part = 0; part < street.CentreLineWgs84.NumGeometries; part++)
            {
                var line = (LineString)street.CentreLineWgs84.GetGeometryN(part);
                linesWgs84.AddRange(extract.BoundsWgs84 is { } bounds ? BoundsClip.Clip(line, bounds) : [line]);
            }

            streets += linesWgs84.Count > before ? 1 : 0;
        }

        if (linesWgs84.Count == 0)
        {
            throw new CommandFailedException(
                $"{path} holds no street that is walked inside its bounds; export an area with ways tagged highway=*.");
        }

        var extent = linesWgs84.Aggregate(new Envelope(), (all, line) =>
        {
            all.ExpandToInclude(line.EnvelopeInternal);
            return all;
        });
        var projection = MetricProjection.FromSrid(metricSrid ?? MetricProjection.UtmSridAt(extent.Centre.X, extent.Centre.Y));
        return projection.AreaWgs84.Contains(extent)
            ? new WalkedNetwork(projection, linesWgs84.ConvertAll(projection.ToMetric), streets)
            : throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                $"{path} reaches from {extent.MinX:F4} E, {extent.MinY:F4} N to {extent.MaxX:F4} E, {extent.MaxY:F4} N, outside the area of {projection}; choose another --metric-srid, or cut the file smaller."));
    }
}
