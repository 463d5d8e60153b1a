namespace SongshanRoad.Gis.Hotspots.SpaceTime;

/// <summary>The category of a place, why, and which other rules its history fits as well.</summary>
/// <param name="Category">The category.</param>
/// <param name="Sentence">The rule that fired, with the numbers of this place.</param>
/// <param name="AlsoMatching">Other categories whose text matches, in the order of precedence.</param>
public sealed record EmergingVerdict(EmergingCategory Category, string Sentence, IReadOnlyList<EmergingCategory> AlsoMatching);

/// <summary>The rules of emerging hot spot analysis.</summary>
/// <remarks>
/// The texts are those of Esri's Emerging Hot Spot Analysis, 3.x wording; "90 %" means at least 90 %. Esri does not publish which rule goes
/// first where several texts match. Here it is New, Consecutive, Intensifying, Persistent, Diminishing, Historical, Oscillating, Sporadic,
/// all of them for hot before any for cold. Cold mirrors hot, with the trend reversed: a cold spot intensifies as its z falls.
/// </remarks>
public static class EmergingRules
{
    /// <summary>Fewest steps for a category to mean something.</summary>
    public const int FewestSteps = 10;

    private static readonly Rule[] InOrder =
    [
        new(EmergingPattern.New, h => h.IsOnAtEnd && h.OnSteps == 1,
            h => $"{h.Word} in the last of {h.Steps} steps and in none before"),
        new(EmergingPattern.Consecutive, h => h.FinalRun >= 2 && h.OnSteps == h.FinalRun && !h.IsMostlyOn,
            h => $"{h.Word} in the last {h.FinalRun} of {h.Steps} steps without a break, in none before, and in less than 90 % of all"),
        new(EmergingPattern.Intensifying, h => h.IsMostlyOn && h.IsOnAtEnd && h.Strengthening > 0,
            h => $"{h.Word} in {h.OnSteps} of {h.Steps} steps (at least 90 %), the last among them, and growing stronger"),
        new(EmergingPattern.Persistent, h => h.IsMostlyOn && h.IsOnAtEnd && h.Strengthening == 0,
            h => $"{h.Word} in {h.OnSteps} of {h.Steps} steps (at least 90 %), the last among them, with no trend"),
        new(EmergingPattern.Diminishing, h => h.IsMostlyOn && h.IsOnAtEnd && h.Strengthening < 0,
            h => $"{h.Word} in {h.OnSteps} of {h.Steps} steps (at least 90 %), the last among them, and growing weaker"),
        new(EmergingPattern.Historical, h => h.IsMostlyOn && !h.IsOnAtEnd,
            h => $"{h.Word} in {h.OnSteps} of {h.Steps} steps (at least 90 %), but not in the last"),
        new(EmergingPattern.Oscillating, h => h.IsOnAtEnd && !h.IsMostlyOn && h.OppositeSteps > 0,
            h => $"{h.Word} in the last step and in {h.OnSteps} of {h.Steps} (less than 90 %), {h.OppositeWord} in {h.OppositeSteps} before"),
        new(EmergingPattern.Sporadic, h => h.IsOnAtEnd && !h.IsMostlyOn && h.OppositeSteps == 0 && h.OnSteps > h.FinalRun,
            h => $"{h.Word} in the last step and, with gaps, in {h.OnSteps} of {h.Steps} (less than 90 %), never {h.OppositeWord}"),
    ];

    /// <summary>Classifies the history of a place.</summary>
    /// <param name="states">For each step, oldest first, 1 where it is significantly hot, -1 where cold, 0 where neither.</param>
    /// <param name="trend">1 when its z rises significantly, -1 when it falls, 0 otherwise.</param>
    /// <exception cref="ArgumentException">There is no step, or a state is none of the three.</exception>
    public static EmergingVerdict Classify(ReadOnlySpan<sbyte> states, int trend)
    {
        if (states.IsEmpty || states.IndexOfAnyExcept((sbyte)-1, (sbyte)0, (sbyte)1) >= 0)
        {
            throw new ArgumentException("One state per step is needed, at least one, each -1, 0 or 1.", nameof(states));
        }

        var found = new List<(EmergingCategory Category, string Sentence)>();
        foreach (var sign in (ReadOnlySpan<int>)[1, -1])
        {
            var history = History.Of(states, trend, sign);
            foreach (var rule in InOrder)
            {
                if (rule.Matches(history))
                {
                    found.Add((new EmergingCategory(rule.Pattern, sign > 0), $"{rule.Explain(history)}."));
                }
            }
        }

        return found.Count == 0
            ? new EmergingVerdict(EmergingCategory.None, NoneSentence(states), [])
            : new EmergingVerdict(found[0].Category, found[0].Sentence, [.. found.Skip(1).Select(match => match.Category)]);
    }

    private static string NoneSentence(ReadOnlySpan<sbyte> states) =>
        $"hot in {states.Count((sbyte)1)} and cold in {states.Count((sbyte)-1)} of {states.Length} steps; no rule fits.";

    private sealed record Rule(EmergingPattern Pattern, Predicate<History> Matches, Func<History, string> Explain);

    /// <summary>A history seen from one sign: "on" is hot for hot patterns and cold for cold ones.</summary>
    private sealed record History(int Sign, int Steps, int OnSteps, int OppositeSteps, int FinalRun, int Strengthening)
    {
        public bool IsOnAtEnd => FinalRun > 0;

        public bool IsMostlyOn => 10 * (long)OnSteps >= 9 * (long)Steps;

        public string Word => Sign > 0 ? "hot" : "cold";

        public string OppositeWord => Sign > 0 ? "cold" : "hot";

        public static History Of(ReadOnlySpan<sbyte> states, int trend, int sign)
        {
            var on = (sbyte)sign;
            return new History(sign, states.Length, states.Count(on), states.Count((sbyte)-on), states.Length - 1 - states.LastIndexOfAnyExcept(on), Math.Sign(trend) * sign);
        }
    }
}
