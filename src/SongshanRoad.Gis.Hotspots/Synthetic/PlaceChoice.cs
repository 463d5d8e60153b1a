using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>Where the background incidents of one category happen: a mixture of streets, alleys, venues and schools, on streets and
/// alleys concentrated by a Zipf law over pieces of 100 m.</summary>
internal sealed class PlaceChoice
{
    private const double VenueReachM = 60;
    private const double SchoolReachM = 150;

    private readonly double[] _kinds;
    private readonly Func<SplitMix64, int>[] _pickers;

    public PlaceChoice(
        StreetStations stations, DemoDistrict district, IncidentCategory category, double concentration, SplitMix64 shared, SplitMix64 own)
    {
        var attraction = PieceAttraction(stations.Pieces, concentration, shared, own);
        var (weights, pickers) = (new List<double>(), new List<Func<SplitMix64, int>>());
        void Offer(double weight, bool exists, Func<SplitMix64, int> picker)
        {
            if (weight > 0 && exists)
            {
                weights.Add(weights.LastOrDefault() + weight);
                pickers.Add(picker);
            }
        }

        var everywhere = Cumulative(stations.All.Select(station => attraction[station.Piece]));
        var streets = Cumulative(stations.All.Select(station => station.Alley ? 0 : attraction[station.Piece]));
        var alleys = Cumulative(stations.All.Select(station => station.Alley ? attraction[station.Piece] : 0));
        var venues = Around(stations, district.Venues, VenueReachM);
        var schools = Around(stations, district.Schools, SchoolReachM);
        var venueRanks = Cumulative(PieceAttraction(venues.Length, concentration, shared, own));
        var schoolRanks = Cumulative(PieceAttraction(schools.Length, concentration, shared, own));
        Offer(category.StreetWeight, streets[^1] > 0, random => random.Pick(streets));
        Offer(category.AlleyWeight, alleys[^1] > 0, random => random.Pick(alleys));
        Offer(category.VenueWeight, venues.Length > 0, random => OneOf(venues[random.Pick(venueRanks)], random));
        Offer(category.SchoolWeight, schools.Length > 0, random => OneOf(schools[random.Pick(schoolRanks)], random));
        if (pickers.Count == 0)
        {
            Offer(1, true, random => random.Pick(everywhere));
        }

        (_kinds, _pickers) = ([.. weights], [.. pickers]);
    }

    /// <summary>A station.</summary>
    public int Pick(SplitMix64 random) => _pickers[random.Pick(_kinds)](random);

    /// <summary>Zipf weights over a ranking that is two parts everybody's and one part the group's own.</summary>
    private static double[] PieceAttraction(int pieces, double concentration, SplitMix64 shared, SplitMix64 own)
    {
        var order = Enumerable.Range(0, pieces).ToArray();
        Array.Sort([.. order.Select(_ => (2 * shared.Uniform()) + own.Uniform())], order);
        var attraction = new double[pieces];
        for (var rank = 0; rank < pieces; rank++)
        {
            attraction[order[rank]] = Math.Pow(rank + 1, -concentration);
        }

        return attraction;
    }

    private static double[] Cumulative(IEnumerable<double> weights)
    {
        var sum = 0.0;
        return [.. weights.Select(weight => sum += weight)];
    }

    /// <summary>The stations near each place; a place without any is left out.</summary>
    private static int[][] Around(StreetStations stations, IReadOnlyList<MetricPoint> places, double withinM) =>
        [.. places.Select(place => stations.Within(place, withinM).ToArray()).Where(near => near.Length > 0)];

    private static int OneOf(int[] stations, SplitMix64 random) => stations[random.Below(stations.Length)];
}
