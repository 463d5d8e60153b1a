using System.Globalization;
using SongshanRoad.Gis.Load.Measures;

namespace SongshanRoad.Gis.Load;

/// <summary>What a run found. With <c>--json</c> it is printed as it stands here.</summary>
/// <param name="Trackers">Trackers that sent.</param>
/// <param name="Maps">Maps that watched.</param>
/// <param name="MeasuredSeconds">How long was measured.</param>
/// <param name="SentCount">Fixes made, warm-up included.</param>
/// <param name="AcknowledgedCount">Fixes that the server said it has, warm-up included.</param>
/// <param name="StoredCount">Different fixes in the table; null when no database was asked.</param>
/// <param name="LostCount">Acknowledged fixes that the table lacks, compared row by row; null when no database was asked.</param>
/// <param name="DoubledCount">Rows beyond the first of one unit and time; null when no database was asked.</param>
/// <param name="MarkedCount">Rows that are stored, but not believed; null when no database was asked.</param>
/// <param name="ShownCount">Appearances of fixes on maps while it was measured; one that a newer replaced before a frame is none.</param>
/// <param name="SentToAccepted">Sending to acknowledgement, of messages.</param>
/// <param name="AcceptedToShown">Acknowledgement to appearance, of appearances.</param>
/// <param name="HoleCount">Holes that maps found in the sequence; each was answered with a snapshot.</param>
/// <param name="ReconnectCount">Snapshots beyond the first, holes' included.</param>
/// <param name="BehindCount">When the time to drain was over: units, summed over the maps, that a map showed older than their sender's last acknowledged fix, or
/// not at all although that lies in its view; every unit for a map that was not whole.</param>
/// <param name="LargestGapMs">Longest time that any map got no frame while it was measured.</param>
/// <param name="ServerCores">Server's CPU time while it was measured, by that time; null without its process.</param>
/// <param name="ServerResidentMb">Server's memory in RAM at the end, MiB.</param>
/// <param name="ServerPeakMb">The most it ever had, MiB.</param>
/// <param name="ServerMemorySlopeMbPerMinute">Slope of its memory in RAM while it was measured, MiB a minute; null without its process.</param>
/// <param name="Findings">What the trial found, if there was one.</param>
/// <param name="Failures">What failed on the way, by kind, and was sent again.</param>
internal sealed record LoadReport(
    int Trackers,
    int Maps,
    double MeasuredSeconds,
    long SentCount,
    long AcknowledgedCount,
    long? StoredCount,
    long? LostCount,
    long? DoubledCount,
    long? MarkedCount,
    long ShownCount,
    Latencies SentToAccepted,
    Latencies AcceptedToShown,
    long HoleCount,
    long ReconnectCount,
    int BehindCount,
    double LargestGapMs,
    double? ServerCores,
    double? ServerResidentMb,
    double? ServerPeakMb,
    double? ServerMemorySlopeMbPerMinute,
    IReadOnlyList<Finding> Findings,
    IReadOnlyDictionary<string, int> Failures)
{
    /// <summary>Whether every promise was kept: all sent was acknowledged, all acknowledged is stored once and believed, all maps are up to date, and no trial found anything broken.</summary>
    public bool IsGood => SentCount == AcknowledgedCount && LostCount is null or 0 && DoubledCount is null or 0 && MarkedCount is null or 0 && BehindCount == 0
        && !Findings.Any(finding => finding.IsBroken);

    /// <summary>The report for a reader.</summary>
    public string ToText()
    {
        static string Figure(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "not asked";
        static string Row(Latencies latencies) => latencies.Count == 0
            ? "none"
            : $"p50 {latencies.P50Ms} ms, p95 {latencies.P95Ms} ms, p99 {latencies.P99Ms} ms, worst {latencies.WorstMs} ms ({latencies.Count})";
        var lines = new List<string>
        {
            FormattableString.Invariant($"{Trackers} trackers, {Maps} maps, {MeasuredSeconds:F0} s measured"),
            $"sent {SentCount}, acknowledged {AcknowledgedCount}, stored {Figure(StoredCount)}, shown {ShownCount}",
            $"acknowledged but lost {Figure(LostCount)}, doubled {Figure(DoubledCount)}, not believed {Figure(MarkedCount)}",
            $"sent to accepted: {Row(SentToAccepted)}",
            $"accepted to shown: {Row(AcceptedToShown)}",
            FormattableString.Invariant($"holes {HoleCount}, further snapshots {ReconnectCount}, units behind at the end {BehindCount}, largest gap between frames {LargestGapMs:F0} ms"),
            ServerCores is null
                ? "server: no process was named"
                : FormattableString.Invariant($"server: {ServerCores:F2} of a core, {ServerResidentMb:F0} MiB, at most {ServerPeakMb:F0} MiB, slope {ServerMemorySlopeMbPerMinute:F2} MiB a minute"),
        };
        lines.AddRange(Findings.Select(finding => finding.IsBroken ? $"BROKEN: {finding.Text}" : finding.Text));
        lines.AddRange(Failures.OrderByDescending(failure => failure.Value).Select(failure => $"failed {failure.Value} times and sent again: {failure.Key}"));
        lines.Add(IsGood ? "every promise was kept" : "A PROMISE WAS BROKEN");
        return string.Join('\n', lines);
    }
}
