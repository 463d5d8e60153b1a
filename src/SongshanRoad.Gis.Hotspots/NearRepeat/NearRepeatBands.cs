using System.Globalization;

namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>Bands into which the distances, or the lapses of time, between two events fall. The last band is open to infinity.
/// Immutable.</summary>
public sealed class NearRepeatBands
{
    private readonly double[] _upper;
    private readonly bool _closed;

    private NearRepeatBands(double[] upper, bool closed) => (_upper, _closed) = (upper, closed);

    /// <summary>Number of bands.</summary>
    public int Count => _upper.Length + 1;

    /// <summary>The upper edges of all bands but the last, ascending.</summary>
    public IReadOnlyList<double> UpperEdges => _upper;

    /// <summary>Largest value that can fall into a band other than the last, or 0 when there is but one band.</summary>
    internal double Reach => _upper.Length == 0 ? 0 : _upper[^1];

    /// <summary>Half-open bands: 0, 1, 200 gives [0, 1), [1, 200) and [200, infinity). In metres, [0, 1) is the same place.</summary>
    /// <param name="starts">Where each band starts, ascending from 0.</param>
    /// <exception cref="ArgumentException">The starts are not finite, not ascending, or do not begin with 0.</exception>
    public static NearRepeatBands HalfOpen(params ReadOnlySpan<double> starts)
    {
        if (starts.IsEmpty || starts[0] != 0)
        {
            throw new ArgumentException("The bands must begin with 0.", nameof(starts));
        }

        for (var i = 1; i < starts.Length; i++)
        {
            if (!double.IsFinite(starts[i]) || starts[i] <= starts[i - 1])
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"The band start {starts[i]} is not a finite number above the one before it, {starts[i - 1]}; starts must ascend."), nameof(starts));
            }
        }

        return new NearRepeatBands(starts[1..].ToArray(), closed: false);
    }

    /// <summary>Two bands: close, [0, limit], and not close, (limit, infinity), as in Knox's test.</summary>
    /// <param name="limit">Largest value that is close, 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not finite or below 0.</exception>
    public static NearRepeatBands UpTo(double limit) => double.IsFinite(limit) && limit >= 0
        ? new NearRepeatBands([limit], closed: true)
        : throw new ArgumentOutOfRangeException(nameof(limit), limit, "The limit of what is close must be a finite number of 0 or above.");

    /// <summary>A band as an interval: <c>[1,200)</c>, <c>[600,inf)</c>, <c>[0,400]</c>.</summary>
    public string Name(int band)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(band);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, Count);
        var start = band == 0 ? 0 : _upper[band - 1];
        var end = band == _upper.Length ? "inf)" : string.Create(CultureInfo.InvariantCulture, $"{_upper[band]}{(_closed ? ']' : ')')}");
        return string.Create(CultureInfo.InvariantCulture, $"{(_closed && band > 0 ? '(' : '[')}{start},{end}");
    }

    /// <summary>The band a value of 0 or above falls into.</summary>
    public int Of(double value)
    {
        var band = 0;
        while (band < _upper.Length && !IsWithin(band, value))
        {
            band++;
        }

        return band;
    }

    /// <summary>Whether a value lies in this band or in one before it.</summary>
    internal bool IsWithin(int band, double value) => _closed ? value <= _upper[band] : value < _upper[band];
}
