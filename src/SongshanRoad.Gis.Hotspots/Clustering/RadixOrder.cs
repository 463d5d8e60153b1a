using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Sorts numbers that are not negative, by digits of their bits: for tens of thousands several times faster than by comparing.</summary>
internal static class RadixOrder
{
    private const int DigitBits = 11;
    private const int Digits = 6;
    private const int Buckets = 1 << DigitBits;
    private const int FewestWorthIt = 1_000;

    /// <summary>Sorts keys and carries along where each stood; equal keys keep their order.</summary>
    /// <param name="keys">Numbers of at least 0, none of them NaN; sorted afterwards.</param>
    /// <returns>For each rank, where the key of that rank stood.</returns>
    public static int[] Sort(double[] keys)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (keys.Length < FewestWorthIt)
        {
            MemoryExtensions.Sort(keys.AsSpan(), order.AsSpan());
            return order;
        }

        // Bits of doubles that are not negative rise with their value.
        var bits = MemoryMarshal.Cast<double, ulong>(keys.AsSpan());
        Span<ulong> spareBits = new ulong[keys.Length];
        Span<int> places = order;
        Span<int> sparePlaces = new int[keys.Length];
        var counts = CountDigits(bits);
        for (var digit = 0; digit < Digits; digit++)
        {
            var start = counts.AsSpan(digit * Buckets, Buckets);
            if (!MakeStarts(start, keys.Length))
            {
                continue;
            }

            var shift = digit * DigitBits;
            for (var i = 0; i < bits.Length; i++)
            {
                var at = start[(int)(bits[i] >> shift) & (Buckets - 1)]++;
                spareBits[at] = bits[i];
                sparePlaces[at] = places[i];
            }

            var sortedBits = spareBits;
            spareBits = bits;
            bits = sortedBits;
            var sortedPlaces = sparePlaces;
            sparePlaces = places;
            places = sortedPlaces;
        }

        bits.CopyTo(MemoryMarshal.Cast<double, ulong>(keys.AsSpan()));
        places.CopyTo(order);
        return order;
    }

    private static int[] CountDigits(ReadOnlySpan<ulong> bits)
    {
        var counts = new int[Digits * Buckets];
        foreach (var key in bits)
        {
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[(digit * Buckets) + ((int)(key >> (digit * DigitBits)) & (Buckets - 1))]++;
            }
        }

        return counts;
    }

    /// <summary>Turns counts into where each bucket starts; false when all keys are in one bucket, so that there is nothing to move.</summary>
    private static bool MakeStarts(Span<int> counts, int keyCount)
    {
        var sum = 0;
        foreach (ref var count in counts)
        {
            if (count == keyCount)
            {
                return false;
            }

            (count, sum) = (sum, sum + count);
        }

        return true;
    }
}
