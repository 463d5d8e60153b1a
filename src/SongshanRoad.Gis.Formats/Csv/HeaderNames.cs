using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Headers that are recognised without <c>--map</c>; compared without case, spaces, underscores and brackets' content.</summary>
internal static class HeaderNames
{
    private static readonly Dictionary<string, CsvColumn> Known = Build();
    private static readonly SourceCrs[] Datums = [SourceCrs.Wgs84, SourceCrs.Gcj02, SourceCrs.Bd09];

    public static CsvColumn? Find(ReadOnlySpan<char> header) => Known.TryGetValue(WordOf(header), out var column) ? column : null;

    /// <summary>The datum that a header of coordinates names (<c>lon_gcj02</c>), or null.</summary>
    public static SourceCrs? Datum(ReadOnlySpan<char> header)
    {
        var word = WordOf(header);
        return Array.Find(Datums, datum => word.EndsWith(datum.Name, StringComparison.OrdinalIgnoreCase));
    }

    private static string WordOf(ReadOnlySpan<char> header)
    {
        var cut = header.IndexOfAny('(', '（');
        return (cut > 0 ? header[..cut] : header).ToString().ToLowerInvariant()
            .Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
    }

    private static Dictionary<string, CsvColumn> Build()
    {
        var known = new Dictionary<string, CsvColumn>(StringComparer.Ordinal);
        Add(CsvColumn.X, "lon", "lng", "long", "longitude", "经度", "lonwgs84", "longcj02", "lonbd09", "lnggcj02", "lngwgs84", "lngbd09",
            "x", "x坐标", "easting", "东坐标", "坐标x", "经度坐标");
        Add(CsvColumn.Y, "lat", "latitude", "纬度", "latwgs84", "latgcj02", "latbd09", "y", "y坐标", "northing", "北坐标", "坐标y", "纬度坐标");
        Add(CsvColumn.Time, "time", "timestamp", "datetime", "occurredat", "occurredfrom", "from", "starttime", "报警时间", "发案时间", "案发时间",
            "发生时间", "接警时间", "时间", "发案时间上限", "案发时间起", "开始时间", "定位时间", "timeutc");
        Add(CsvColumn.TimeTo, "to", "occurredto", "endtime", "发案时间下限", "案发时间止", "结束时间");
        Add(CsvColumn.Date, "date", "日期", "报警日期", "发案日期", "案发日期", "发生日期", "接警日期");
        Add(CsvColumn.Category, "category", "type", "kind", "类别", "类型", "警情类别", "案件类别", "案件类型", "警情类型", "报警类别", "事件类型", "案由");
        Add(CsvColumn.Id, "id", "externalid", "编号", "警情编号", "案件编号", "接警编号", "接警单编号", "报警编号", "事件编号", "序号", "incidentid", "poiid");
        Add(CsvColumn.ReportedBy, "reportedby", "source", "来源", "报警方式", "警情来源", "接警方式", "事件来源");
        Add(CsvColumn.Progress, "progress", "status", "状态", "处理状态", "处置状态", "办理状态", "办结状态", "警情状态", "案件状态", "处理进度", "办理进度");
        Add(CsvColumn.Track, "track", "trackid", "vehicleid", "deviceid", "unit", "设备编号", "车辆编号", "设备号", "车牌号");
        Add(CsvColumn.Speed, "speed", "speedmps", "速度");
        Add(CsvColumn.Heading, "heading", "bearing", "course", "direction360", "headingdeg", "方向", "航向");
        Add(CsvColumn.Elevation, "elevation", "ele", "altitude", "elevationm", "海拔", "高程");
        return known;

        void Add(CsvColumn column, params ReadOnlySpan<string> headers)
        {
            foreach (var header in headers)
            {
                known.Add(header, column);
            }
        }
    }
}
