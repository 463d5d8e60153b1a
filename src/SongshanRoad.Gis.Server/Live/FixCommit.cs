using Npgsql;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>A group after its commit.</summary>
/// <param name="Duties">Every duty a fix of the group belongs to, as the database knows it.</param>
/// <param name="Believed">Fixes stored now and believed.</param>
/// <param name="Receipts">What to answer each batch.</param>
internal sealed record CommitResult(
    IReadOnlyList<Duty> Duties, IReadOnlyList<Fix> Believed, IReadOnlyList<(SentBatch Batch, PositionReceipt Receipt)> Receipts);

/// <summary>Checks a group of batches against their duties and stores it in one commit.</summary>
internal sealed class FixCommit(FixStore fixes, DutyStore duties, TimeProvider clock)
{
    // Used by the one writer only.
    private readonly DutyTrails _trails = new();

    public DutyTrails Trails => _trails;

    /// <summary>Stores a group; the duties of its fixes are read from the database, whoever started them.</summary>
    /// <exception cref="NpgsqlException">Nothing was stored.</exception>
    public async Task<CommitResult> StoreAsync(IReadOnlyList<SentBatch> group, CancellationToken cancellation)
    {
        var spans = group.Select(batch => (batch.Sender.UnitCode, batch.Fixes.Min(fix => fix.Time), batch.Fixes.Max(fix => fix.Time))).ToList();
        var known = await duties.BetweenAsync(spans, cancellation);
        foreach (var booked in known.Where(booked => booked.Duty.EndedAt is null))
        {
            _trails.Start(booked.Duty);
        }

        var checkedBatches = Check(group, known.ToLookup(booked => booked.Duty.UnitId));
        var raw = checkedBatches.SelectMany(batch => batch.Fixes.Select(entry => entry.Raw)).ToList();
        var stored = raw.Count == 0 ? new HashSet<FixKey>() : new HashSet<FixKey>(await fixes.AddAsync(raw, cancellation));
        var believed = new List<Fix>();
        var receipts = new List<(SentBatch, PositionReceipt)>();
        foreach (var batch in checkedBatches)
        {
            // A fix that came twice in the group counts as stored for the first batch.
            var added = batch.Fixes.Where(entry => stored.Remove(entry.Raw.Key)).ToList();
            foreach (var entry in added.Where(entry => entry.Fix is not null))
            {
                _trails.Remember(entry.Fix!, entry.Flaw);
                if (entry.Flaw == FixFlaw.None)
                {
                    believed.Add(entry.Fix!);
                }
            }

            var marked = added.Where(entry => entry.Raw.Mark is not null).Select(entry => new MarkedFix(entry.Raw.Sequence, entry.Raw.Mark!));
            receipts.Add((batch.Sent, new PositionReceipt(added.Count, batch.Fixes.Count - added.Count, batch.OffDuty, [.. marked])));
        }

        return new CommitResult([.. known.Select(booked => booked.Duty)], believed, receipts);
    }

    private List<CheckedBatch> Check(IReadOnlyList<SentBatch> group, ILookup<string, BookedDuty> known)
    {
        var now = clock.GetUtcNow();
        var trails = new Dictionary<string, DutyTrails.Trail>();
        var result = new List<CheckedBatch>(group.Count);
        foreach (var batch in group)
        {
            var entries = new List<CheckedFix>(batch.Fixes.Count);
            foreach (var sent in batch.Fixes)
            {
                var duty = known[batch.Sender.UnitCode].FirstOrDefault(booked => Takes(booked, batch.Sender, sent.Time))?.Duty;
                if (duty is null)
                {
                    continue;
                }

                if (!trails.TryGetValue(duty.DutyId, out var trail))
                {
                    trails.Add(duty.DutyId, trail = _trails.CopyOf(duty));
                }

                var fix = sent.AsFix(duty);
                var flaw = sent.Flaw == FixFlaw.None ? trail.Check(fix!, duty, now) : sent.Flaw;
                entries.Add(new CheckedFix(sent.AsRaw(duty, FixMarks.Of(flaw)), fix, flaw));
            }

            result.Add(new CheckedBatch(batch, entries, batch.OutsideAnyTime + batch.Fixes.Count - entries.Count));
        }

        return result;
    }

    private static bool Takes(BookedDuty booked, Sender sender, DateTimeOffset time) =>
        time >= booked.Duty.StartedAt && !(time > booked.Duty.EndedAt) && (sender.OnlyNight is null || sender.OnlyNight == booked.Night);

    private sealed record CheckedFix(RawFix Raw, Fix? Fix, FixFlaw Flaw);

    private sealed record CheckedBatch(SentBatch Sent, List<CheckedFix> Fixes, int OffDuty);
}
