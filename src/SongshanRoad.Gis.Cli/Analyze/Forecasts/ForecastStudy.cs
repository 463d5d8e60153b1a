using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>What a forecast or backtest works on.</summary>
/// <param name="Crs">CRS of the files.</param>
/// <param name="Units">Cells or segments.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Incidents">The incidents.</param>
/// <param name="Methods">The methods to choose from.</param>
/// <param name="Category">The category, or null for all.</param>
/// <param name="Cell">Side of a cell as asked.</param>
/// <param name="Size">Size as asked.</param>
internal sealed record ForecastStudy(
    AnalysisCrs Crs, ForecastUnits Units, ForecastQuestion Question, IncidentFile Incidents, IReadOnlyList<ForecastMethod> Methods,
    string? Category, Measure Cell, Measure Size)
{
    /// <summary>Word for a unit.</summary>
    public string UnitWord => Units is CellUnits ? "cell" : "segment";

    /// <summary>Word for the unit of sizes.</summary>
    public string SizeUnit => Units is CellUnits ? "m2" : "m";

    /// <summary>A unit's outline, or line, as well-known text in the CRS of the files.</summary>
    public string WktOf(int unit)
    {
        var factory = new GeometryFactory();
        if (Units is CellUnits cells)
        {
            var corners = cells.Grid.Grid.OutlineMetric(cells.Grid.Cells[unit], factory).Coordinates;
            return factory.CreatePolygon(Array.ConvertAll(corners, Declared)).AsText();
        }

        var edge = ((StreetUnits)Units).Streets.Streets.Edges[unit];
        return factory.CreateLineString([.. edge.Corners.Select(corner => Crs.ToDeclared(corner))]).AsText();
    }

    /// <summary>A unit's name: column and row, or the number of the segment.</summary>
    public string IdOf(int unit) => Units is CellUnits cells ? $"{cells.Grid.Cells[unit].Column}:{cells.Grid.Cells[unit].Row}" : $"{unit}";

    private Coordinate Declared(Coordinate metric) => Crs.ToDeclared(new MetricPoint(metric.X, metric.Y));
}
