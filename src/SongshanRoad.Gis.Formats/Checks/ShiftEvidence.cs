using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Formats.Checks;

/// <summary>How much better one placing of the same points suits the district than another, point by point.</summary>
/// <param name="Z">Standardised paired difference; positive when the other placing suits better than the declared one.</param>
/// <param name="IsStrong">Whether the difference is also large enough to matter, in the direction of <paramref name="Z"/>.</param>
/// <param name="Figures">The figures in words.</param>
internal sealed record ShiftEvidence(double Z, bool IsStrong, string Figures)
{
    private const int MinPoints = 20;
    private const double OnEdgeM = 20;

    /// <summary>Boundaries: their vertices lie on the district's outline under the right datum and beside it under a wrong one.</summary>
    public static ShiftEvidence? FromEdge(DistrictFrame district, PlacedSample declared, PlacedSample other)
    {
        var pairs = Pairs(declared, other, (_, _) => true);
        if (pairs.Count < MinPoints)
        {
            return null;
        }

        var onEdge = pairs.Count(pair => district.ToEdgeM(pair.Declared) <= OnEdgeM);
        var otherOnEdge = pairs.Count(pair => district.ToEdgeM(pair.Other) <= OnEdgeM);
        var (share, otherShare) = ((double)onEdge / pairs.Count, (double)otherOnEdge / pairs.Count);
        var strong = Math.Max(share, otherShare) >= 0.3 && Math.Min(share, otherShare) <= 0.1;
        return strong
            ? new ShiftEvidence((otherOnEdge - onEdge) / Math.Sqrt(otherOnEdge + onEdge), true, $"{otherShare:P0} of the points lie on the district's outline instead of {share:P0}")
            : null;
    }

    /// <summary>Points of streets, tracks and incidents lie nearer to streets under the right datum. Only points that both placings
    /// put inside the district count: outside, the streets are not known. Points that keep no closer to streets than scattered ones prove nothing.</summary>
    public static ShiftEvidence? FromStreets(DistrictFrame district, PlacedSample declared, PlacedSample other)
    {
        if (!district.HasStreets)
        {
            return null;
        }

        var pairs = Pairs(declared, other, (a, b) => district.IsInside(a) && district.IsInside(b));
        if (pairs.Count < MinPoints)
        {
            return null;
        }

        var distances = pairs.ConvertAll(pair => (district.ToStreetM(pair.Declared), district.ToStreetM(pair.Other)));
        var meanM = distances.Average(d => d.Item1);
        var otherMeanM = distances.Average(d => d.Item2);
        var gainM = meanM - otherMeanM;
        var variance = distances.Sum(d => Square(d.Item1 - d.Item2 - gainM)) / (distances.Count - 1);
        var z = variance == 0 ? 0 : gainM / Math.Sqrt(variance / distances.Count);
        var betterM = Math.Min(meanM, otherMeanM);
        // Evenly scattered points also lie a little nearer under one placing, as streets are spaced unevenly; only clinging counts.
        var clings = betterM <= 0.6 * district.ScatteredToStreetM;
        return new ShiftEvidence(z, clings && betterM <= 0.75 * Math.Max(meanM, otherMeanM),
            $"the points lie {otherMeanM:F0} m from the next street instead of {meanM:F0} m");
    }

    /// <summary>A file of this district ends at its outline under the right datum; under a wrong one a strip sticks out on one side
    /// (McNemar's comparison of the points that change sides). Says nothing on files that reach beyond the district anyway.</summary>
    public static ShiftEvidence? FromOutline(DistrictFrame district, PlacedSample declared, PlacedSample other)
    {
        var pairs = Pairs(declared, other, (_, _) => true);
        if (pairs.Count < MinPoints)
        {
            return null;
        }

        var insideBoth = pairs.ConvertAll(pair => (district.IsInside(pair.Declared), district.IsInside(pair.Other)));
        var gained = insideBoth.Count(inside => inside is (false, true));
        var lost = insideBoth.Count(inside => inside is (true, false));
        var share = insideBoth.Average(inside => inside.Item1 ? 1.0 : 0);
        var otherShare = insideBoth.Average(inside => inside.Item2 ? 1.0 : 0);
        var z = gained + lost == 0 ? 0 : (gained - lost) / Math.Sqrt(gained + lost);
        return new ShiftEvidence(z, Math.Max(share, otherShare) >= 0.95 && Math.Abs(share - otherShare) >= 0.05,
            $"{otherShare:P0} of the points lie inside the district instead of {share:P0}");
    }

    // One point per 100 m square: a thousand incidents at one market are one witness.
    private static List<(LonLat Declared, LonLat Other)> Pairs(PlacedSample declared, PlacedSample other, Func<LonLat, LonLat, bool> counts)
    {
        var seen = new HashSet<(long, long)>();
        var pairs = new List<(LonLat, LonLat)>();
        for (var i = 0; i < declared.Positions.Count; i++)
        {
            if (declared.Positions[i] is { } a && other.Positions[i] is { } b
                && seen.Add(((long)Math.Round(a.LonDeg * 1_000), (long)Math.Round(a.LatDeg * 1_000))) && counts(a, b))
            {
                pairs.Add((a, b));
            }
        }

        return pairs;
    }

    private static double Square(double value) => value * value;
}
