using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Networks;

/// <summary>A street network as files of vertices (<c>id,x,y</c>) and straight segments (<c>seg,from,to</c>), with what lies on it
/// (<c>seg,tp</c>, tp the share of the segment's length from its <c>from</c>).</summary>
internal sealed class NetworkFiles
{
    private readonly Dictionary<string, int> _segmentNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _segmentIds = [];
    private readonly List<(MetricPoint From, MetricPoint To)> _ends = [];

    private NetworkFiles(string verticesPath, string segmentsPath)
    {
        var vertices = new Dictionary<string, (int Number, double X, double Y)>(StringComparer.Ordinal);
        using (var table = TextTable.Open(verticesPath))
        {
            var (id, x, y) = (table.Column("id"), table.Column("x"), table.Column("y"));
            while (table.Read())
            {
                if (!vertices.TryAdd(table[id].ToString(), (vertices.Count, table.Number(x), table.Number(y))))
                {
                    throw table.Unusable(id, "stands there twice", "Give each vertex its own id.");
                }
            }
        }

        var segments = new List<NetworkSegment>();
        using (var table = TextTable.Open(segmentsPath))
        {
            var (id, from, to) = (table.Column("seg", "id"), table.Column("from"), table.Column("to"));
            while (table.Read())
            {
                var (a, b) = (Vertex(table, from, vertices), Vertex(table, to, vertices));
                var length = Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));
                if (length == 0)
                {
                    throw table.Unusable(id, "has length 0", "Take it out, or correct its vertices.");
                }

                var segmentId = table[id].ToString();
                if (!_segmentNumbers.TryAdd(segmentId, segments.Count))
                {
                    throw table.Unusable(id, "stands there twice", "Give each segment its own id.");
                }

                _segmentIds.Add(segmentId);
                _ends.Add((new MetricPoint(a.X, a.Y), new MetricPoint(b.X, b.Y)));
                segments.Add(new NetworkSegment(a.Number, b.Number, length));
            }
        }

        Network = new LinearNetwork(vertices.Count, segments);
    }

    /// <summary>The network; its unit of length is that of the vertices.</summary>
    public LinearNetwork Network { get; }

    /// <summary>Reads a network.</summary>
    /// <exception cref="UnreadableFileException">A file is unusable.</exception>
    public static NetworkFiles Read(string verticesPath, string segmentsPath) => new(verticesPath, segmentsPath);

    /// <summary>The segment's id in the file.</summary>
    public string IdOf(int segment) => _segmentIds[segment];

    /// <summary>Where a segment begins and ends.</summary>
    public (MetricPoint From, MetricPoint To) EndsOf(int segment) => _ends[segment];

    /// <summary>Reads places on the network.</summary>
    /// <param name="path">A file with the columns <c>seg</c> and <c>tp</c>.</param>
    /// <exception cref="UnreadableFileException">The file is unusable, or names a segment that does not exist.</exception>
    public List<NetworkPlace> ReadPlaces(string path)
    {
        using var table = TextTable.Open(path);
        var (segment, share) = (table.Column("seg"), table.Column("tp"));
        var places = new List<NetworkPlace>();
        while (table.Read())
        {
            places.Add(PlaceOf(table, segment, share));
        }

        return places;
    }

    /// <summary>Reads events on the network; a column <c>weight</c> is used when there is one.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable, or names a segment that does not exist.</exception>
    /// <param name="path">The file.</param>
    /// <param name="share">Makes, of a table's columns, what tells which part of the current row counts, or null to leave it out; null for
    /// all of every row.</param>
    public List<NetworkEvent> ReadEvents(string path, Func<TextTable, Func<double?>>? share = null)
    {
        using var table = TextTable.Open(path, needsRow: true);
        var (segment, along, weight) = (table.Column("seg"), table.Column("tp"), table.Find("weight"));
        var shareOf = share?.Invoke(table);
        var events = new List<NetworkEvent>();
        while (table.Read())
        {
            if ((shareOf is null ? 1 : shareOf()) is { } part)
            {
                events.Add(new NetworkEvent(PlaceOf(table, segment, along), part * (weight < 0 ? 1 : table.Weight(weight))));
            }
        }

        return events;
    }

    /// <summary>A place in the current row of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="segment">Column of the segment's id.</param>
    /// <param name="share">Column of the share of its length.</param>
    /// <exception cref="UnreadableFileException">It is not on the network.</exception>
    public NetworkPlace PlaceOf(TextTable table, int segment, int share)
    {
        if (!_segmentNumbers.TryGetValue(table[segment].ToString(), out var number))
        {
            throw table.Unusable(segment, "is no segment of the network", "Correct it.");
        }

        return table.Number(share) is >= 0 and <= 1 and var tp
            ? new NetworkPlace(number, tp)
            : throw table.Unusable(share, "is not a share from 0 to 1", "Correct it.");
    }

    private static (int Number, double X, double Y) Vertex(TextTable table, int column, Dictionary<string, (int Number, double X, double Y)> vertices) =>
        vertices.TryGetValue(table[column].ToString(), out var vertex) ? vertex : throw table.Unusable(column, "is no vertex", "Correct it.");
}
