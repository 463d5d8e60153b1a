using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Collects objects while a file is read; refuses what would not fit into memory.</summary>
internal sealed class OsmExtractBuilder(long maxHeldBytes)
{
    /// <summary>Most bytes that what is kept may take, about: lists that grow take up to twice as much for a moment. Some 20 million
    /// nodes with their ways, more than a province has.</summary>
    public const long MaxHeldBytes = 512 << 20;

    private const int NodeBytes = 16;
    private const int ObjectBytes = 100;
    private const int ReferenceBytes = 8;
    private const int MaxProblems = 10_000;
    private const int MaxPooledChars = 32;
    private const int MaxPooledWords = 100_000;

    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);
    private long _heldBytes;

    public NodeTable Nodes { get; } = new();

    public List<OsmTaggedNode> TaggedNodes { get; } = [];

    public List<OsmWay> Ways { get; } = [];

    public List<OsmRelation> Relations { get; } = [];

    public List<ImportProblem> Problems { get; } = [];

    /// <summary>Problems beyond those listed.</summary>
    public long FurtherProblems { get; private set; }


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

        Hold(NodeBytes, line);
        Nodes.Add(id, (int)Math.Round(lonDeg * 1e7), (int)Math.Round(latDeg * 1e7));
        if (tags.Count > 0)
        {
            Hold(ObjectBytes + (2 * ReferenceBytes * tags.Count), line);
            TaggedNodes.Add(new OsmTaggedNode(line, id, tags));
        }
    }

    public void AddWay(OsmWay way)
    {
        Hold(ObjectBytes + (2 * ReferenceBytes * way.Tags.Count), way.Line);
        Ways.Add(way);
    }

    public void AddRelation(OsmRelation relation)
    {
        Hold(ObjectBytes + (2 * ReferenceBytes * relation.Tags.Count), relation.Line);
        Relations.Add(relation);
    }

    /// <summary>Counts a reference of a way or relation, before the object with all of them is there.</summary>
    public void HoldReference(long line) => Hold(ReferenceBytes, line);

    public void Report(long line, string code, string sentence, string cure)
    {
        if (Problems.Count < MaxProblems)
        {
            Problems.Add(new ImportProblem(line, code, sentence, cure));
        }
        else
        {
            FurtherProblems++;
        }
    }

    /// <summary>One instance for equal words: keys and classes repeat a million times.</summary>
    public string Pool(string text)
    {
        if (text.Length <= MaxPooledChars && _pool.TryGetValue(text, out var known))
        {
            return known;
        }

        Hold(2 * text.Length, 0);
        if (text.Length <= MaxPooledChars && _pool.Count < MaxPooledWords)
        {
            _pool.Add(text, text);
        }

        return text;
    }

    private void Hold(long bytes, long line)
    {
        _heldBytes += bytes;
        if (_heldBytes > maxHeldBytes)
        {
            throw new UnreadableFileException(ProblemCodes.TooLarge,
                $"The extract takes more than {maxHeldBytes >> 20} MiB of memory.",
                "Cut the district out first, e.g. osmium extract -b west,south,east,north in.osm.pbf -o district.osm.pbf.", line);
        }
    }
}
