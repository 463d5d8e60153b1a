using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>Along the streets by the equal-split continuous kernel, summed over the pieces of street in each unit. Events farther than
/// <see cref="ForecastStreets.MaxOffStreetM"/> from every street are not spread.</summary>
internal sealed class NetworkSmoothing : Smoothing
{
    private const double PieceM = 25;

    private readonly ForecastStreets _streets;
    private readonly NetworkKde _kde;
    private readonly NetworkPlace[] _places;
    private readonly double[] _lengthM;
    private readonly int[] _unit;
    private readonly Dictionary<MetricPoint, NetworkPlace?> _snapped = [];

    /// <summary>Prepares the streets.</summary>
    /// <param name="streets">The streets.</param>
    /// <param name="units">The units whose pieces are summed.</param>
    /// <param name="bandwidthM">Half-width of the kernel, metres.</param>
    public NetworkSmoothing(ForecastStreets streets, ForecastUnits units, double bandwidthM)
    {
        (_streets, BandwidthM) = (streets, bandwidthM);
        _kde = new NetworkKde(streets.Network, NetworkKernel.Quartic, bandwidthM, NodeRule.EqualSplitContinuous);
        var (places, lengths, numbers) = (new List<NetworkPlace>(), new List<double>(), new List<int>());
        foreach (var edge in streets.Streets.Edges)
        {
            var pieces = Math.Max(1, (int)Math.Ceiling(edge.LengthM / PieceM));
            for (var i = 0; i < pieces; i++)
            {
                var share = (i + 0.5) / pieces;
                if ((units is StreetUnits ? edge.EdgeIndex : units.UnitAt(edge.At(share * edge.LengthM))) is >= 0 and var unit)
                {
                    places.Add(new NetworkPlace(edge.EdgeIndex, share));
                    lengths.Add(edge.LengthM / pieces);
                    numbers.Add(unit);
                }
            }
        }

        (_places, _lengthM, _unit) = ([.. places], [.. lengths], [.. numbers]);
    }

    /// <summary>Half-width of the kernel, metres.</summary>
    public double BandwidthM { get; }

    /// <inheritdoc/>
    public override void Add(ForecastUnits units, ReadOnlySpan<ForecastEvent> events, ReadOnlySpan<double> weights, Span<double> into)
    {
        var onStreets = new List<NetworkEvent>(events.Length);
        for (var i = 0; i < events.Length; i++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_snapped, events[i].Place, out var known);
            if (!known)
            {
                place = _streets.Snap(events[i].Place);
            }

            if (place is { } on)
            {
                onStreets.Add(new NetworkEvent(on, weights[i]));
            }
        }

        var density = _kde.At(CollectionsMarshal.AsSpan(onStreets), _places);
        for (var i = 0; i < _places.Length; i++)
        {
            into[_unit[i]] += density.PerM[i] * _lengthM[i];
        }
    }
}
