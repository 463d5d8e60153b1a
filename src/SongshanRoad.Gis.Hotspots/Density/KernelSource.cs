using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>A place that spreads weight.</summary>
internal readonly record struct KernelSource(MetricPoint Centre, double Weight) : IComparable<KernelSource>
{
    /// <summary>By northing, easting, weight: a total order, so that sums do not depend on the order of the input.</summary>
    public int CompareTo(KernelSource other)
    {
        var byNorthing = Centre.NorthingM.CompareTo(other.Centre.NorthingM);
        if (byNorthing != 0)
        {
            return byNorthing;
        }

        var byEasting = Centre.EastingM.CompareTo(other.Centre.EastingM);
        return byEasting != 0 ? byEasting : Weight.CompareTo(other.Weight);
    }

    /// <summary>Checks the input, sorts it and adds the weights of equal positions.</summary>
    public static Span<KernelSource> Ordered(ReadOnlySpan<MetricPoint> positions, ReadOnlySpan<double> weights)
    {
        if (weights.Length != 0 && weights.Length != positions.Length)
        {
            throw new ArgumentException($"{weights.Length} weights for {positions.Length} incidents; give one each, or none.", nameof(weights));
        }

        var sources = new KernelSource[positions.Length];
        for (var i = 0; i < sources.Length; i++)
        {
            var source = new KernelSource(positions[i], weights.Length == 0 ? 1 : weights[i]);
            if (!double.IsFinite(source.Centre.EastingM) || !double.IsFinite(source.Centre.NorthingM))
            {
                throw new ArgumentException($"Incident {i} lies at {source.Centre}; finite metres are needed.", nameof(positions));
            }

            if (!double.IsFinite(source.Weight) || source.Weight < 0)
            {
                throw new ArgumentException($"Incident {i} has the weight {source.Weight}; it must be finite and not negative.", nameof(weights));
            }

            sources[i] = source;
        }

        Sort(sources);
        var kept = 0;
        for (var i = 1; i < sources.Length; i++)
        {
            if (sources[i].Centre == sources[kept].Centre)
            {
                sources[kept] = sources[kept] with { Weight = sources[kept].Weight + sources[i].Weight };
            }
            else
            {
                sources[++kept] = sources[i];
            }
        }

        return sources.AsSpan(0, Math.Min(kept + 1, sources.Length));
    }

    /// <summary>Sorts by the northing as a plain number first: a million records sort three times faster so than by comparing records.</summary>
    private static void Sort(KernelSource[] sources)
    {
        var northings = Array.ConvertAll(sources, source => source.Centre.NorthingM);
        Array.Sort(northings, sources);
        for (var from = 0; from < sources.Length;)
        {
            var to = from + 1;
            while (to < sources.Length && northings[to] == northings[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                sources.AsSpan(from, to - from).Sort();
            }

            from = to;
        }
    }
}
