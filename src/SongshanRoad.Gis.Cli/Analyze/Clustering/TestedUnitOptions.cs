using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze.Density;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Cli.Analyze.Units;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary>Options that say what is tested: units with values from a file, or cells or street segments that points are counted in; and who
/// neighbours whom.</summary>
internal sealed class TestedUnitOptions
{
    private readonly Option<string?> _values = AnalysisOptions.OptionalFile("--values", "Units with a value each: id and a value column.");
    private readonly Option<string> _valueColumn = new("--value-column") { Description = "Column of the values. Default x.", HelpName = "NAME", DefaultValueFactory = _ => "x" };
    private readonly Option<string?> _neighbours = AnalysisOptions.OptionalFile("--neighbours", "With --values: pairs i,j of ids, both directions, without the unit itself. A unit without a pair has no neighbours.");
    private readonly Option<string> _coordinates = new("--coordinates") { Description = "With --values: columns of the units' places. Default cx,cy.", HelpName = "X,Y", DefaultValueFactory = _ => "cx,cy" };
    private readonly WordOption<Contiguity?> _contiguity = new("--contiguity",
        "Cells that touch are neighbours: squares by edge or corner (queen) or by edge (rook), hexagons by edge (hex). Default queen for squares, hex for hexagons; with --values the units need columns col,row.",
        ("by-shape", null), ("queen", Contiguity.Queen), ("rook", Contiguity.Rook), ("hex", Contiguity.Hexagon));
    private readonly Option<Measure?> _band = MeasureOption.LengthFromZero("--distance-band", "Units (cells by their centres) not further apart than this are neighbours.");
    private readonly Option<int> _nearest = AnalysisOptions.Whole("--k-nearest", 1, int.MaxValue, 0,
        "The so many nearest others are a unit's neighbours. Of equally near ones that furthest west comes first, then that furthest south, then that given first.");

    /// <summary>What points are counted in.</summary>
    public CountedUnitOptions Counted { get; } = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_values);
        command.Add(_valueColumn);
        command.Add(_neighbours);
        command.Add(_coordinates);
        Counted.AddTo(command);
        AddNeighbourOptionsTo(command);
    }

    /// <summary>Adds only what says which counted units are neighbours.</summary>
    public void AddNeighbourOptionsTo(Command command)
    {
        command.Add(_contiguity);
        command.Add(_band);
        command.Add(_nearest);
    }

    /// <summary>Reads units, values and neighbours.</summary>
    /// <exception cref="CommandFailedException">Something is not said, or said twice.</exception>
    public TestedUnits Read(ParseResult parsed, CommandHost host)
    {
        var points = parsed.GetValue(Counted.Points);
        if ((parsed.GetValue(_values) is null) == (points is null))
        {
            throw new CommandFailedException("what is tested is not said, or said twice: give --values or --points.");
        }

        if (points is null)
        {
            return ReadValues(parsed);
        }

        var positions = PointFile.Read(points).Positions;
        var counted = ReadCounted(parsed, positions);
        var counts = counted.Count(host, positions);
        return new TestedUnits(counted.Neighbours, counts, counted.Keys, table =>
        {
            counted.AddNames(table);
            table.Add("count", row => counts[row]);
        }, AreCounts: true);
    }

    /// <summary>Reads the cells or segments that points are to be counted in.</summary>
    public CountedUnits ReadCounted(ParseResult parsed, IReadOnlyList<MetricPoint> points)
    {
        if (Counted.IsOnStreets(parsed))
        {
            return Ways(parsed) == 0 && parsed.GetValue(_neighbours) is null
                ? Counted.ReadStreets(parsed)
                : throw new CommandFailedException("street segments are neighbours where they share a vertex; take the other option for neighbours out.");
        }

        var numbered = Counted.ReadCells(parsed, points, _contiguity.ValueIn(parsed) == Contiguity.Hexagon);
        var cells = numbered.Cells;
        CheckHeld(cells);
        if (Ways(parsed) > 1 || parsed.GetValue(_neighbours) is not null)
        {
            throw new CommandFailedException("who neighbours whom is said twice, or for --values: give one of --contiguity, --distance-band, --k-nearest.");
        }

        INeighbourhood neighbours = parsed.GetValue(_band) is null && parsed.GetValue(_nearest) == 0
            ? new GridContiguity(cells, ContiguityOf(parsed, cells))
            : ByDistance(parsed, [.. cells.All().Select(cells.Grid.CentreOf)]);
        return Counted.UnitsOf(parsed, numbered, neighbours);
    }

    /// <summary>How cells touch.</summary>
    public Contiguity ContiguityOf(ParseResult parsed, WindowCells cells) =>
        _contiguity.ValueIn(parsed) ?? (cells.Grid is HexGrid ? Contiguity.Hexagon : Contiguity.Queen);

    /// <summary>Reads the cells for a test that holds only those near points.</summary>
    /// <exception cref="CommandFailedException">There is no grid, or its cells are not to be neighbours by touching.</exception>
    public NumberedCells ReadSparse(ParseResult parsed, IReadOnlyList<MetricPoint> points) =>
        parsed.GetValue(_band) is null && parsed.GetValue(_nearest) == 0 && parsed.GetValue(_neighbours) is null && parsed.GetValue(_values) is null
            ? Counted.ReadCells(parsed, points, _contiguity.ValueIn(parsed) == Contiguity.Hexagon)
            : throw new CommandFailedException("--sparse is for --points with --cell or --grid, and for cells that are neighbours by --contiguity.");

    private TestedUnits ReadValues(ParseResult parsed)
    {
        if (Ways(parsed) + (parsed.GetValue(_neighbours) is null ? 0 : 1) != 1)
        {
            throw new CommandFailedException("who neighbours whom is not said, or said twice: give one of --neighbours, --contiguity, --distance-band, --k-nearest.");
        }

        if (Counted.AreGiven(parsed))
        {
            throw new CommandFailedException("what is tested is said twice: --cell, --grid, --vertices and --segments are for --points, not for --values.");
        }

        var file = ValueFile.Read(parsed.GetValue(_values)!, parsed.GetRequiredValue(_valueColumn));
        INeighbourhood neighbours = parsed.GetValue(_neighbours) is { } path ? file.ReadNeighbours(path)
            : _contiguity.ValueIn(parsed) switch
            {
                null => ByDistance(parsed, Places(parsed, file)),
                Contiguity.Hexagon => throw new CommandFailedException("--contiguity hex is for --points with --grid; which rows of hexagons are shifted, columns col,row do not say."),
                { } contiguity => file.ReadCells(contiguity),
            };
        return new TestedUnits(neighbours, file.Values, [.. file.Ids.Select(id => UnitKey.Of(id))], table => table.Add("id", row => file.Ids[row]), AreCounts: false);
    }

    private int Ways(ParseResult parsed) =>
        (_contiguity.ValueIn(parsed) is null ? 0 : 1) + (parsed.GetValue(_band) is null ? 0 : 1) + (parsed.GetValue(_nearest) > 0 ? 1 : 0);

    private NeighbourList ByDistance(ParseResult parsed, MetricPoint[] places) =>
        parsed.GetValue(_band) is { } within ? DistanceBand.Find(places, within.Value()) : NearestUnits.Find(places, parsed.GetValue(_nearest));

    private MetricPoint[] Places(ParseResult parsed, ValueFile file) => parsed.GetRequiredValue(_coordinates).Split(',') is [var x, var y]
        ? file.ReadPlaces(x, y)
        : throw new CommandFailedException($"--coordinates {parsed.GetRequiredValue(_coordinates)} are not two column names: X,Y.");

    private static void CheckHeld(WindowCells cells)
    {
        if (cells.Count > WindowGrid.MostCells)
        {
            throw new CommandFailedException($"there are {cells.Count:N0} cells, more than {WindowGrid.MostCells:N0}; use larger cells, or gi-star with --sparse.");
        }
    }
}
