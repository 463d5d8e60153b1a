using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Union;
using SongshanRoad.Gis.Formats.GeoJson;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>Areas and lines of a GeoJSON file in metres. Coordinates are those of its <c>crs</c> member; without one, degrees when they
/// could be (RFC 7946), else those of <c>--crs</c>, which is said.</summary>
internal static class AreaFile
{
    /// <summary>Reads the union of all areas of a file, and lets the CRS work around it.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable or holds no area.</exception>
    /// <exception cref="CommandFailedException">The file's CRS is not the declared one.</exception>
    public static Geometry ReadOutline(CommandHost host, string path, AnalysisCrs crs)
    {
        var read = Read(host, path, crs);
        var areas = new List<Geometry>();
        var (others, crossing) = (0, 0);
        foreach (var geometry in read)
        {
            if (geometry is not (Polygon or MultiPolygon))
            {
                others++;
                continue;
            }

            crossing += geometry.IsValid ? 0 : 1;
            areas.Add(geometry.IsValid ? geometry : GeometryFixer.Fix(geometry));
        }

        if (others > 0)
        {
            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {others} features are no areas and are left out"));
        }

        if (crossing > 0)
        {
            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {crossing} areas cross themselves and are mended"));
        }

        var outline = areas.Count == 0 ? null : UnaryUnionOp.Union(areas);
        return outline is Polygon or MultiPolygon && !outline.IsEmpty
            ? outline
            : throw new UnreadableFileException(ProblemCodes.BadGeometry, $"{path} holds no area.", "Give the boundary as a Polygon or MultiPolygon.");
    }

    /// <summary>Reads the lines of a file.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable or holds no line.</exception>
    /// <exception cref="CommandFailedException">The file's CRS is not the declared one.</exception>
    public static List<LineString> ReadLines(CommandHost host, string path, AnalysisCrs crs)
    {
        var lines = Read(host, path, crs).SelectMany(LinearComponentExtracter.GetLines).OfType<LineString>().Where(line => !line.IsEmpty).ToList();
        return lines.Count > 0
            ? lines
            : throw new UnreadableFileException(ProblemCodes.BadGeometry, $"{path} holds no line.", "Give the streets as LineStrings.");
    }

    private static List<Geometry> Read(CommandHost host, string path, AnalysisCrs crs)
    {
        var geometries = new List<Geometry>();
        FileCrs? own;
        using (var reader = new GeoJsonReader(path))
        {
            foreach (var (row, problem) in Rows(reader, path))
            {
                if (problem is { } wrong && row is null)
                {
                    throw new UnreadableFileException(wrong.Code, $"{path}: {wrong.Sentence}", wrong.Cure, wrong.Line);
                }

                if (row?.GeometryInSourceCrs is { IsEmpty: false } geometry)
                {
                    geometries.Add(geometry);
                }
            }

            own = reader.FileCrs;
        }

        if (geometries.Count == 0)
        {
            throw new UnreadableFileException(ProblemCodes.BadGeometry, $"{path} holds no geometry.", "Give a GeoJSON file with areas.");
        }

        var box = new Envelope();
        geometries.ForEach(geometry => box.ExpandToInclude(geometry.EnvelopeInternal));
        var inDegrees = IsInDegrees(host, path, own, box, crs);
        if (crs.IsDegrees)
        {
            crs.WorkAround(LonLat.FromDegrees(box.Centre.X, box.Centre.Y));
        }

        return geometries.ConvertAll(geometry => ToMetric(path, geometry, crs, inDegrees));
    }

    private static IEnumerable<Read<FeatureRow>> Rows(GeoJsonReader reader, string path)
    {
        using var rows = reader.ReadRows().GetEnumerator();
        while (true)
        {
            try
            {
                if (!rows.MoveNext())
                {
                    yield break;
                }
            }
            catch (UnreadableFileException wrong) when (!wrong.Message.Contains(path, StringComparison.Ordinal))
            {
                throw new UnreadableFileException(wrong.Code, $"{path}: {wrong.Sentence}", wrong.Cure, wrong.Line, wrong);
            }

            yield return rows.Current;
        }
    }

    private static bool IsInDegrees(CommandHost host, string path, FileCrs? own, Envelope box, AnalysisCrs crs)
    {
        var couldBe = Math.Max(Math.Abs(box.MinX), Math.Abs(box.MaxX)) <= 180 && Math.Max(Math.Abs(box.MinY), Math.Abs(box.MaxY)) <= 90;
        if (own?.Crs is { Metric: null } degrees)
        {
            return degrees == SourceCrs.Wgs84 || degrees.Name == "EPSG:4490" ? true
                : throw new CommandFailedException($"{path} is in {degrees.Name}; convert it to WGS-84.");
        }

        if (own is not null && !own.Words.EndsWith(crs.Srid.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        {
            throw new CommandFailedException($"{path} is in {own.Words}, --crs says EPSG:{crs.Srid}; convert one of them.");
        }

        if (own is null && !couldBe)
        {
            if (crs.IsDegrees)
            {
                throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"{path} reaches to {box.MaxX}, {box.MaxY}, which are no degrees, and --crs says EPSG:{crs.Srid}; give the CRS that it is in."));
            }

            host.Error.WriteLine($"{path} names no CRS and holds no degrees; taken as EPSG:{crs.Srid}");
        }

        return own is null ? couldBe : crs.IsDegrees;
    }

    private static Geometry ToMetric(string path, Geometry geometry, AnalysisCrs crs, bool inDegrees)
    {
        var converted = new GeometryEditor(new GeometryFactory(new PrecisionModel(), crs.Metric.Projection.Srid)).Edit(geometry, new EachCoordinate(at =>
            (inDegrees ? crs.OfDegrees(at.X, at.Y) : crs.ToMetric(at.X, at.Y)) ?? throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                $"{path}: {at.X}, {at.Y} lies outside the area of {crs.Metric.Projection}; give the --crs of the data."))));
        converted.SRID = crs.Metric.Projection.Srid;
        return converted;
    }

    private sealed class EachCoordinate(Func<Coordinate, MetricPoint> convert) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) =>
            Array.ConvertAll(coordinates, coordinate =>
            {
                var metric = convert(coordinate);
                return new Coordinate(metric.EastingM, metric.NorthingM);
            });
    }
}
