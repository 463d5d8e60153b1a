using System.Numerics;
using System.Runtime.CompilerServices;
using SongshanRoad.Gis.Hotspots.Synthetic;

namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>Several arrangements of the event times side by side, so that one vector operation treats a pair of events in all of them.
/// Arrangement 0 is the one observed; each other one is a permutation with a generator of its own, so that it is the same whichever
/// lane or core it meets.</summary>
internal sealed class TimeLanes
{
    private readonly TimeWindows _windows;
    private readonly ulong _root;
    private readonly int[] _shuffled;
    private readonly int[] _ranks;
    private readonly int[] _first;
    private readonly int[] _width;

    public TimeLanes(TimeWindows windows, int seed)
    {
        (_windows, _root) = (windows, new SplitMix64((ulong)seed).Next());
        _shuffled = new int[windows.Ranks.Length];
        _ranks = new int[windows.Ranks.Length * Count];
        _first = new int[windows.EdgeCount * Count];
        _width = new int[_first.Length];
    }

    /// <summary>Number of arrangements held.</summary>
    public static int Count => Vector<int>.Count;

    /// <summary>Fills the lanes with arrangements.</summary>
    /// <param name="from">Number of the first.</param>
    public void Fill(int from)
    {
        for (var lane = 0; lane < Count; lane++)
        {
            _windows.Ranks.CopyTo(_shuffled, 0);
            if (from + lane > 0)
            {
                Shuffle(new SplitMix64(new SplitMix64(_root + (ulong)(from + lane)).Next()));
            }

            for (var i = 0; i < _shuffled.Length; i++)
            {
                _ranks[(i * Count) + lane] = _shuffled[i];
            }
        }
    }

    /// <summary>Adds the pairs of a run that are within each edge of time.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="within">Sums by space band, then time edge; each a vector over the lanes.</param>
    public void AddTo(ClosePairs pairs, Span<Vector<int>> within)
    {
        for (var owner = 0; owner < pairs.Owners; owner++)
        {
            if (!pairs.HasPartners(owner))
            {
                continue;
            }

            OpenWindows(pairs.First + owner);
            for (var band = 0; band < pairs.Bands; band++)
            {
                var partners = pairs.PartnersOf(owner, band);
                if (!partners.IsEmpty)
                {
                    AddTo(partners, within.Slice(band * _windows.EdgeCount, _windows.EdgeCount));
                }
            }
        }
    }

    private void OpenWindows(int owner)
    {
        var ranks = _ranks.AsSpan(owner * Count, Count);
        for (var edge = 0; edge < _windows.EdgeCount; edge++)
        {
            for (var lane = 0; lane < Count; lane++)
            {
                var (first, last) = _windows.Window(edge, ranks[lane]);
                // Shifted by the least int, so that one signed comparison finds ranks before the first as well as after the last.
                _first[(edge * Count) + lane] = first - int.MinValue;
                _width[(edge * Count) + lane] = last - first + int.MinValue;
            }
        }
    }

    // A command runs this once: it must not wait for the runtime to find out that it is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(ReadOnlySpan<int> partners, Span<Vector<int>> within)
    {
        var widest = within.Length - 1;
        var first = new Vector<int>(_first, widest * Count);
        var width = new Vector<int>(_width, widest * Count);
        var inside = Vector<int>.Zero;
        foreach (var partner in partners)
        {
            var ranks = new Vector<int>(_ranks, partner * Count);
            // All ones, which is -1, where the partner is inside the window.
            var isInside = Vector.LessThanOrEqual(ranks - first, width);
            inside -= isInside;
            // Most pairs are far apart in time in all lanes; what is outside the widest window is outside all.
            if (widest > 0 && !Vector.EqualsAll(isInside, Vector<int>.Zero))
            {
                AddNarrower(ranks, within[..widest]);
            }
        }

        within[widest] += inside;
    }

    private void AddNarrower(Vector<int> ranks, Span<Vector<int>> within)
    {
        for (var edge = 0; edge < within.Length; edge++)
        {
            within[edge] -= Vector.LessThanOrEqual(ranks - new Vector<int>(_first, edge * Count), new Vector<int>(_width, edge * Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Shuffle(SplitMix64 random)
    {
        for (var i = _shuffled.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (_shuffled[i], _shuffled[other]) = (_shuffled[other], _shuffled[i]);
        }
    }
}
