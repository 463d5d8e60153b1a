using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;
using SongshanRoad.Gis.Spatial.Measures;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>Mends geometries that are not valid, and says what that did to area and length.</summary>
internal static class GeometryRepair
{
    /// <summary>Mends a geometry.</summary>
    /// <param name="invalidWgs84">A geometry in WGS-84 degrees.</param>
    /// <param name="metric">Measures the change.</param>
    /// <param name="sentence">What was wrong and what changed.</param>
    /// <returns>The valid geometry, or null when nothing of the same dimension is left.</returns>
    public static Geometry? Mend(Geometry invalidWgs84, IProjection metric, out string sentence)
    {
        var fault = new IsValidOp(invalidWgs84).ValidationError;
        var where = fault?.Coordinate is { } at ? string.Create(CultureInfo.InvariantCulture, $" at {at.X:F6}, {at.Y:F6}") : "";
        var what = $"{fault?.Message ?? "Invalid geometry"}{where}";
        var mended = GeometryFixer.Fix(invalidWgs84);
        mended.SRID = invalidWgs84.SRID;
        if (mended.IsEmpty || mended.Dimension != invalidWgs84.Dimension || !mended.IsValid)
        {
            sentence = what + ", and nothing is left after mending it.";
            return null;
        }

        var before = metric.ToMetric(invalidWgs84);
        var after = metric.ToMetric(mended);
        sentence = mended.Dimension == Dimension.Surface
            ? string.Create(CultureInfo.InvariantCulture,
                $"{what}; mended, area {MetricMeasure.AreaM2(before):F1} -> {MetricMeasure.AreaM2(after):F1} m2, boundary {MetricMeasure.LengthM(before):F1} -> {MetricMeasure.LengthM(after):F1} m.")
            : string.Create(CultureInfo.InvariantCulture,
                $"{what}; mended, length {MetricMeasure.LengthM(before):F1} -> {MetricMeasure.LengthM(after):F1} m.");
        return mended;
    }
}
