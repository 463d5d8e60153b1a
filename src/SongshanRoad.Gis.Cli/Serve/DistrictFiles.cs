using SongshanRoad.Gis.Cli.Import;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Places;

namespace SongshanRoad.Gis.Cli.Serve;

/// <summary>The files of a district directory, imported through the same door as anybody's.</summary>
internal static class DistrictFiles
{
    // The district first: the datum check of the others measures against it.
    private static readonly (string Layer, string File)[] Layers =
    [
        ("district", "district.geojson"),
        ("communities", "communities.geojson"),
        ("streets", "streets.geojson"),
        ("alleys", "alleys.geojson"),
        ("courtyards", "courtyards.geojson"),
        ("schools", "schools.geojson"),
        ("school-perimeters", "school-perimeters.geojson"),
        ("venues", "venues.geojson"),
        ("trouble-areas", "trouble-areas.geojson"),
        ("buildings", "buildings.geojson"),
        ("green", "green.geojson"),
        ("water", "water.geojson"),
        ("landmarks", "landmarks.geojson"),
        ("categories", "incident-categories.csv"),
        ("units", "units.json"),
    ];

    /// <summary>Imports every file the directory has, unless the database holds a district already.</summary>
    /// <exception cref="CommandFailedException">A file is refused.</exception>
    public static async Task LoadIfEmptyAsync(
        CommandHost host, Database database, string geodataPath, string dataPath, CancellationToken cancellation)
    {
        if ((await new PlaceStore(database).ReadDistrictAsync(cancellation)).Name is not null)
        {
            return;
        }

        // Remarks are for files somebody else drew; what is rejected stands in the summary line all the same.
        var quiet = host with { Error = TextWriter.Null, ErrorIsTerminal = false };
        await host.Output.WriteLineAsync($"loading the district from {geodataPath} ...");
        foreach (var (layer, file) in Layers)
        {
            var path = Path.Combine(geodataPath, file);
            if (File.Exists(path))
            {
                await ImportLayers.RunAsync(
                    quiet, new ImportRequest { Layer = layer, FilePath = path, RejectsPath = Path.Combine(dataPath, $"rejected-{layer}.csv") }, database, cancellation);
            }
        }
    }
}
