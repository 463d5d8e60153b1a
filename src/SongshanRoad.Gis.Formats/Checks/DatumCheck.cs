using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Formats.Checks;

/// <summary>Asks of an input file whether its coordinates are what they are declared to be: the wrong datum (GCJ-02 lies 570 m beside
/// WGS-84 in Zhengzhou, BD-09 1,270 m), swapped axes, a zone prefix too many or too few.</summary>
/// <remarks>Gross mix-ups show in how many points lie within 2 km of the district. A shift between datums shows, in this order, in
/// vertices lying on the district's outline, in distances to known streets, and in a strip of points sticking out of the outline. Each
/// comparison is paired (the same points placed both ways) and thinned to one point per 100 m; a verdict needs z of 4 or more and a
/// large effect, so that correct data partly outside the district raises no alarm.</remarks>
public static class DatumCheck
{
    /// <summary>As many points as the check looks at; a longer sample is thinned evenly.</summary>
    public const int MaxPoints = 2_000;

    private const double NeededZ = 4;

    /// <summary>Checks degrees declared as WGS-84.</summary>
    /// <param name="sample">Positions as in the file.</param>
    /// <param name="districtWgs84">The district's outline.</param>
    /// <param name="streetsWgs84">Known street lines; null when there are none yet.</param>
    public static DatumVerdict Examine(IReadOnlyList<LonLat> sample, Geometry districtWgs84, Geometry? streetsWgs84) =>
        Examine([.. sample.Select(position => new Coordinate(position.LonDeg, position.LatDeg))], SourceCrs.Wgs84, districtWgs84, streetsWgs84);

    /// <summary>Checks coordinates of any declaration.</summary>
    /// <param name="sampleInFile">Pairs as in the file, x before y, before any conversion.</param>
    /// <param name="declared">What they are declared to be.</param>
    /// <param name="districtWgs84">The district's outline.</param>
    /// <param name="streetsWgs84">Known street lines; null when there are none yet.</param>
    public static DatumVerdict Examine(IReadOnlyList<Coordinate> sampleInFile, SourceCrs declared, Geometry districtWgs84, Geometry? streetsWgs84)
    {
        if (sampleInFile.Count == 0)
        {
            return new DatumVerdict(DatumFinding.CannotTell, null, false, 0, "There are no points to check.");
        }

        var step = Math.Max(1, (int)Math.Ceiling(sampleInFile.Count / (double)MaxPoints));
        var sample = sampleInFile.Where((_, i) => i % step == 0).ToList();
        var district = new DistrictFrame(districtWgs84, streetsWgs84);
        var placed = PlacedSample.Place(sample, declared, swapped: false, district);
        return placed.ShareNear >= 0.2 ? ExamineShift(sample, placed, district) : ExamineGross(sample, placed, district);
    }

    private static DatumVerdict ExamineGross(List<Coordinate> sample, PlacedSample declared, DistrictFrame district)
    {
        // Swapping the declared columns comes first: it is the smallest change that explains the file.
        var best = Candidates(declared.Crs, district)
            .SelectMany(crs => (PlacedSample[])[PlacedSample.Place(sample, crs, true, district), PlacedSample.Place(sample, crs, false, district)])
            .MaxBy(placed => placed.ShareNear)!;
        if (declared.Crs.Metric is not null && best is { Crs.Metric: null, Swapped: false, ShareNear: >= 0.5 })
        {
            return NameDegrees(sample, declared, best, district);
        }

        return best.ShareNear >= 0.5 && best.ShareNear > declared.ShareNear + 0.3
            ? new DatumVerdict(DatumFinding.AnotherFits, best.Crs.Name, best.Swapped, best.ShareNear - declared.ShareNear,
                Text($"These points fit {best.Crs.Name}{(best.Swapped ? " with the two coordinate columns exchanged" : "")}, not {declared.Crs.Name}: {best.ShareNear:P0} instead of {declared.ShareNear:P0} of {sample.Count} points lie in or near the district. {Cure(best)}"))
            : new DatumVerdict(DatumFinding.Elsewhere, null, false, 1 - best.ShareNear,
                Text($"Only {declared.ShareNear:P0} of {sample.Count} points lie in or within 2 km of the district, and no other declaration fits: is it a file of another place?"));
    }

    // Degrees declared as metres: near the district they lie in every datum, so which one is a question of its own.
    private static DatumVerdict NameDegrees(List<Coordinate> sample, PlacedSample declared, PlacedSample degrees, DistrictFrame district)
    {
        var shift = ExamineShift(sample, degrees, district);
        var cure = shift.Finding == DatumFinding.CannotTell
            ? $"Declare with --crs whichever of {string.Join(", ", Datums().Select(crs => crs.Name))} its maker says; the points do not tell them apart."
            : $"Declare --crs {shift.Declaration}.";
        return new DatumVerdict(DatumFinding.AnotherFits, shift.Declaration ?? degrees.Crs.Name, false, degrees.ShareNear - declared.ShareNear,
            Text($"It looks like degrees, not metres of {declared.Crs.Name}: {degrees.ShareNear:P0} instead of {declared.ShareNear:P0} of {sample.Count} points lie in or near the district. {cure}"));
    }

    private static DatumVerdict ExamineShift(List<Coordinate> sample, PlacedSample declared, DistrictFrame district)
    {
        if (declared.Crs.Metric is not null)
        {
            return new DatumVerdict(DatumFinding.Fits, declared.Crs.Name, false, declared.ShareNear,
                Text($"{declared.ShareNear:P0} of {sample.Count} points lie in or near the district as {declared.Crs.Name}."));
        }

        var others = Datums().Where(crs => crs.Name != Degrees(declared.Crs).Name).Select(crs => PlacedSample.Place(sample, crs, false, district)).ToList();
        foreach (var weigh in (Func<DistrictFrame, PlacedSample, PlacedSample, ShiftEvidence?>[])[ShiftEvidence.FromEdge, ShiftEvidence.FromStreets, ShiftEvidence.FromOutline])
        {
            var weighed = others.Select(other => (Other: other, Evidence: weigh(district, declared, other)))
                .Where(pair => pair.Evidence is not null).OrderByDescending(pair => pair.Evidence!.Z).ToList();
            if (weighed.Count == 0)
            {
                continue;
            }

            var (other, evidence) = weighed[0];
            if (evidence!.Z >= NeededZ && evidence.IsStrong)
            {
                return new DatumVerdict(DatumFinding.AnotherFits, other.Crs.Name, false, Confidence(evidence.Z),
                    Text($"These points fit {other.Crs.Name}, not {declared.Crs.Name}: {evidence.Figures}. {Cure(other)}"));
            }

            if (weighed.Count == others.Count && weighed.TrueForAll(pair => pair.Evidence is { Z: <= -NeededZ, IsStrong: true }))
            {
                return new DatumVerdict(DatumFinding.Fits, declared.Crs.Name, false, Confidence(-evidence.Z),
                    Text($"The points fit {declared.Crs.Name}: as {other.Crs.Name}, {evidence.Figures}."));
            }
        }

        return new DatumVerdict(DatumFinding.CannotTell, null, false, 0,
            Text($"{declared.ShareNear:P0} of {sample.Count} points lie in or near the district; they do not tell WGS84, GCJ02 and BD09 apart."));
    }

    private static IEnumerable<SourceCrs> Candidates(SourceCrs declared, DistrictFrame district)
    {
        int[] metric = [4534 + district.Zone - 25, 4513 + district.Zone - 25, district.UtmSrid, 3857];
        return [declared, .. Datums(), .. metric.Select(srid => SourceCrs.FromSrid(srid)).OfType<SourceCrs>()];
    }

    private static SourceCrs[] Datums() => [SourceCrs.Wgs84, SourceCrs.Gcj02, SourceCrs.Bd09];

    // CGCS2000 degrees are WGS-84 degrees here.
    private static SourceCrs Degrees(SourceCrs crs) => crs.Name == "EPSG:4490" ? SourceCrs.Wgs84 : crs;

    private static string Cure(PlacedSample placed) => placed.Swapped
        ? $"Exchange the columns{(placed.Crs.Metric is null ? " (longitude first)" : " (easting first)")} and declare --crs {placed.Crs.Name}."
        : $"Declare --crs {placed.Crs.Name}.";

    // One-sided normal tail bounded by exp(-z²/2)/2, halved over two alternatives; capped, for points are never quite independent.
    private static double Confidence(double z) => Math.Min(0.999, 1 - Math.Exp(-z * z / 2));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
