using System.Globalization;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Cli.Analyze.Times;

/// <summary>Weighs the rows of a file by how much of each lies in chosen hours of the week, for a density of those hours.</summary>
/// <param name="window">The hours.</param>
/// <param name="localOffset">Offset of local time.</param>
internal sealed class HourShares(HourWindow window, TimeSpan localOffset)
{
    private IncidentTimeColumns? _columns;
    private int _elsewhere;
    private double _weight;

    /// <summary>What tells the share of a table's current row; null where it has no time or no part in the hours, and is left out.</summary>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The table has no times.</exception>
    public Func<double?> In(TextTable table)
    {
        var columns = _columns = new IncidentTimeColumns(table, localOffset);
        return () => columns.Read() is { } time ? Counted(window.ShareOf(time)) : null;
    }

    /// <summary>Says what was left out.</summary>
    public void Remark(CommandHost host)
    {
        _columns?.Remark(host);
        host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_weight:0.###} incidents in the hours chosen; {_elsewhere} have no part in them and are left out"));
    }

    private double? Counted(double share)
    {
        _weight += share;
        _elsewhere += share == 0 ? 1 : 0;
        return share == 0 ? null : share;
    }
}
