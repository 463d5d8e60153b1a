using System.CommandLine;
using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>The CRS that the files of an analysis are in, as declared with <c>--crs</c>, and the metric CRS that it works in: the same
/// when it is projected, the UTM zone of the area when it is in degrees.</summary>
internal sealed class AnalysisCrs
{
    private const int WebMercator = 3857;

    private readonly ProjectedCrs? _declared;
    private ProjectedCrs? _metric;

    private AnalysisCrs(int srid, ProjectedCrs? declared) => (Srid, _declared, _metric) = (srid, declared, declared);

    /// <summary>EPSG code as declared.</summary>
    public int Srid { get; }

    /// <summary>Whether coordinates are degrees, longitude first.</summary>
    public bool IsDegrees => _declared is null;

    /// <summary>The metric CRS; known from <see cref="WorkAround"/> on.</summary>
    public ProjectedCrs Metric => _metric ?? throw new InvalidOperationException("The area is not known yet.");

    /// <summary>The option.</summary>
    public static Option<string> Option() => new("--crs")
    {
        Description = "CRS of x and y: EPSG:n, projected in metres or feet, or 4326 for degrees. Columns lon,lat are WGS-84 degrees always.",
        HelpName = "EPSG:n",
        Required = true,
    };

    /// <summary>Reads a declaration.</summary>
    /// <exception cref="CommandFailedException">It is none that is known.</exception>
    public static AnalysisCrs Of(string declaration)
    {
        var word = declaration.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase) ? declaration[5..] : declaration;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var srid))
        {
            // Degrees of the datums that count as WGS-84.
            if (srid is 4326 or 4490 or 4269 or 4258 or 4152 or 4759 or 6318 or 4283 or 7844 or 4167)
            {
                return new AnalysisCrs(srid, null);
            }

            if (srid == WebMercator)
            {
                throw new CommandFailedException(
                    $"--crs {declaration} is for drawing: it stretches lengths (by 22 % at the latitude of Zhengzhou), so that cells and areas would be too small. Convert the file to WGS-84 degrees (EPSG:4326) or a UTM zone.");
            }

            if (ProjectedCrs.FindBySrid(srid) is { } projected)
            {
                return new AnalysisCrs(srid, projected);
            }
        }

        throw new CommandFailedException(
            $"--crs {declaration} is not known; give EPSG:n of WGS-84 degrees (4326), of a UTM, state plane or Gauss-Kruger system, or of another Transverse Mercator or Lambert system on WGS-84, NAD83, ETRS89 or their kin.");
    }

    /// <summary>Chooses the metric CRS of an area when the declared one is in degrees.</summary>
    /// <param name="centre">Its centre.</param>
    public void WorkAround(LonLat centre) => _metric ??= ProjectedCrs.FindBySrid(MetricProjection.UtmSridAt(centre.LonDeg, centre.LatDeg));

    /// <summary>Metres of a position as declared, or null when it lies outside the CRS.</summary>
    public MetricPoint? ToMetric(double x, double y) => IsDegrees ? OfDegrees(x, y) : double.IsFinite(x) && double.IsFinite(y) ? Metric.ToMetric(x, y) : null;

    /// <summary>Metres of WGS-84 degrees, or null when they are out of range or far outside the projection.</summary>
    public MetricPoint? OfDegrees(double lonDeg, double latDeg)
    {
        if (!LonLat.TryFromDegrees(lonDeg, latDeg, out var position) || !Metric.Projection.AreaWgs84.Contains(lonDeg, latDeg))
        {
            return null;
        }

        var metric = Metric.Projection.ToMetric(position);
        return double.IsFinite(metric.EastingM) && double.IsFinite(metric.NorthingM) ? metric : null;
    }

    /// <summary>A position in metres in the declared CRS, for output: to a millionth of its unit, or a thousand-millionth of a degree.</summary>
    public Coordinate ToDeclared(MetricPoint metric)
    {
        if (IsDegrees)
        {
            var position = Metric.Projection.ToLonLat(metric);
            return new Coordinate(Math.Round(position.LonDeg, 9), Math.Round(position.LatDeg, 9));
        }

        var (x, y) = Metric.FromMetric(metric);
        return new Coordinate(Math.Round(x, 6), Math.Round(y, 6));
    }
}
