namespace SongshanRoad.Gis.Cli.Import.Incidents;

/// <summary>How offices write how far an incident has been dealt with.</summary>
internal static class ProgressWords
{
    /// <summary>What a word means: <c>open</c>, <c>inHand</c> or <c>closed</c>; null when it is not known.</summary>
    public static string? Find(string word) => word.Trim().ToUpperInvariant().Replace("-", "", StringComparison.Ordinal)
        .Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) switch
    {
        "OPEN" or "NEW" or "未处理" or "待处理" or "未处置" or "待处置" or "未办理" or "待办理" or "待办" or "未受理" or "待受理" or "新建" or "未办结" => "open",
        "INHAND" or "INPROGRESS" or "处置中" or "处理中" or "办理中" or "正在处理" or "正在处置" or "正在办理" or "在办" or "已受理" or "已派警" or "出警中" => "inHand",
        "CLOSED" or "DONE" or "已办结" or "办结" or "已处理" or "已处置" or "已办理" or "结案" or "已结案" or "关闭" or "已关闭" or "已完成" or "完成" or "完结" => "closed",
        _ => null,
    };
}
