using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.GeoJson;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Formats.Shapefile;

namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>An open file of features, whatever its format.</summary>
/// <param name="Reader">Reads its rows.</param>
/// <param name="DeclaredByFile">What the file says of its CRS; asked after the first row.</param>
internal sealed record FeatureFile(IRowReader<FeatureRow> Reader, Func<FileCrs?> DeclaredByFile)
{
    /// <summary>Whether the name is that of an OSM extract.</summary>
    public static bool IsOsm(string path) =>
        path.EndsWith(".osm", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".pbf", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".osm.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a file by the ending of its name.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="types">Geometry types the layer takes.</param>
    /// <exception cref="UnreadableFileException">The file cannot be opened.</exception>
    /// <exception cref="CommandFailedException">No reader for this ending, or not for this layer.</exception>
    public static FeatureFile Open(ImportRequest request, IReadOnlyList<OgcGeometryType> types)
    {
        var takesPoints = types.Contains(OgcGeometryType.Point);
        var ending = Path.GetExtension(request.FilePath).ToUpperInvariant();
        switch (ending)
        {
            case ".GEOJSON" or ".JSON" or ".GEOJSONL" or ".NDJSON":
                var json = new GeoJsonReader(request.FilePath);
                return new FeatureFile(json, () => json.FileCrs);
            case ".SHP" or ".ZIP":
                var shapefile = new ShapefileReader(request.FilePath, CsvRequest.EncodingOf(request));
                return new FeatureFile(shapefile, () => shapefile.FileCrs ?? new FileCrs(null, "nothing: there is no .prj file"));
            case ".CSV" or ".TXT" when takesPoints:
                var points = new FeatureCsvReader(request.FilePath, CsvRequest.OptionsOf(request));
                return new FeatureFile(points, () => points.FileCrs);
            case ".CSV" or ".TXT":
                throw new CommandFailedException(
                    $"{request.FilePath}: a CSV gives points, but {request.Layer} need {string.Join(" or ", types)}. Export them as GeoJSON or Shapefile"
                    + (request.Layer == "communities" ? "; a list of codes without outlines goes to community-codes." : "."));
            case var _ when IsOsm(request.FilePath) && OsmRowReader.Layers.Contains(request.Layer):
                return new FeatureFile(new OsmRowReader(request.FilePath, request.Layer), () => null);
            default:
                var takes = ".geojson, .shp, .zip (Shapefile)" + (takesPoints ? ", .csv (points)" : "") + (OsmRowReader.Layers.Contains(request.Layer) ? ", .osm, .osm.gz, .osm.pbf" : "");
                throw new CommandFailedException(
                    $"{request.FilePath}: {request.Layer} are not read from files ending in {(ending.Length == 0 ? "nothing" : ending.ToLowerInvariant())}; they take {takes}. Export it as one of these.");
        }
    }
}
