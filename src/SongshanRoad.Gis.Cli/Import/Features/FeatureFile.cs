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
    /// <exception cref="UnreadableFileException">The file cannot be opened.</exception>
    /// <exception cref="CommandFailedException">No reader for this ending.</exception>
    public static FeatureFile Open(ImportRequest request)
    {
        var ending = Path.GetExtension(request.FilePath).ToUpperInvariant();
        switch (ending)
        {
            case ".GEOJSON" or ".JSON" or ".GEOJSONL" or ".NDJSON":
                var json = new GeoJsonReader(request.FilePath);
                return new FeatureFile(json, () => json.FileCrs);
            case ".SHP" or ".ZIP":
                var shapefile = new ShapefileReader(request.FilePath, CsvRequest.EncodingOf(request));
                return new FeatureFile(shapefile, () => shapefile.FileCrs ?? new FileCrs(null, "nothing: there is no .prj file"));
            case ".CSV" or ".TXT":
                var points = new FeatureCsvReader(request.FilePath, CsvRequest.OptionsOf(request));
                return new FeatureFile(points, () => null);
            case var _ when IsOsm(request.FilePath):
                return new FeatureFile(new OsmRowReader(request.FilePath, request.Layer), () => null);
            default:
                throw new CommandFailedException(
                    $"{request.FilePath}: no reader for files ending in {ending}; {request.Layer} take .geojson, .shp, .zip (Shapefile), .csv (points), and for streets, buildings and schools .osm and .osm.pbf.");
        }
    }
}
