using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using SongshanRoad.Gis.Client.Live.Queue;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// The fixes that the server has not yet stored, in a file. What <see cref="Enqueue"/> has returned for is on the disk: a killed process, a pulled
/// plug or a torn last record loses none of it. A <see cref="PositionSender"/> empties it. Thread-safe; one process at a time.
/// </summary>
/// <remarks>
/// Only appended to: fixes, and marks of what is gone. When more of the file is gone than is left, it is replaced by what is left, by a rename. Sequence
/// numbers count up for as long as the file exists.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "It is what the domain calls it; nobody takes it for a collection.")]
public sealed class PositionQueue : IDisposable
{
    // Below it, replacing the file costs more than it gives back.
    private const int LeastToGiveBack = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly QueueFile _file;
    private readonly RefusedFixes _refused;
    private readonly PositionQueueOptions _options;
    private readonly Queue<QueuedFix> _fixes = new();
    private readonly List<byte> _buffer = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private QueueMark _mark;
    private long _lastSequence;
    private long _leftBytes;
    // The fix that could not be noted among the refused ones, once.
    private long _unnotedSequence;

    private PositionQueue(QueueFile file, RefusedFixes refused, PositionQueueOptions options)
    {
        _file = file;
        _refused = refused;
        _options = options;
        _mark = new QueueMark(options.UnitId, 0, 0, 0);
    }

    /// <summary>Fixes that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _fixes.Count;
            }
        }
    }

    /// <summary>Fixes that were dropped unsent because the queue was full, ever since the file exists.</summary>
    public long DroppedCount
    {
        get
        {
            lock (_gate)
            {
                return _mark.DroppedCount;
            }
        }
    }

    /// <summary>Fixes that the server refused and that lie in the file's neighbour <c>….refused</c>, ever since the file exists.</summary>
    public long RefusedCount
    {
        get
        {
            lock (_gate)
            {
                return _mark.RefusedCount;
            }
        }
    }

    /// <summary>Bytes that were of no whole record when the file was opened: a torn last record, or damage.</summary>
    public long DamagedBytes { get; private set; }

    /// <summary>Opens a queue's file, or makes it with its directory.</summary>
    /// <param name="path">The file; <c>….lock</c>, <c>….next</c> and <c>….refused</c> beside it are the queue's, too.</param>
    /// <param name="options">Whose fixes, and how many.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="PositionQueueException">Another process has the file, or it holds another unit's fixes.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static PositionQueue Open(string path, PositionQueueOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.UnitId, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxFixes, 1, nameof(options));
        if (!QueueRecord.IsDatum(options.Datum))
        {
            throw new ArgumentException($"Datum '{options.Datum}' is unknown; wgs84, gcj02 and bd09 are allowed.", nameof(options));
        }

        var file = new QueueFile(path);
        try
        {
            var queue = new PositionQueue(file, new RefusedFixes($"{path}.refused"), options);
            queue.Load(path);
            return queue;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a fix. On return it is on the disk (fsync), which takes some milliseconds: not for a UI thread.</summary>
    /// <param name="fix">The fix. Speed, accuracy, heading or battery that is no number counts as absent.</param>
    /// <returns>Its sequence number.</returns>
    /// <exception cref="ArgumentException">A degree is no number, or the time is before 1970.</exception>
    /// <exception cref="IOException">It could not be kept, e.g. because the disk is full.</exception>
    public long Enqueue(DeviceFix fix)
    {
        ArgumentNullException.ThrowIfNull(fix);
        if (!double.IsFinite(fix.LonDeg) || !double.IsFinite(fix.LatDeg) || fix.Time < DateTimeOffset.UnixEpoch)
        {
            throw new ArgumentException($"{fix.LonDeg}, {fix.LatDeg} at {fix.Time:O} is no position: degrees must be numbers, the time after 1970.", nameof(fix));
        }

        long sequence;
        lock (_gate)
        {
            sequence = _lastSequence + 1;
            var queued = new QueuedFix(_options.Datum, new ReportedFix(
                sequence,
                fix.Time.ToUnixTimeMilliseconds(),
                fix.LonDeg,
                fix.LatDeg,
                Known(fix.AccuracyM),
                Known(fix.SpeedMps),
                Known(fix.HeadingDeg),
                Known(fix.BatteryShare)));
            var isFull = _fixes.Count >= _options.MaxFixes;
            var mark = isFull
                ? _mark with { RemovedThrough = _fixes.Peek().Fix.Sequence, DroppedCount = _mark.DroppedCount + 1 }
                : _mark;
            _buffer.Clear();
            QueueRecord.Append(_buffer, queued);
            if (isFull)
            {
                QueueRecord.Append(_buffer, mark);
            }

            _file.Append(CollectionsMarshal.AsSpan(_buffer), durable: true);
            _lastSequence = sequence;
            _fixes.Enqueue(queued);
            _leftBytes += QueueRecord.FixBytes;
            RemoveThrough(mark);
        }

        _bell.Writer.TryWrite(true);
        return sequence;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bell.Writer.TryComplete();
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    /// <summary>The oldest fixes of one datum, or null when none waits.</summary>
    internal PositionBatch? Oldest(int limit, int skip = 0)
    {
        lock (_gate)
        {
            var first = _fixes.Skip(skip).FirstOrDefault();
            return first.Fix is null
                ? null
                : new PositionBatch(first.Datum, [.. _fixes.Skip(skip).Take(limit).TakeWhile(queued => queued.Datum == first.Datum).Select(queued => queued.Fix)]);
        }
    }

    /// <summary>The server has answered for these, the oldest in the queue: they go. Should some have been dropped for want of room while they were on their way,
    /// they were not lost after all.</summary>
    internal void Remove(PositionBatch stored)
    {
        lock (_gate)
        {
            var last = stored.Fixes[^1].Sequence;
            var alreadyDropped = stored.Fixes.Count(fix => fix.Sequence <= _mark.RemovedThrough);
            Write(_mark with { RemovedThrough = Math.Max(last, _mark.RemovedThrough), DroppedCount = _mark.DroppedCount - alreadyDropped });
        }
    }

    /// <summary>The server will never take the oldest fix: it goes to the file of refused ones. When that cannot be written twice, e.g. because the disk
    /// is full, the fix is only counted, so that it does not hold up those behind it.</summary>
    /// <exception cref="IOException">It could not be written for the first time; the fix stays.</exception>
    internal void SetAside(PositionBatch refused, string code, string sentence, DateTimeOffset now)
    {
        try
        {
            _refused.Add(refused, code, sentence, now);
        }
        catch (IOException) when (Interlocked.Exchange(ref _unnotedSequence, refused.Fixes[0].Sequence) == refused.Fixes[0].Sequence)
        {
            // The count is what is left of it.
        }

        lock (_gate)
        {
            if (refused.Fixes[0].Sequence > _mark.RemovedThrough)
            {
                Write(_mark with { RemovedThrough = refused.Fixes[0].Sequence, RefusedCount = _mark.RefusedCount + 1 });
            }
        }
    }

    /// <summary>Done when a fix was added since the last time, or was there at the start.</summary>
    internal async Task UntilAddedAsync(CancellationToken cancellation)
    {
        if (await _bell.Reader.WaitToReadAsync(cancellation))
        {
            _bell.Reader.TryRead(out _);
        }
        else
        {
            throw new ObjectDisposedException(nameof(PositionQueue));
        }
    }

    private static double? Known(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private void Load(string path)
    {
        var content = _file.ReadAll();
        var found = new SortedDictionary<long, QueuedFix>();
        string? owner = null;
        DamagedBytes = QueueFrame.Read(content, payload =>
        {
            if (QueueRecord.TryRead(payload, out QueuedFix queued))
            {
                found[queued.Fix.Sequence] = queued;
                return true;
            }

            if (QueueRecord.TryRead(payload, out QueueMark mark))
            {
                owner = mark.UnitId;
                // The last mark knows most; none of them takes back what another says.
                _mark = mark with { UnitId = _options.UnitId };
                return true;
            }

            return false;
        });
        var left = found.Values.Where(queued => queued.Fix.Sequence > _mark.RemovedThrough).ToList();
        if (owner is not null && owner != _options.UnitId && left.Count > 0)
        {
            throw new PositionQueueException(
                $"{path} holds {left.Count} fixes of unit {owner}, not of {_options.UnitId}: open it for {owner} until they are sent, or take another file.");
        }

        _lastSequence = Math.Max(_mark.RemovedThrough, found.Count == 0 ? 0 : found.Keys.Last());
        var surplus = left.Count - _options.MaxFixes;
        if (surplus > 0)
        {
            _mark = _mark with { RemovedThrough = left[surplus - 1].Fix.Sequence, DroppedCount = _mark.DroppedCount + surplus };
            left.RemoveRange(0, surplus);
        }

        left.ForEach(_fixes.Enqueue);
        Rewrite();
        if (left.Count > 0)
        {
            _bell.Writer.TryWrite(true);
        }
    }

    private void Write(QueueMark mark)
    {
        _buffer.Clear();
        QueueRecord.Append(_buffer, mark);
        try
        {
            // Not durable: a mark that is lost means a resend after a restart, which is harmless.
            _file.Append(CollectionsMarshal.AsSpan(_buffer), durable: false);
        }
        catch (IOException)
        {
            // Not written for want of room: as good as lost. Staying for it, the same fixes would be sent for ever; the next mark says the same and more.
        }

        RemoveThrough(mark);
    }

    private void RemoveThrough(QueueMark mark)
    {
        _mark = mark;
        while (_fixes.TryPeek(out var oldest) && oldest.Fix.Sequence <= mark.RemovedThrough)
        {
            _fixes.Dequeue();
            _leftBytes -= QueueRecord.FixBytes;
        }

        if (_file.Length - _leftBytes <= Math.Max(LeastToGiveBack, _leftBytes))
        {
            return;
        }

        try
        {
            Rewrite();
        }
        catch (IOException)
        {
            // The file is as good as before, only longer; the next removal tries again.
        }
    }

    /// <summary>Writes the file anew with what is left.</summary>
    private void Rewrite()
    {
        _buffer.Clear();
        QueueRecord.Append(_buffer, _mark);
        foreach (var queued in _fixes)
        {
            QueueRecord.Append(_buffer, queued);
        }

        _file.Replace(CollectionsMarshal.AsSpan(_buffer));
        _leftBytes = (long)_fixes.Count * QueueRecord.FixBytes;
        _buffer.Clear();
        _buffer.TrimExcess();
    }
}
