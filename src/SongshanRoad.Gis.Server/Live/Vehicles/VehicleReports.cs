using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Live.Quarantine;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>The way of one connection's positions through the one door, and the answers to them. While one commit runs, what comes gathers for
/// the next, so that a terminal may send ahead; it is bounded, and when it is full the connection is not read.</summary>
internal sealed class VehicleReports(
    PositionDoor door, SosDesk sos, QuarantineStore quarantine, VehicleOutbox outbox, VehicleCuts cuts, TimeProvider clock, ILogger log,
    CancellationToken over)
{
    private const int WaitingReports = 64;

    private readonly Channel<VehicleReport> _waiting =
        Channel.CreateBounded<VehicleReport>(new BoundedChannelOptions(WaitingReports) { SingleReader = true, SingleWriter = true });

    /// <summary>Takes a report, as soon as there is room; it is answered after the commit.</summary>
    public ValueTask AddAsync(VehicleReport report) => _waiting.Writer.WriteAsync(report);

    /// <summary>Takes no more; what waits is still stored and answered.</summary>
    public void Close() => _waiting.Writer.TryComplete();

    /// <summary>Stores and answers until closed.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync())
            {
                var group = new List<VehicleReport>();
                var fixes = 0;
                while (fixes < PositionDoor.MaxFixes && _waiting.Reader.TryRead(out var report))
                {
                    fixes += report.Fixes.Count;
                    group.Add(report);
                }

                await StoreAsync(group);
            }
        }
        finally
        {
            Close();
        }
    }

    private async Task StoreAsync(List<VehicleReport> group)
    {
        var (isStored, queriedFixes) = await TryStoreAsync(group);
        if (isStored && group.Exists(report => report.IsQueryAnswer))
        {
            group[0].Session.SettleQueries(queriedFixes > 0);
        }

        foreach (var report in group)
        {
            foreach (var header in report.Unanswered)
            {
                await outbox.SayAsync(platform => platform.Answer(header, isStored ? Jtt808Result.Done : Jtt808Result.Failed));
            }
        }
    }

    /// <summary>Not stored, when something of the group was not: the terminal sends all of it again, and what was stored folds. With it, how many
    /// fixes that were asked for are there now.</summary>
    private async Task<(bool IsStored, int QueriedFixes)> TryStoreAsync(List<VehicleReport> group)
    {
        var queriedFixes = 0;
        try
        {
            var device = group[0].Session.Device;
            var sender = new Sender(device.UnitCode, device.Night);
            foreach (var call in VehicleCalls.Thin(group.SelectMany(report => report.Calls)))
            {
                await PatientlyAsync(async () => (await sos.CallAsync(sender, call, CancellationToken.None)).RetryAfter);
            }

            foreach (var kin in group.SelectMany(report => report.Fixes, (report, fix) => (report.IsQueryAnswer, fix)).GroupBy(one => (one.fix.Datum, one.IsQueryAnswer)))
            {
                foreach (var batch in kin.Select(one => one.fix.Reported).Chunk(PositionDoor.MaxFixes))
                {
                    var positions = new PositionBatch(kin.Key.Datum, batch);
                    await PatientlyAsync(async () =>
                    {
                        var answer = await door.TakeAsync(sender, positions, CancellationToken.None);
                        queriedFixes += kin.Key.IsQueryAnswer && answer.Receipt is { } receipt ? receipt.Stored + receipt.Duplicates : 0;
                        return answer.RetryAfter;
                    });
                }
            }

            foreach (var report in group.Where(report => report.Flaw is not null))
            {
                var kept = new QuarantinedReport(device.UnitCode, clock.GetUtcNow(), VehicleReport.Door, report.Flaw!, Hex(report.Body));
                await quarantine.AddAsync(kept, device.Night, CancellationToken.None);
            }

            return (true, queriedFixes);
        }
        catch (OperationCanceledException)
        {
            // The terminal is gone before its budget allowed more.
            return default;
        }
        catch (Exception failure) when (StorageFailureHandler.IsOutage(failure))
        {
            cuts.NoteOutage(failure.Message);
            return default;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.TerminalConnectionFailed(failure);
            return default;
        }
    }

    /// <summary>A terminal that is too fast waits, and with it all it sends.</summary>
    private async Task PatientlyAsync(Func<Task<TimeSpan?>> take)
    {
        while (await take() is { } wait)
        {
            await Task.Delay(wait, clock, over);
        }
    }

    /// <summary>What is kept of a body: the bytes are no text.</summary>
    private static byte[] Hex(ReadOnlyMemory<byte> body) =>
        Encoding.ASCII.GetBytes(Convert.ToHexString(body.Span[..Math.Min(body.Length, QuarantineStore.MaxContentBytes / 2)]));
}
