using System.Globalization;

namespace SongshanRoad.Gis.Hotspots.Tests;

/// <summary>A fixture table: numbers by column name. NA becomes NaN.</summary>
internal sealed class ReferenceTable
{
    private readonly Dictionary<string, double[]> _columns = [];

    public ReferenceTable(string path)
    {
        var lines = File.ReadAllLines(path);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        var names = lines[0].Split(',');
        for (var c = 0; c < names.Length; c++)
        {
            _columns[names[c]] = [.. rows.Select(row => double.TryParse(row[c], CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
        }
    }

    public double[] this[string column] => _columns[column];

    public int[] Integers(string column) => [.. _columns[column].Select(value => checked((int)value))];
}
