using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Hotspots.Tests.Networks;

/// <summary>The definition of the equal-split kernels followed literally: every walk on its own, by recursion. Exponential, and the
/// second opinion on the real thing.</summary>
internal static class PathByPath
{
    public static void Add(
        LinearNetwork network, NetworkKernelShape shape, NodeRule rule, NetworkEvent source, NetworkPlace[] places, double[] perM)
    {
        var lengthM = network.LengthOf(source.Place.Segment);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i].Segment == source.Place.Segment)
            {
                perM[i] += source.Weight * shape.PerM((places[i].Share - source.Place.Share) * lengthM);
            }
        }

        Walk(source.Place.Segment, true, (1 - source.Place.Share) * lengthM, source.Weight);
        Walk(source.Place.Segment, false, source.Place.Share * lengthM, source.Weight);

        void Walk(int segment, bool forward, double distanceM, double weight)
        {
            if (distanceM >= shape.BandwidthM)
            {
                return;
            }

            var node = forward ? network.ToOf(segment) : network.FromOf(segment);
            var ends = new List<(int Segment, bool Forward)>();
            for (var s = 0; s < network.SegmentCount; s++)
            {
                if (network.FromOf(s) == node)
                {
                    ends.Add((s, true));
                }

                if (network.ToOf(s) == node)
                {
                    ends.Add((s, false));
                }
            }

            foreach (var (next, onward) in ends)
            {
                var back = next == segment && onward == !forward;
                var factor = (rule, ends.Count) switch
                {
                    (NodeRule.EqualSplitContinuous, var m) => (2.0 / m) - (back ? 1 : 0),
                    (NodeRule.EqualSplitDiscontinuous, 1) => 1,
                    (_, var m) => back ? 0 : 1.0 / (m - 1),
                };
                if (factor == 0 || !double.IsFinite(factor))
                {
                    continue;
                }

                for (var i = 0; i < places.Length; i++)
                {
                    if (places[i].Segment == next)
                    {
                        var inM = (onward ? places[i].Share : 1 - places[i].Share) * network.LengthOf(next);
                        perM[i] += weight * factor * shape.PerM(distanceM + inM);
                    }
                }

                Walk(next, onward, distanceM + network.LengthOf(next), weight * factor);
            }
        }
    }
}
