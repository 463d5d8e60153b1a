namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>How probable each hypothesis is, all fixes before and after considered (forward-backward on the same lattice).</summary>
/// <remarks>L. R. Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77 (1989), section III; in logarithms.</remarks>
internal sealed class Posterior(MatchNetwork network)
{
    private readonly List<(int From, int To, float Nats)> _steps = [];
    private double[] _forward = [];
    private double[] _backward = [];
    private float[] _certainty = [];

    /// <summary>For each hypothesis the probability that somebody was on its way, the opposite sense, or a way that meets it; good until
    /// the next call.</summary>
    public ReadOnlySpan<float> Of(Lattice lattice)
    {
        var count = lattice.Layer(lattice.Fixes - 1).End;
        if (_forward.Length < count)
        {
            (_forward, _backward, _certainty) = (new double[count * 2], new double[count * 2], new float[count * 2]);
        }

        _steps.Clear();
        Array.Fill(_forward, double.NegativeInfinity, 0, count);
        Array.Fill(_backward, double.NegativeInfinity, 0, count);
        for (var fix = 0; fix < lattice.Fixes; fix++)
        {
            Forward(lattice, fix);
        }

        var (first, end) = lattice.Layer(lattice.Fixes - 1);
        for (var i = first; i < end; i++)
        {
            _backward[i] = 0;
        }

        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            var (from, to, nats) = _steps[i];
            _backward[from] = Sum(_backward[from], _backward[to] - nats - lattice.State(to).OwnNats);
        }

        for (var fix = 0; fix < lattice.Fixes; fix++)
        {
            Judge(lattice, fix);
        }

        return _certainty.AsSpan(0, count);
    }

    private void Forward(Lattice lattice, int fix)
    {
        var (first, end) = lattice.Layer(fix);
        if (fix == 0)
        {
            for (var i = first; i < end; i++)
            {
                _forward[i] = -lattice.State(i).OwnNats;
            }

            return;
        }

        var (before, beforeEnd) = lattice.Layer(fix - 1);
        var best = double.PositiveInfinity;
        for (var i = before; i < beforeEnd; i++)
        {
            best = Math.Min(best, lattice.State(i).Cost);
        }

        for (var i = before; i < beforeEnd; i++)
        {
            ref readonly var from = ref lattice.State(i);
            if (!lattice.Alive(from, best))
            {
                continue;
            }

            var pair = lattice.Routes.Between(lattice.Fix(from.Seen), lattice.Fix(fix), lattice.SpeedLimitMps, 1);
            for (var j = first; j < end; j++)
            {
                ref readonly var to = ref lattice.State(j);
                if (to.Kind == StepKind.Route)
                {
                    Add(i, j, lattice.Routes.Nats(from, to, pair));
                }
            }
        }

        for (var j = first; j < end; j++)
        {
            ref readonly var to = ref lattice.State(j);
            if (to.Kind != StepKind.Route || double.IsNegativeInfinity(_forward[j]))
            {
                // Elsewhere, aside, or by a way that is looked for only when no other is left: what the cheapest story paid.
                Add(to.Back, j, Math.Max(to.Cost - to.OwnNats - lattice.State(to.Back).Cost, 0));
            }

            _forward[j] -= to.OwnNats;
        }
    }

    private void Add(int from, int to, double nats)
    {
        if (double.IsFinite(nats))
        {
            _steps.Add((from, to, (float)nats));
            _forward[to] = Sum(_forward[to], _forward[from] - nats);
        }
    }

    private void Judge(Lattice lattice, int fix)
    {
        var (first, end) = lattice.Layer(fix);
        var all = double.NegativeInfinity;
        for (var i = first; i < end; i++)
        {
            all = Sum(all, _forward[i] + _backward[i]);
        }

        for (var i = first; i < end; i++)
        {
            var mine = double.NegativeInfinity;
            for (var j = first; j < end; j++)
            {
                if (Meet(network.Ways[lattice.State(i).Way], network.Ways[lattice.State(j).Way]))
                {
                    mine = Sum(mine, _forward[j] + _backward[j]);
                }
            }

            _certainty[i] = (float)Math.Exp(Math.Min(mine - all, 0));
        }
    }

    private static bool Meet(in Way a, in Way b) =>
        a.FromNode == b.FromNode || a.FromNode == b.ToNode || a.ToNode == b.FromNode || a.ToNode == b.ToNode;

    /// <summary>The logarithm of the sum of two exponentials.</summary>
    private static double Sum(double a, double b)
    {
        var (high, low) = a > b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
