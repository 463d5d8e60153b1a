using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Places;
using SongshanRoad.Gis.Storage.Streets;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary>Makes up incidents on the streets of the stored district.</summary>
internal static class DemoIncidents
{
    /// <summary>The months the demo looks back.</summary>
    public const int Months = 18;

    /// <summary>Writes incidents as CSV.</summary>
    /// <param name="database">The district.</param>
    /// <param name="categoriesPath">The category list with its profiles.</param>
    /// <param name="seed">Same seed, district, list and end: same incidents.</param>
    /// <param name="end">No incident lies after it.</param>
    /// <param name="output">Where the rows go.</param>
    /// <param name="cancellation">Stops reading the district.</param>
    /// <returns>How many incidents.</returns>
    /// <exception cref="CommandFailedException">The district has no streets, or the list cannot be used.</exception>
    public static async Task<int> WriteAsync(
        Database database, string categoriesPath, int seed, DateTimeOffset end, TextWriter output, CancellationToken cancellation)
    {
        var district = await ReadDistrictAsync(database, cancellation);
        if (district.Streets.Count + district.Alleys.Count == 0)
        {
            throw new CommandFailedException("the database holds no street or alley to put incidents on; import a district first.");
        }

        IReadOnlyList<IncidentCategory> categories;
        try
        {
            categories = IncidentCategoryTable.Parse(await File.ReadAllTextAsync(categoriesPath, cancellation));
        }
        catch (FormatException unusable)
        {
            throw new CommandFailedException($"{categoriesPath}: {unusable.Message}");
        }

        var options = new IncidentGeneratorOptions { Seed = seed, Start = end.AddMonths(-Months), End = end };
        var incidents = IncidentGenerator.Generate(district, categories, options, database.Projection);
        await output.WriteLineAsync(SyntheticIncident.CsvHeader);
        foreach (var incident in incidents)
        {
            await output.WriteLineAsync(incident.ToCsvLine());
        }

        return incidents.Count;
    }

    private static async Task<DemoDistrict> ReadDistrictAsync(Database database, CancellationToken cancellation)
    {
        var places = new PlaceStore(database);
        var segments = await new StreetStore(database).ListAsync(cancellation);
        var alleys = await places.ListAlleysAsync(cancellation);
        return new DemoDistrict(
            [.. segments.Select(segment => segment.CentreLineMetric)],
            [.. alleys.SelectMany(alley => Lines(alley.CentreLineMetric))],
            await places.ListPointsAsync("venue", cancellation),
            await places.ListPointsAsync("school", cancellation));
    }

    private static IEnumerable<LineString> Lines(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<LineString>();
}
