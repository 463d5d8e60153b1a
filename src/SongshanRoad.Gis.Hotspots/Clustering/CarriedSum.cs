namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>A sum that carries what rounding took off in a second number: nearly always exact, and known when it is not.</summary>
/// <remarks>The error of an addition is itself a double (Knuth, The Art of Computer Programming 2, section 4.2.2).</remarks>
internal struct CarriedSum
{
    private double _sum;
    private double _lost;
    private double _lostForGood;

    /// <summary>Whether sum and carried part together are what was added, to the last bit.</summary>
    public readonly bool IsExact => _lostForGood == 0;

    /// <summary>The sum, rounded once.</summary>
    public readonly double Rounded => _sum + _lost;

    /// <summary>Adds a finite number.</summary>
    public void Add(double value)
    {
        (_sum, var error) = WithError(_sum, value);
        (_lost, var rest) = WithError(_lost, error);
        _lostForGood += Math.Abs(rest);
    }

    private static (double Sum, double Error) WithError(double a, double b)
    {
        var sum = a + b;
        var taken = sum - a;
        return (sum, (a - (sum - taken)) + (b - taken));
    }
}
