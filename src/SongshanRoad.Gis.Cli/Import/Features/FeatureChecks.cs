using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>The checks common to all layers of drawn features: CRS, validity, type, area, origin, id.</summary>
internal sealed class FeatureChecks(ImportRequest request, Database database, IReadOnlyList<OgcGeometryType> types)
{
    private readonly WKBWriter _wkb = new();

    /// <summary>Rows whose id was made from geometry and name.</summary>
    public long IdsMade { get; private set; }

    /// <summary>Checks one row.</summary>
    /// <returns>The checked row, or null after it went to the log.</returns>
    public CheckedFeature? Check(FeatureRow row, SourceCrs crs, ImportLog log)
    {
        var attributes = new FeatureAttributes(row.Attributes, request.Columns);
        if (attributes.Fault(row.Line) is { } fault)
        {
            log.Reject(fault, FeatureAttributes.Raw(row.Attributes));
            return null;
        }

        var (shape, problem) = CheckShape(row, crs, log);
        var (accuracyM, reality) = (request.AccuracyM ?? 0, request.Reality);
        var source = attributes.Take("source") ?? request.Source;
        var accuracy = attributes.Take("accuracyM", "accuracy_m");
        if (accuracy is not null && !(double.TryParse(accuracy, NumberStyles.Float, CultureInfo.InvariantCulture, out accuracyM) && accuracyM is > 0 and <= 100_000))
        {
            problem ??= new ImportProblem(row.Line, RejectCodes.BadValue, $"Accuracy {accuracy} is not a number of metres from 0 to 100000.", "Correct it.");
        }

        if (attributes.Take("reality") is { } word)
        {
            reality = word;
            if (word is not ("real" or "approximate" or "invented"))
            {
                problem ??= new ImportProblem(row.Line, RejectCodes.BadValue, $"Reality {word} is not one of real, approximate, invented.", "Correct it.");
            }
        }

        var name = attributes.Take("name", "NAME", "名称");
        var id = attributes.Take("id", "@id") ?? (request.Columns.ContainsKey("id") ? null : row.ExternalId);
        if (id is null && request.Columns.TryGetValue("id", out var idColumn))
        {
            problem ??= new ImportProblem(row.Line, ProblemCodes.MissingValue, $"The id column {idColumn} is empty.", "Fill it, or leave out --id-field.");
        }

        problem ??= StorableText.Check(row.Line, "The id", id, TextLimits.Id)
            ?? StorableText.Check(row.Line, "The name", name, TextLimits.Name)
            ?? StorableText.Check(row.Line, "The source", source, TextLimits.Source);
        if (problem is not null)
        {
            log.Reject(problem, FeatureAttributes.Raw(row.Attributes));
            return null;
        }

        RequireOrigin(source, accuracyM);
        return new CheckedFeature(row.Line, id ?? MakeId(shape!, name), name, shape!, source!, accuracyM, reality, attributes);
    }

    private (Geometry? Shape, ImportProblem? Problem) CheckShape(FeatureRow row, SourceCrs crs, ImportLog log)
    {
        (Geometry?, ImportProblem?) Refuse(string code, string sentence, string cure) => (null, new ImportProblem(row.Line, code, sentence, cure));

        if (row.GeometryInSourceCrs is null or { IsEmpty: true })
        {
            return Refuse(ProblemCodes.MissingValue, "The row has no geometry.", "Draw it, or delete the row.");
        }

        if (!crs.TryToWgs84(row.GeometryInSourceCrs, out var shape, out var refusal))
        {
            return Refuse(ProblemCodes.OutOfRange, refusal!, $"Declare the file's CRS with --crs ({SourceCrs.Allowed}), or correct the coordinates.");
        }

        shape!.SRID = 4326;
        if (!types.Contains(shape.OgcGeometryType))
        {
            return Refuse(RejectCodes.WrongGeometryType,
                $"{shape.GeometryType} does not fit {request.Layer}; allowed: {string.Join(", ", types)}.", "Choose the layer that fits, or the rows that fit with --where COLUMN=VALUE.");
        }

        if (!database.AreaWgs84.Contains(shape.EnvelopeInternal))
        {
            return Refuse(RejectCodes.OutsideDeployment, OutsideArea(shape.EnvelopeInternal.Centre.X, shape.EnvelopeInternal.Centre.Y, database.AreaWgs84),
                "Check --crs and the order of the axes; what truly lies elsewhere belongs to another deployment.");
        }

        if (!shape.IsValid)
        {
            var mended = GeometryRepair.Mend(shape, database.Projection, out var sentence);
            if (mended is null || !types.Contains(mended.OgcGeometryType))
            {
                return Refuse(RejectCodes.Irreparable, sentence, "Redraw it.");
            }

            log.Repair(row.Line, sentence);
            shape = mended;
        }

        return (shape, null);
    }

    /// <summary>Says that a position lies outside the deployment, with the likely cause.</summary>
    public static string OutsideArea(double lonDeg, double latDeg, Envelope areaWgs84)
    {
        var hint = areaWgs84.Contains(latDeg, lonDeg) ? "; latitude and longitude look swapped" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{lonDeg:F6} E, {latDeg:F6} N is outside the deployment ({areaWgs84.MinX}-{areaWgs84.MaxX} E, {areaWgs84.MinY}-{areaWgs84.MaxY} N){hint}.");
    }

    private void RequireOrigin(string? source, double accuracyM)
    {
        if (source is null || accuracyM <= 0)
        {
            string[] missing = [.. source is null ? (string[])["where it comes from (--source TEXT)"] : [], .. accuracyM <= 0 ? (string[])["how accurate it is (--accuracy-m METRES)"] : []];
            throw new CommandFailedException(
                $"{request.FilePath} does not say {string.Join(" nor ", missing)}; add that, and --reality approximate or invented if it is not real. Nothing was imported.",
                ExitCodes.Usage);
        }
    }

    private string MakeId(Geometry shape, string? name)
    {
        IdsMade++;
        var hash = SHA256.HashData([.. _wkb.Write(shape), .. Encoding.UTF8.GetBytes(name ?? "")]);
        return "sha-" + Convert.ToHexStringLower(hash)[..24];
    }
}
