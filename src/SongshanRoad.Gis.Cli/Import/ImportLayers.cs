using SongshanRoad.Gis.Cli.Import.Basemap;
using SongshanRoad.Gis.Cli.Import.Features;
using SongshanRoad.Gis.Cli.Import.Incidents;
using SongshanRoad.Gis.Cli.Import.Live;
using SongshanRoad.Gis.Cli.Import.Places;
using SongshanRoad.Gis.Cli.Import.Places.Codes;
using SongshanRoad.Gis.Cli.Import.Streets;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Storage.Basemap.Import;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Import;
using SongshanRoad.Gis.Storage.Incidents.Import;
using SongshanRoad.Gis.Storage.Incidents.Import.Categories;
using SongshanRoad.Gis.Storage.Live;
using SongshanRoad.Gis.Storage.Live.Import;
using SongshanRoad.Gis.Storage.Live.Import.Tracks;
using SongshanRoad.Gis.Storage.Places.Import;
using SongshanRoad.Gis.Storage.Places.Import.Codes;
using SongshanRoad.Gis.Storage.Places.Import.Districts;
using SongshanRoad.Gis.Storage.Streets.Import;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Every layer that can be imported, and its way from file to table.</summary>
internal static class ImportLayers
{
    // OpenStreetMap files say neither; 10 m is what imagery-traced streets reach in Chinese cities.
    private const string OsmSource = "© OpenStreetMap contributors, ODbL 1.0";
    private const double OsmAccuracyM = 10;

    /// <summary>Names of all layers.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. PlaceRows.KindByLayer.Keys, "community-codes", "streets", .. BasemapRows.KindByLayer.Keys, "categories", "incidents", "units", "tracks"];

    /// <summary>Imports one file.</summary>
    public static async Task<int> RunAsync(CommandHost host, ImportRequest request, Database database, CancellationToken cancellation)
    {
        if (FeatureFile.IsOsm(request.FilePath))
        {
            request = request with { Source = request.Source ?? OsmSource, AccuracyM = request.AccuracyM ?? OsmAccuracyM };
        }

        var datum = new DatumGuard(request, await StoredFrame.ReadAsync(database, cancellation));
        if (PlaceRows.KindByLayer.TryGetValue(request.Layer, out var placeKind))
        {
            using var places = new FeatureSource<StagedPlace>(request, FeatureFile.Open(request, PlaceRows.TypesOf(placeKind)),
                new FeatureChecks(request, database, PlaceRows.TypesOf(placeKind)), datum, feature => PlaceRows.Of(feature, placeKind, request.ValidFrom));
            return await ImportRun.RunAsync(host, request, database,
                transaction => request.Layer == "district" ? new DistrictImport(transaction, request.Replace) : new PlaceImport(transaction), places, cancellation);
        }

        if (BasemapRows.KindByLayer.TryGetValue(request.Layer, out var basemapKind))
        {
            using var features = new FeatureSource<StagedBasemapFeature>(request, FeatureFile.Open(request, BasemapRows.TypesOf(basemapKind)),
                new FeatureChecks(request, database, BasemapRows.TypesOf(basemapKind)), datum, feature => BasemapRows.Of(feature, basemapKind));
            return await ImportRun.RunAsync(host, request, database, transaction => new BasemapImport(transaction), features, cancellation);
        }

        switch (request.Layer)
        {
            case "categories":
                using (var list = new CategorySource(request))
                {
                    return await ImportRun.RunAsync(host, request, database, transaction => new CategoryImport(transaction), list, cancellation);
                }

            case "community-codes":
                using (var codes = await OpenCodesAsync(request, database, cancellation))
                {
                    return await ImportRun.RunAsync(host, request, database, transaction => new CommunityCodeImport(transaction), codes, cancellation);
                }

            case "units":
                using (var units = new UnitSource(request, await CommunityCodes.ReadAsync(database, cancellation)))
                {
                    return await ImportRun.RunAsync(host, request, database, transaction => new UnitImport(transaction), units, cancellation);
                }

            case "tracks":
                using (var track = new TrackSource(request, await FindUnitAsync(request, database, cancellation), database, datum, host.Time.GetUtcNow()))
                {
                    return await ImportRun.RunAsync(host, request, database, transaction => new TrackImport(transaction), track, cancellation);
                }

            case "incidents":
                return await ImportIncidentsAsync(host, request, database, datum, cancellation);
        }

        using var segments = new FeatureSource<StagedSegment>(request, FeatureFile.Open(request, SegmentRows.Types),
            new FeatureChecks(request, database, SegmentRows.Types), datum, SegmentRows.Of);
        return await ImportRun.RunAsync(host, request, database, transaction => new SegmentImport(transaction), segments, cancellation);
    }

    private static async Task<int> ImportIncidentsAsync(
        CommandHost host, ImportRequest request, Database database, DatumGuard datum, CancellationToken cancellation)
    {
        var categories = await CategoryNames.ReadAsync(database, cancellation);
        if (categories.Known.Length == 0)
        {
            throw new CommandFailedException("The database has no incident categories yet; first: songshan import categories geodata/incident-categories.csv");
        }

        if (request.Category is { } named && categories.FindCode(named) is null)
        {
            throw new CommandFailedException($"--category {named} is not known; known: {categories.Known}.", ExitCodes.Usage);
        }

        using var incidents = new IncidentSource(
            request, new IncidentCsvReader(request.FilePath, CsvRequest.OptionsOf(request)), database, categories, datum, host.Time.GetUtcNow());
        return await ImportRun.RunAsync(host, request, database, transaction => new IncidentImport(transaction), incidents, cancellation);
    }

    private static async Task<CommunityCodeSource> OpenCodesAsync(ImportRequest request, Database database, CancellationToken cancellation)
    {
        var communities = await StoredCommunity.ListAsync(database, cancellation);
        return communities.Count > 0
            ? new CommunityCodeSource(request, communities)
            : throw new CommandFailedException("The database has no communities yet to attach codes to; first: songshan import communities FILE");
    }

    private static async Task<string> FindUnitAsync(ImportRequest request, Database database, CancellationToken cancellation)
    {
        var units = await new UnitStore(database).ListAsync(cancellation);
        var known = string.Join(", ", units.Select(listed => listed.Unit.Code));
        return request.UnitCode is { } code && units.Any(listed => listed.Unit.Code == code)
            ? code
            : throw new CommandFailedException(
                $"Tracks need --unit CODE, the unit that walked them; {(request.UnitCode is null ? "none was given" : $"{request.UnitCode} is not known")}"
                + $" (known: {(known.Length == 0 ? "none yet, see songshan import units" : known)}).", ExitCodes.Usage);
    }
}
