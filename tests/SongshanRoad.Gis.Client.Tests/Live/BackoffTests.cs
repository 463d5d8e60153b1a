using CsCheck;
using SongshanRoad.Gis.Client.Live;

namespace SongshanRoad.Gis.Client.Tests.Live;

public class BackoffTests
{
    [Fact]
    public void The_ceiling_doubles_up_to_the_longest_wait_and_a_success_begins_anew()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(1));
        var ceilings = new List<double>();
        foreach (var _ in Enumerable.Range(0, 100))
        {
            ceilings.Add(backoff.Ceiling.TotalSeconds);
            backoff.Next();
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], ceilings[..8]);
        Assert.Equal(60, ceilings[^1]);
        backoff.Reset();
        Assert.Equal((0, 1), (backoff.Failures, backoff.Ceiling.TotalSeconds));
    }

    [Fact]
    public void Every_wait_lies_between_nothing_and_the_ceiling() => Gen.Int.Sample(seed =>
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15), new Random(seed));
        foreach (var _ in Enumerable.Range(0, 40))
        {
            var ceiling = backoff.Ceiling;
            Assert.InRange(backoff.Next(), TimeSpan.Zero, ceiling);
        }
    }, iter: 100);

    [Fact]
    public void A_thousand_clients_of_a_restarted_server_come_back_evenly()
    {
        // Full jitter: of 1,000 draws from a uniform law, a tenth of the span holds 100 ± 3 standard deviations (28).
        var waits = Enumerable.Range(0, 1000).Select(seed => new Backoff(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), new Random(seed)).Next());
        Assert.All(waits.GroupBy(wait => (int)wait.TotalSeconds), tenth => Assert.InRange(tenth.Count(), 72, 128));
    }
}
