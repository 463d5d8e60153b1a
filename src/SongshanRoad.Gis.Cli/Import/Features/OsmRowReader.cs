using System.Globalization;
using SongshanRoad.Gis.Formats.Osm;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>An OSM extract as rows of one layer. Unlike other readers it holds the file in memory: ways come before or after
/// their nodes.</summary>
internal sealed class OsmRowReader(string path, string layer) : IRowReader<FeatureRow>
{
    /// <summary>Layers that are read from OSM.</summary>
    public static IReadOnlyList<string> Layers { get; } = ["streets", "buildings", "schools"];

    private readonly List<string> _notes = [];
    private long _bytesRead;
    private long _lengthBytes;

    public long BytesRead => Interlocked.Read(ref _bytesRead);

    public long LengthBytes => Interlocked.Read(ref _lengthBytes);

    public IReadOnlyList<string> Notes => _notes;

    public IEnumerable<Read<FeatureRow>> ReadRows()
    {
        var extract = OsmFile.Read(path, (read, length) =>
        {
            Interlocked.Exchange(ref _bytesRead, read);
            Interlocked.Exchange(ref _lengthBytes, length);
        });
        Describe(extract);
        var rows = layer switch
        {
            "streets" => OsmSegments.Build(extract).Select(read => new Read<FeatureRow>(read.Row is null ? null : ToRow(read.Row), read.Problem)),
            "buildings" => OsmOutlines.Buildings(extract).Select(WithoutSourceTag),
            _ => OsmOutlines.Schools(extract).Select(WithoutSourceTag),
        };
        return extract.Problems.Select(problem => new Read<FeatureRow>(null, problem)).Concat(rows);
    }

    public void Dispose()
    {
    }

    private void Describe(OsmExtract extract)
    {
        var summary = OsmSummary.Of(extract);
        _notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"{summary.Nodes} nodes, {summary.Ways} ways, {summary.Relations} relations; {summary.HighwayWays} highway ways, {summary.HighwayKm:F3} km, {summary.DistinctStreetNames} street names; {summary.ClosedBuildingWays} closed building ways, {summary.MultipolygonRelations} multipolygons; {summary.WaysWithMissingNodes} ways with missing nodes"));
        if (extract.FurtherProblems > 0)
        {
            _notes.Add($"{extract.FurtherProblems} further objects without usable place or id were left out and are not in the reject list");
        }

        _notes.Add("© OpenStreetMap contributors, ODbL 1.0: a database derived from it must carry the same licence when it is passed on");
    }

    // What is no part of the patrol network is stored for the map, but neither walked nor driven.
    private static FeatureRow ToRow(OsmStreet street)
    {
        var attributes = new Dictionary<string, object?>(street.Tags.ToAttributes(), StringComparer.Ordinal)
        {
            ["class"] = street.Class,
            ["oneway"] = street.OneWay switch { OneWay.Forward => 1L, OneWay.Backward => -1L, _ => 0L },
        };
        attributes.Remove("highway");
        attributes.Remove("source");
        if (!StreetNetworkSelection.IsTravelled(street.Tags))
        {
            attributes["foot"] = false;
            attributes["car"] = false;
        }

        return new FeatureRow(street.Line, street.ExternalId, street.CentreLineWgs84, attributes);
    }

    // A mapper's source tag says what he traced from; the source of the row is OpenStreetMap.
    private static Read<FeatureRow> WithoutSourceTag(Read<FeatureRow> read) => read.Row is null ? read : read with
    {
        Row = read.Row with { Attributes = read.Row.Attributes.Where(tag => tag.Key != "source").ToDictionary() },
    };
}
