using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Projections;

/// <summary>
/// A projected CRS that data for an analysis may come in, by EPSG code: the metric CRSs of a deployment (<see cref="MetricProjection"/>)
/// and some 2,400 of the world's Transverse Mercator and Lambert conformal conic systems, in metres, feet or US survey feet. Their
/// datums (NAD83 and its realisations, ETRS89, GDA94, NZGD2000 …) count as WGS-84, which is true to a metre or two. Immutable.
/// </summary>
/// <remarks>Parameters: EPSG Geodetic Parameter Dataset, as PostGIS 3.3 has it in <c>spatial_ref_sys</c>.</remarks>
public sealed class ProjectedCrs
{
    private static readonly Lazy<Dictionary<int, string[]>> Table = new(ReadTable);

    private ProjectedCrs(IProjection projection, double unitM) => (Projection, UnitM) = (projection, unitM);

    /// <summary>The projection, in metres whatever the unit of the CRS.</summary>
    public IProjection Projection { get; }

    /// <summary>Length of the CRS's unit in metres: 1, or a foot.</summary>
    public double UnitM { get; }

    /// <summary>The CRS of an EPSG code, or null when it is not one of these.</summary>
    public static ProjectedCrs? FindBySrid(int srid)
    {
        if (MetricProjection.FindBySrid(srid) is { } metric)
        {
            return new ProjectedCrs(metric, 1);
        }

        return Table.Value.TryGetValue(srid, out var row) ? Of(srid, row) : null;
    }

    /// <summary>Metres of a position in the CRS's unit.</summary>
    public MetricPoint ToMetric(double x, double y) => new(x * UnitM, y * UnitM);

    /// <summary>A position in metres in the CRS's unit.</summary>
    public (double X, double Y) FromMetric(MetricPoint metric) => (metric.EastingM / UnitM, metric.NorthingM / UnitM);

    private static ProjectedCrs Of(int srid, string[] row)
    {
        double Number(int column) => double.Parse(row[column], CultureInfo.InvariantCulture);
        var parallels = row[2] == "lcc"
            ? $"""PARAMETER["standard_parallel_1",{row[5]}],PARAMETER["standard_parallel_2",{row[6]}]"""
            : $"""PARAMETER["scale_factor",{row[7]}]""";
        var wkt = string.Create(CultureInfo.InvariantCulture,
            $"""PROJCS["{row[1]}",{MetricProjection.Grs80},PROJECTION["{(row[2] == "lcc" ? "Lambert_Conformal_Conic_2SP" : "Transverse_Mercator")}"],PARAMETER["latitude_of_origin",{row[3]}],PARAMETER["central_meridian",{row[4]}],{parallels},PARAMETER["false_easting",{row[8]}],PARAMETER["false_northing",{row[9]}],UNIT["metre",1]]""");
        var meridianDeg = Number(4);
        var area = new Envelope(Math.Max(-180, meridianDeg - 20), Math.Min(180, meridianDeg + 20), -85, 85);
        return new ProjectedCrs(MetricProjection.Make(srid, row[1], area, wkt), Number(10));
    }

    private static Dictionary<int, string[]> ReadTable()
    {
        using var stream = typeof(ProjectedCrs).Assembly.GetManifestResourceStream("projected-crs.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',')).ToDictionary(row => int.Parse(row[0], CultureInfo.InvariantCulture));
    }
}
