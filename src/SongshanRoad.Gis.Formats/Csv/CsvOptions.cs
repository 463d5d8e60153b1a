using System.Text;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>What may be said about a delimited file; whatever is left out is found from the file.</summary>
public sealed record CsvOptions
{
    /// <summary>Everything found from the file.</summary>
    public static CsvOptions Default { get; } = new();

    /// <summary>The file's encoding; null to detect it (byte order mark, strict UTF-8, GBK).</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The delimiter; null to detect comma, semicolon, tab or bar.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The declared CRS, or null: of columns such as <c>lon_wgs84</c> and <c>lon_gcj02</c> it chooses those that it names.</summary>
    public SourceCrs? Crs { get; init; }

    /// <summary>Columns named by hand, on top of those recognised; see <see cref="ColumnMap.Parse"/>.</summary>
    public ColumnMap Map { get; init; } = ColumnMap.None;

    /// <summary>Zone of times that name none; null for the reader's own rule: incidents are in China Standard Time, tracks are refused.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>Only rows with this value in this column, or null for all.</summary>
    public (string Column, string Value)? Where { get; init; }
}
