using CsCheck;
using SongshanRoad.Gis.Hotspots.SpaceTime;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.SpaceTime;

public class EmergingRulesTests
{
    private static readonly Gen<sbyte[]> Histories = Gen.OneOf(
        Gen.Int[-1, 1].Select(x => (sbyte)x), Gen.Frequency((12, Gen.Const((sbyte)1)), (1, Gen.Const((sbyte)0)), (1, Gen.Const((sbyte)-1)))).Array[1, 30];

    [Fact]
    public void Agrees_with_the_categories_derived_by_hand()
    {
        var ran = 0;
        foreach (var row in File.ReadLines(ReferenceFiles.InRepository("hotspots/ehsa_cases.csv")).Skip(1).Select(line => line.Split(',')))
        {
            var verdict = EmergingRules.Classify(States(row[0]), row[1] switch { "up" => 1, "down" => -1, _ => 0 });
            Assert.Equal(row[2], verdict.Category.ToString());
            string[] matching = verdict.Category == EmergingCategory.None ? [] : [verdict.Category.ToString(), .. verdict.AlsoMatching.Select(other => other.ToString())];
            Assert.Equal(row[3], string.Join(';', matching));
            Assert.Equal(row[5] == "1", verdict.AlsoMatching.Count > 0);
            ran++;
        }

        Assert.Equal(44, ran);
    }

    [Fact]
    public void Cold_mirrors_hot_with_the_trend_reversed() => Gen.Select(Histories, Gen.Int[-1, 1]).Sample((states, trend) =>
    {
        var verdict = EmergingRules.Classify(states, trend);
        var mirrored = EmergingRules.Classify([.. states.Select(state => (sbyte)-state)], -trend);
        EmergingCategory Mirror(EmergingCategory category) => category == EmergingCategory.None ? category : category with { IsHot = !category.IsHot };
        var all = verdict.AlsoMatching.Prepend(verdict.Category);
        Assert.Equal(all.Select(Mirror).Order(ByName), mirrored.AlsoMatching.Prepend(mirrored.Category).Order(ByName));
    });

    [Fact]
    public void Of_hot_patterns_at_most_new_or_consecutive_with_oscillating_match_together() => Gen.Select(Histories, Gen.Int[-1, 1]).Sample((states, trend) =>
    {
        var verdict = EmergingRules.Classify(states, trend);
        var hot = verdict.AlsoMatching.Prepend(verdict.Category).Where(category => category.IsHot).Select(category => category.Pattern).ToList();
        Assert.True(hot.Count <= 1 || (hot.Count == 2 && hot[0] is EmergingPattern.New or EmergingPattern.Consecutive && hot[1] == EmergingPattern.Oscillating)
            || (states.Length == 1 && hot[0] == EmergingPattern.New));
    });

    [Fact]
    public void The_sentence_carries_the_numbers_of_the_place()
    {
        Assert.Equal("hot in the last 2 of 10 steps without a break, in none before, and in less than 90 % of all.", EmergingRules.Classify(States("00--0000++"), 0).Sentence);
        Assert.Equal("cold in 9 of 10 steps (at least 90 %), but not in the last.", EmergingRules.Classify(States("---------0"), 1).Sentence);
        Assert.Equal("hot in 4 and cold in 0 of 10 steps; no rule fits.", EmergingRules.Classify(States("++00++0000"), 0).Sentence);
    }

    [Fact]
    public void There_are_seventeen_categories()
    {
        var names = Enum.GetValues<EmergingPattern>().Where(pattern => pattern != EmergingPattern.None)
            .SelectMany(pattern => new[] { true, false }.Select(hot => new EmergingCategory(pattern, hot).ToString())).Append(EmergingCategory.None.ToString());
        Assert.Equal(17, names.Distinct().Count());
    }

    [Fact]
    public void A_history_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentException>(() => EmergingRules.Classify([], 0));
        Assert.Throws<ArgumentException>(() => EmergingRules.Classify([0, 2], 0));
    }

    private static Comparer<EmergingCategory> ByName => Comparer<EmergingCategory>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private static sbyte[] States(string sequence) => [.. sequence.Select(sign => (sbyte)(sign == '+' ? 1 : sign == '-' ? -1 : 0))];
}
