using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Synthetic;

public class IncidentGeneratorTests
{
    private static readonly IProjection Projection = MetricProjection.FromSrid(MetricProjection.DefaultSrid);

    private static readonly IReadOnlyList<IncidentCategory> Categories =
        IncidentCategoryTable.Parse(File.ReadAllText(Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "incident-categories.csv")));

    private static readonly IncidentGeneratorOptions Options = new()
    {
        Seed = 42,
        Start = new DateTimeOffset(2025, 4, 30, 16, 0, 0, TimeSpan.Zero),
        End = new DateTimeOffset(2026, 10, 31, 10, 17, 0, TimeSpan.Zero),
    };

    private static readonly DemoDistrict District = Sketch();

    private static readonly IReadOnlyList<SyntheticIncident> Made = Generate(Options);

    /// <summary>Incidents of one category as a forecast sees them, days from the start.</summary>
    internal static ForecastEvent[] EventsOf(string category, int expected) =>
        [.. IncidentGenerator.Generate(District, [.. Categories.Where(known => known.Code == category).Select(known => known with { ParentCode = null })],
            Options with { ExpectedIncidents = expected }, Projection)
            .Select(incident => new ForecastEvent(Projection.ToMetric(incident.Place), (incident.OccurredFrom - Options.Start).TotalDays))];

    [Fact]
    public void The_same_seed_gives_the_same_rows_and_another_seed_others()
    {
        Assert.Equal(Made, Generate(Options));
        var other = Generate(Options with { Seed = 43 });
        Assert.Empty(Made.Select(incident => (incident.OccurredFrom, incident.Place)).Intersect(other.Select(incident => (incident.OccurredFrom, incident.Place))));
    }

    [Fact]
    public void Editing_one_category_leaves_the_others_as_they_are()
    {
        var edited = Categories.Select(category => category.Code == "fire" ? category with { PatrolShare = 1, VenueWeight = 9 } : category).ToArray();
        var with = IncidentGenerator.Generate(District, edited, Options, Projection);
        IEnumerable<(DateTimeOffset, LonLat)> Others(IReadOnlyList<SyntheticIncident> made) =>
            made.Where(incident => incident.CategoryCode != "fire").Select(incident => (incident.OccurredFrom, incident.Place));
        Assert.Equal(Others(Made), Others(with));
    }

    [Fact]
    public void Eighteen_months_hold_about_the_number_asked_for_and_nothing_after_the_end()
    {
        Assert.InRange(Made.Count, 6_900, 8_100);
        Assert.All(Made, incident =>
        {
            Assert.InRange(incident.OccurredFrom, Options.Start, Options.End.AddTicks(-1));
            Assert.True(incident.OccurredTo is not { } to || (to > incident.OccurredFrom && to <= Options.End));
        });
        Assert.Equal(Made.OrderBy(incident => incident.OccurredFrom), Made);
        Assert.Equal(Made.Count, Made.Select(incident => incident.ExternalId).Distinct().Count());
    }

    [Fact]
    public void Categories_come_in_their_shares_and_groups_have_none_of_their_own()
    {
        var total = Categories.Sum(category => category.Weight);
        foreach (var category in Categories)
        {
            var expected = Options.ExpectedIncidents * category.Weight / total;
            // Five standard deviations of a Poisson count whose incidents set off others.
            Assert.Equal(expected, Made.Count(incident => incident.CategoryCode == category.Code), 5 * Math.Sqrt(expected) / (1 - category.RepeatsPerIncident));
        }
    }

    [Fact]
    public void Hours_and_weekdays_follow_the_profiles()
    {
        foreach (var group in Made.GroupBy(incident => incident.CategoryCode))
        {
            var category = Categories.Single(category => category.Code == group.Key);
            var hours = group.CountBy(incident => incident.OccurredFrom.ToOffset(Options.LocalOffset).Hour).ToDictionary();
            Assert.All(Enumerable.Range(0, 24).Where(hour => category.HourWeights[hour] == 0), hour => Assert.False(hours.ContainsKey(hour), $"{group.Key} at {hour}"));
            var chiSquare = category.HourWeights.Select((weight, hour) =>
            {
                var expected = group.Count() * weight / category.HourWeights.Sum();
                return expected == 0 ? 0 : Math.Pow(hours.GetValueOrDefault(hour) - expected, 2) / expected;
            }).Sum();
            // 99.99 % of chi-square with 23 degrees of freedom is 57.
            Assert.True(chiSquare < 57, $"{group.Key}: {chiSquare}");
        }

        var fights = Made.Where(incident => incident.CategoryCode == "fight").CountBy(incident => incident.OccurredFrom.ToOffset(Options.LocalOffset).DayOfWeek).ToDictionary();
        Assert.True(fights[DayOfWeek.Saturday] > 1.3 * fights[DayOfWeek.Tuesday]);
    }

    [Fact]
    public void Incidents_lie_within_15_m_of_a_street_and_pile_up_on_few()
    {
        var lines = District.Streets.Concat(District.Alleys).ToArray();
        var index = new NetTopologySuite.Index.Strtree.STRtree<LineString>();
        foreach (var line in lines)
        {
            index.Insert(line.EnvelopeInternal, line);
        }

        var pieces = new Dictionary<(LineString, int), int>();
        foreach (var incident in Made)
        {
            var metric = Projection.ToMetric(incident.Place);
            var point = lines[0].Factory.CreatePoint(new Coordinate(metric.EastingM, metric.NorthingM));
            var box = point.EnvelopeInternal.Copy();
            box.ExpandBy(20);
            var nearest = index.Query(box).MinBy(line => line.Distance(point))!;
            Assert.True(nearest.Distance(point) <= IncidentGenerator.MaxOffStreetM + 0.01, incident.ToString());
            var piece = (nearest, (int)(new NetTopologySuite.LinearReferencing.LengthIndexedLine(nearest).Project(point.Coordinate) / 100));
            pieces[piece] = pieces.GetValueOrDefault(piece) + 1;
        }

        // Published: 25 % of incidents on 0.4 to 1.6 % of street segments.
        var total = lines.Sum(line => Math.Ceiling(line.Length / 100));
        var top = pieces.Values.OrderDescending().Take((int)(0.016 * total)).Sum();
        Assert.InRange((double)top / Made.Count, 0.15, 0.5);
    }

    [Fact]
    public void About_an_eighth_is_found_by_patrols()
    {
        Assert.Equal(0.12, Made.Average(incident => incident.ReportedBy == "patrol" ? 1.0 : 0.0), 0.025);
        Assert.All(Made, incident => Assert.True(incident.ReportedBy is "patrol" or "call"));
        Assert.DoesNotContain(Made, incident => incident is { CategoryCode: "fraud-telecom", ReportedBy: "patrol" });
    }

    [Fact]
    public void Burglary_and_bicycle_theft_have_intervals_and_disputes_a_time()
    {
        Assert.All(Made, incident => Assert.Equal(
            incident.CategoryCode is "theft-burglary" or "theft-bicycle" or "theft-from-vehicle" or "damage", incident.OccurredTo is not null));
        var hours = Made.Where(incident => incident.CategoryCode == "theft-burglary").Average(incident => (incident.OccurredTo! - incident.OccurredFrom).Value.TotalHours);
        Assert.Equal(7, hours, 0.5);
    }

    [Fact]
    public void Only_recent_incidents_are_still_open()
    {
        Assert.All(Made.Where(incident => incident.Progress == "open"), incident => Assert.True(Options.End - incident.OccurredFrom < TimeSpan.FromDays(2)));
        Assert.True(Made.Average(incident => incident.Progress == "closed" ? 1.0 : 0.0) > 0.95);
    }

    [Fact]
    public void Near_repeats_are_more_than_chance_and_gone_when_times_are_shuffled()
    {
        var thefts = Made.Where(incident => incident.CategoryCode.StartsWith("theft-", StringComparison.Ordinal)).ToArray();
        var places = thefts.Select(incident => Projection.ToMetric(incident.Place)).ToArray();
        var days = thefts.Select(incident => (incident.OccurredFrom - Options.Start).TotalDays).ToArray();
        Assert.True(NearRepeatRatio(places, days) > 1.15, $"{NearRepeatRatio(places, days)}");

        var random = new Random(1);
        var shuffled = Enumerable.Range(0, 20).Select(_ =>
        {
            random.Shuffle(days);
            return NearRepeatRatio(places, days);
        }).ToArray();
        Assert.Equal(1, shuffled.Average(), 0.02);
        Assert.True(shuffled.Max() < 1.1, $"{shuffled.Max()}");
    }

    [Fact]
    public void Without_repeats_there_is_no_near_repeat_effect()
    {
        var calm = Categories.Select(category => category with { RepeatsPerIncident = 0 }).ToArray();
        var thefts = IncidentGenerator.Generate(District, calm, Options, Projection).Where(incident => incident.CategoryCode == "theft-bicycle").ToArray();
        var ratio = NearRepeatRatio([.. thefts.Select(incident => Projection.ToMetric(incident.Place))], [.. thefts.Select(incident => (incident.OccurredFrom - Options.Start).TotalDays)]);
        Assert.Equal(1, ratio, 0.1);
    }

    [Fact]
    public void A_row_is_written_as_the_import_reads_it()
    {
        Assert.Equal(SyntheticIncident.CsvHeader.Split(',').Length, Made[0].ToCsvLine().Split(',').Length);
        var incident = new SyntheticIncident("DEMO-1-000001", Options.Start, null, "fire", "call", "closed", LonLat.FromDegrees(113.62, 34.7));
        Assert.Equal("DEMO-1-000001,2025-04-30T16:00:00Z,,fire,call,closed,113.6200000,34.7000000,true", incident.ToCsvLine());
    }

    [Fact]
    public void Streets_alone_are_enough_and_no_street_is_refused()
    {
        Assert.NotEmpty(IncidentGenerator.Generate(District with { Alleys = [], Venues = [], Schools = [] }, Categories, Options, Projection));
        Assert.Throws<ArgumentException>(() => IncidentGenerator.Generate(new DemoDistrict([], [], [], []), Categories, Options, Projection));
        Assert.Throws<ArgumentException>(() => Generate(Options with { End = Options.Start }));
        Assert.Throws<ArgumentException>(() => Generate(Options with { ExpectedIncidents = 0 }));
        Assert.Throws<ArgumentException>(() => IncidentGenerator.Generate(District, [], Options, Projection));
    }

    private static IReadOnlyList<SyntheticIncident> Generate(IncidentGeneratorOptions options) =>
        IncidentGenerator.Generate(District, Categories, options, Projection);

    /// <summary>Knox: pairs within 200 m and 14 days over their exact mean when times are shuffled.</summary>
    private static double NearRepeatRatio(MetricPoint[] places, double[] days)
    {
        var (inSpace, inTime, inBoth) = (0L, 0L, 0L);
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var near = places[i].DistanceM(places[j]) < 200;
                var soon = Math.Abs(days[i] - days[j]) < 14;
                inSpace += near ? 1 : 0;
                inTime += soon ? 1 : 0;
                inBoth += near && soon ? 1 : 0;
            }
        }

        return inBoth / ((double)inSpace * inTime / (places.Length * (places.Length - 1L) / 2));
    }

    /// <summary>Streets every 400 m, bent alleys between them, venues and schools.</summary>
    private static DemoDistrict Sketch()
    {
        var factory = new GeometryFactory(new PrecisionModel(), MetricProjection.DefaultSrid);
        LineString Line(params (double East, double North)[] points) =>
            factory.CreateLineString([.. points.Select(point => new Coordinate(464_000 + point.East, 3_839_000 + point.North))]);
        MetricPoint At(double east, double north) => new(464_000 + east, 3_839_000 + north);
        var streets = Enumerable.Range(0, 7).Select(i => Line((i * 400, 0), (i * 400, 3200)))
            .Concat(Enumerable.Range(0, 9).Select(i => Line((0, i * 400), (2400, i * 400))));
        var alleys = from column in Enumerable.Range(0, 6)
                     from row in Enumerable.Range(0, 8)
                     from lane in Enumerable.Range(1, 4)
                     select Line(((column * 400) + (lane * 80), row * 400), ((column * 400) + (lane * 80) + 15, (row * 400) + 180), ((column * 400) + (lane * 80), (row + 1) * 400));
        var venues = Enumerable.Range(0, 40).Select(i => At(30 + (i * 59 % 2370), 30 + (i * 347 % 3100)));
        var schools = Enumerable.Range(0, 6).Select(i => At(200 + (i * 400), 300 + (i * 450)));
        return new DemoDistrict([.. streets], [.. alleys], [.. venues], [.. schools]);
    }
}
