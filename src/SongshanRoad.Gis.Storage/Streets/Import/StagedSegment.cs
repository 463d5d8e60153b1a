using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Storage.Streets.Import;

/// <summary>A checked street segment on its way into the database.</summary>
/// <param name="Line">Where it stood in the file.</param>
/// <param name="ExternalId">Id that stays the same from file to file.</param>
/// <param name="FeatureId">Id of the street of the file that it is a part of; equal to <paramref name="ExternalId"/> when it is the whole.</param>
/// <param name="Name">Name, or null when it has none.</param>
/// <param name="StreetClass">Class in OSM's words, e.g. <c>residential</c>.</param>
/// <param name="Oneway">1 = along the line only, -1 = against it only, 0 = both ways.</param>
/// <param name="Foot">Whether one may walk there.</param>
/// <param name="Car">Whether a patrol car may drive there.</param>
/// <param name="CentreLineWgs84">Valid line in WGS-84 degrees (SRID 4326).</param>
/// <param name="Source">Where the drawing comes from.</param>
/// <param name="AccuracyM">Accuracy of the drawing in metres.</param>
/// <param name="Reality"><c>real</c>, <c>approximate</c> or <c>invented</c>.</param>
/// <param name="AttributesJson">Further attributes, a JSON object.</param>
public sealed record StagedSegment(
    long Line,
    string ExternalId,
    string FeatureId,
    string? Name,
    string StreetClass,
    int Oneway,
    bool Foot,
    bool Car,
    LineString CentreLineWgs84,
    string Source,
    double AccuracyM,
    string Reality,
    string AttributesJson);
