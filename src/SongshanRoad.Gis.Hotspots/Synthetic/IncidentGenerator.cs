using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>
/// Makes up plausible incidents for a demo district by a self-exciting process: a background that clings to few street pieces,
/// venues and schools, to hours and weekdays; and near repeats that each incident sets off close by within days (a Hawkes process
/// with truncated kernels, drawn by its branching structure; Hawkes and Oakes 1974, Mohler et al. 2011).
/// </summary>
/// <remarks>Each category draws from its own stream of numbers, so editing one leaves the others as they are.</remarks>
public static class IncidentGenerator
{
    /// <summary>Farthest an incident lies from the centre line of its street, metres.</summary>
    public const double MaxOffStreetM = 15;

    /// <summary>Makes incidents.</summary>
    /// <param name="district">Streets, alleys, venues and schools in metres.</param>
    /// <param name="categories">The category list, e.g. from <see cref="IncidentCategoryTable.Parse"/>.</param>
    /// <param name="options">Seed, times and amounts.</param>
    /// <param name="projection">The projection the district is in.</param>
    /// <returns>The incidents, oldest first.</returns>
    /// <exception cref="ArgumentException">No street or alley, no category with a weight, an end that is not after the start, or an
    /// option out of its range.</exception>
    public static IReadOnlyList<SyntheticIncident> Generate(
        DemoDistrict district, IReadOnlyList<IncidentCategory> categories, IncidentGeneratorOptions options, IProjection projection)
    {
        ArgumentNullException.ThrowIfNull(district);
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(projection);
        var weights = categories.Sum(category => category.Weight);
        Check(options, weights);

        var stations = new StreetStations(district.Streets, district.Alleys);
        if (stations.All.Count == 0)
        {
            throw new ArgumentException("The district has no street and no alley to put incidents on.", nameof(district));
        }

        var drawn = new List<Draft>();
        foreach (var category in categories.Where(category => category.Weight > 0))
        {
            var random = new SplitMix64(Seed(options.Seed, category.Code));
            // The ranking of street pieces is the group's, so that kinds of theft share their hot corners.
            var places = new PlaceChoice(stations, district, category, options.Concentration,
                new SplitMix64(Seed(options.Seed, "everywhere")), new SplitMix64(Seed(options.Seed, category.ParentCode ?? category.Code)));
            var times = new TimeChoice(category, options);
            var background = options.ExpectedIncidents * (category.Weight / weights) * (1 - category.RepeatsPerIncident);
            Draw(drawn, category, stations, places, times, random, random.Poisson(background), options);
        }

        drawn.Sort();
        return [.. drawn.Select((draft, i) => new SyntheticIncident(
            $"DEMO-{options.Seed}-{i + 1:D6}", draft.From, draft.To, draft.Category, draft.ReportedBy, draft.Progress, projection.ToLonLat(draft.Place)))];
    }

    private static void Draw(
        List<Draft> drawn, IncidentCategory category, StreetStations stations, PlaceChoice places, TimeChoice times,
        SplitMix64 random, int background, IncidentGeneratorOptions options)
    {
        var parents = new Queue<(int Station, DateTimeOffset At)>();
        for (var i = 0; i < background; i++)
        {
            parents.Enqueue((places.Pick(random), times.Background(random)));
        }

        while (parents.TryDequeue(out var parent))
        {
            drawn.Add(Describe(category, stations.All[parent.Station], parent.At, random, options));
            for (var repeats = random.Poisson(category.RepeatsPerIncident); repeats > 0; repeats--)
            {
                var withinM = Math.Min(options.RepeatWithinM, Math.Abs(random.Normal()) * options.RepeatWithinM / 3);
                var near = stations.Within(stations.All[parent.Station].At, withinM).ToArray();
                var station = near[random.Below(near.Length)];
                if (times.RepeatOf(parent.At, random) is { } at)
                {
                    parents.Enqueue((station, at));
                }
            }
        }
    }

    private static Draft Describe(
        IncidentCategory category, StreetStations.Station station, DateTimeOffset at, SplitMix64 random, IncidentGeneratorOptions options)
    {
        var offM = random.Uniform(-MaxOffStreetM, MaxOffStreetM);
        var place = new MetricPoint(station.At.EastingM - (offM * station.Bearing.North), station.At.NorthingM + (offM * station.Bearing.East));
        DateTimeOffset? until = null;
        if (category.IntervalHours > 0)
        {
            var to = at.AddMinutes(Math.Ceiling(60 * category.IntervalHours * random.Uniform(0.25, 1.75)));
            until = to < options.End ? to : options.End;
        }

        // Patrols are out in the evening and at night, so more of what they find happens then.
        var byNight = at.ToOffset(options.LocalOffset).Hour is >= 20 or < 4;
        var found = random.Uniform() < category.PatrolShare * (byNight ? 1.5 : 0.7);
        var age = options.End - at;
        var settled = random.Uniform();
        var progress = age < TimeSpan.FromDays(2) ? (settled < 0.4 ? "open" : settled < 0.8 ? "inHand" : "closed")
            : settled < (age < TimeSpan.FromDays(14) ? 0.25 : 0.02) ? "inHand" : "closed";
        return new Draft(at, until, category.Code, found ? "patrol" : "call", progress, place);
    }

    private static void Check(IncidentGeneratorOptions options, double weights)
    {
        if (options.End <= options.Start)
        {
            throw new ArgumentException($"The end {options.End:O} must be after the start {options.Start:O}.", nameof(options));
        }

        if (options.ExpectedIncidents is < 1 or > 10_000_000)
        {
            throw new ArgumentException($"{options.ExpectedIncidents} expected incidents; 1 to 10,000,000 can be made.", nameof(options));
        }

        if (options.RepeatWithin <= TimeSpan.Zero || !(options.RepeatWithinM >= 0) || !(options.Concentration >= 0))
        {
            throw new ArgumentException(
                $"RepeatWithin {options.RepeatWithin}, RepeatWithinM {options.RepeatWithinM} and Concentration {options.Concentration} must not be negative, the first above 0.", nameof(options));
        }

        if (!(weights > 0))
        {
            throw new ArgumentException("No category of the list has a weight above 0.", nameof(weights));
        }
    }

    /// <summary>FNV-1a of the code, on top of the seed.</summary>
    private static ulong Seed(int seed, string stream)
    {
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var character in stream)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return hash;
    }

    private sealed record Draft(DateTimeOffset From, DateTimeOffset? To, string Category, string ReportedBy, string Progress, MetricPoint Place)
        : IComparable<Draft>
    {
        public int CompareTo(Draft? other) => other is null ? 1
            : (From, string.CompareOrdinal(Category, other.Category), Place.EastingM, Place.NorthingM)
                .CompareTo((other.From, 0, other.Place.EastingM, other.Place.NorthingM));
    }
}
