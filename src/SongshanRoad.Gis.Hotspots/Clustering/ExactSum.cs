using System.Numerics;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>A sum of doubles without any rounding: whatever order they come in, and with any number of zeros between them, the sum is the
/// same to the last bit, and what was added can be taken off again.</summary>
/// <remarks>A fixed-point number as wide as the range of doubles, in digits of 32 bits with room for carries (Kulisch's accumulator, in
/// the small form of R. M. Neal, "Fast exact summation using small and large superaccumulators", 2015).</remarks>
internal sealed class ExactSum
{
    /// <summary>The sum is <see cref="ToInteger"/> times two to the power of this.</summary>
    public const int Exponent = -1075;

    private const int DigitBits = 32;
    private const int AddsBetweenCarries = 1 << 30;

    private readonly long[] _digits = new long[68];
    private int _addsSinceCarry;

    /// <summary>Adds a finite number.</summary>
    public void Add(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var mantissa = (ulong)bits & ((1UL << 52) - 1);
        var exponent = (int)(bits >> 52) & 0x7FF;
        if (exponent == 0)
        {
            // Subnormal numbers have the exponent of the smallest normal one, and no leading 1.
            exponent = 1;
        }
        else
        {
            mantissa |= 1UL << 52;
        }

        var shift = exponent % DigitBits;
        var at = exponent / DigitBits;
        var rest = mantissa >> (DigitBits - shift);
        var (low, middle, high) = ((long)(uint)(mantissa << shift), (long)(uint)rest, (long)(rest >> DigitBits));
        if (bits < 0)
        {
            (low, middle, high) = (-low, -middle, -high);
        }

        _digits[at] += low;
        _digits[at + 1] += middle;
        _digits[at + 2] += high;
        if (++_addsSinceCarry == AddsBetweenCarries)
        {
            Carry();
        }
    }

    /// <summary>Adds a product without rounding it.</summary>
    public void AddProduct(double a, double b)
    {
        var product = a * b;
        Add(product);
        // Products of whole numbers and the like leave nothing over.
        var rest = Math.FusedMultiplyAdd(a, b, -product);
        if (rest != 0)
        {
            Add(rest);
        }
    }

    /// <summary>The sum in units of two to the power of <see cref="Exponent"/>.</summary>
    public BigInteger ToInteger()
    {
        Carry();
        var bytes = new byte[(_digits.Length * 4) + 8];
        for (var i = 0; i < _digits.Length - 1; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(4 * i), (uint)_digits[i]);
        }

        BitConverter.TryWriteBytes(bytes.AsSpan(4 * (_digits.Length - 1)), _digits[^1]);
        var sign = (byte)(_digits[^1] < 0 ? 0xFF : 0);
        bytes.AsSpan((4 * (_digits.Length - 1)) + 8).Fill(sign);
        return new BigInteger(bytes);
    }

    /// <summary>The double nearest to an integer times a power of two.</summary>
    public static double Rounded(BigInteger integer, int exponent)
    {
        var size = BigInteger.Abs(integer);
        var spare = (int)Math.Max(0, size.GetBitLength() - 62);
        var leading = (long)(size >> spare);
        // What is cut off still decides to which side a tie falls.
        if (!(size & ((BigInteger.One << spare) - 1)).IsZero)
        {
            leading |= 1;
        }

        return integer.Sign * Math.ScaleB(leading, exponent + spare);
    }

    /// <summary>Brings all digits but the last into 0 to 2^32 - 1.</summary>
    private void Carry()
    {
        for (var i = 0; i < _digits.Length - 1; i++)
        {
            _digits[i + 1] += _digits[i] >> DigitBits;
            _digits[i] &= uint.MaxValue;
        }

        _addsSinceCarry = 0;
    }
}
