using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>A row that passed every check common to the layers of drawn features.</summary>
/// <param name="Line">Where it stood in the file.</param>
/// <param name="ExternalId">Its id.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="ShapeWgs84">Valid, of the layer's type, inside the deployment's area.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="AccuracyM">Its accuracy in metres.</param>
/// <param name="Reality">real, approximate or invented.</param>
/// <param name="Attributes">What is left for the layer to take.</param>
internal sealed record CheckedFeature(
    long Line,
    string ExternalId,
    string? Name,
    Geometry ShapeWgs84,
    string Source,
    double AccuracyM,
    string Reality,
    FeatureAttributes Attributes);
