using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>Segments cut into equal pieces, and the density along each piece.</summary>
public sealed class SegmentPieces
{
    /// <summary>No piece is longer than this, metres.</summary>
    public const double LongestPieceM = 50;

    // The mean of a piece is that of places this close: a quarter of the narrowest kernel's half-width.
    private const double LongestStepM = 5;
    private const double MPerKm = 1000;

    private readonly List<NetworkPlace> _places = [];
    private readonly int[] _pieces;
    private readonly int[] _steps;

    /// <summary>Cuts the segments of a network.</summary>
    internal SegmentPieces(LinearNetwork network)
    {
        _pieces = new int[network.SegmentCount];
        _steps = new int[network.SegmentCount];
        for (var segment = 0; segment < network.SegmentCount; segment++)
        {
            _pieces[segment] = (int)Math.Ceiling(network.LengthOf(segment) / LongestPieceM);
            _steps[segment] = (int)Math.Ceiling(network.LengthOf(segment) / _pieces[segment] / LongestStepM);
            var places = _pieces[segment] * _steps[segment];
            for (var i = 0; i < places; i++)
            {
                _places.Add(new NetworkPlace(segment, (i + 0.5) / places));
            }
        }
    }

    /// <summary>Mean density along each piece, by segment, events per kilometre of street.</summary>
    internal (double[][] PerKm, bool IsExact) DensityOf(NetworkKde kde, List<NetworkEvent> events)
    {
        var density = kde.At(CollectionsMarshal.AsSpan(events), CollectionsMarshal.AsSpan(_places));
        var perKm = new double[_pieces.Length][];
        var at = 0;
        for (var segment = 0; segment < perKm.Length; segment++)
        {
            perKm[segment] = new double[_pieces[segment]];
            for (var piece = 0; piece < perKm[segment].Length; piece++, at += _steps[segment])
            {
                var sum = 0.0;
                foreach (var perM in density.PerM.AsSpan(at, _steps[segment]))
                {
                    sum += perM;
                }

                // Paths whose weight is taken back may leave a rounding error below 0.
                perKm[segment][piece] = Math.Max(0, sum / _steps[segment] * MPerKm);
            }
        }

        return (perKm, density.IsExact);
    }
}
