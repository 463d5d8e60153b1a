using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Collects objects while a file is read; refuses what would not fit into memory.</summary>
internal sealed class OsmExtractBuilder
{
    private const int MaxNodes = 60_000_000;
    private const int MaxProblems = 10_000;

    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);

    public NodeTable Nodes { get; } = new();

    public List<OsmTaggedNode> TaggedNodes { get; } = [];

    public List<OsmWay> Ways { get; } = [];

    public List<OsmRelation> Relations { get; } = [];

    public List<ImportProblem> Problems { get; } = [];

    public Envelope? BoundsWgs84 { get; private set; }

    /// <summary>Takes the declared rectangle unless it is nonsense.</summary>
    public void SetBounds(double minLon, double minLat, double maxLon, double maxLat)
    {
        if (minLon <= maxLon && minLat <= maxLat && minLon >= -180 && maxLon <= 180 && minLat >= -90 && maxLat <= 90)
        {
            BoundsWgs84 = new Envelope(minLon, maxLon, minLat, maxLat);
        }
    }

    public void AddNode(long line, long id, double lonDeg, double latDeg, OsmTags tags)
    {
        if (!(Math.Abs(lonDeg) <= 180 && Math.Abs(latDeg) <= 90))
        {
            Report(line, ProblemCodes.OutOfRange, string.Create(CultureInfo.InvariantCulture,
                $"node/{id} at ({lonDeg}, {latDeg}) is not on Earth; left out."), "Mend it in the source.");
            return;
        }

        if (Nodes.Count == MaxNodes)
        {
            throw new UnreadableFileException(ProblemCodes.TooLarge, $"More than {MaxNodes:N0} nodes.",
                "Cut the district out first, e.g. osmium extract -b west,south,east,north.", line);
        }

        Nodes.Add(id, (int)Math.Round(lonDeg * 1e7), (int)Math.Round(latDeg * 1e7));
        if (tags.Count > 0)
        {
            TaggedNodes.Add(new OsmTaggedNode(line, id, tags));
        }
    }

    public void Report(long line, string code, string sentence, string cure)
    {
        if (Problems.Count < MaxProblems)
        {
            Problems.Add(new ImportProblem(line, code, sentence, cure));
        }
    }

    /// <summary>One instance for equal words: keys and classes repeat a million times.</summary>
    public string Pool(string text)
    {
        if (text.Length > 32)
        {
            return text;
        }

        if (_pool.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_pool.Count < 100_000)
        {
            _pool.Add(text, text);
        }

        return text;
    }
}
