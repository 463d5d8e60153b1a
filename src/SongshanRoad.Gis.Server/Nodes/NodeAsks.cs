using System.Buffers;
using System.Collections.Concurrent;
using MessagePack;
using Microsoft.Extensions.Hosting;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>Questions to the other servers, and their answers: for what only one of them can know or do.</summary>
internal sealed class NodeAsks(NodeLink link, NodePeers peers) : IHostedService
{
    private const byte Version = 1;
    private const string Channel = "asks";
    private const long NoAnswer = 0;

    // Paces the wire, not the domain: real time even when a test's clock stands still.
    private static readonly TimeProvider Pace = TimeProvider.System;
    private static readonly TimeSpan FirstWordWithin = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, Waiting> _waiting = new();
    private Func<ReadOnlyMemory<byte>, Action, Task<byte[]>>? _answer;
    private Action<ReadOnlyMemory<byte>>? _take;
    private long _asked;

    /// <summary>Who answers questions and takes notices.</summary>
    /// <param name="answer">Answers a question; it calls the action first when that takes its time.</param>
    /// <param name="take">Takes a notice; must not wait.</param>
    public void ServeWith(Func<ReadOnlyMemory<byte>, Action, Task<byte[]>> answer, Action<ReadOnlyMemory<byte>> take) => (_answer, _take) = (answer, take);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await link.HearAsync(Channel, Take);
        await link.HearAsync(AnswersOf(link.NodeId), TakeAnswer);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks all others.</summary>
    /// <param name="question">The question.</param>
    /// <param name="within">How long who has promised an answer is waited for; for a first word, 2 s.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The answers that came in time, and whether one that was promised did not.</returns>
    public async Task<(IReadOnlyList<byte[]> Answers, bool IsOneMissing)> AskAsync(byte[] question, TimeSpan within, CancellationToken cancellation)
    {
        var (id, waiting) = (Interlocked.Increment(ref _asked), new Waiting(peers.Present));
        _waiting[id] = waiting;
        try
        {
            link.Say(Channel, Bytes(id, isPromise: false, question));
            await InTimeAsync(waiting.AllSpoke, FirstWordWithin, cancellation);
            var isOneMissing = !await InTimeAsync(waiting.AllAnswered, within, cancellation);
            return (waiting.Answers, isOneMissing);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Tells all others something that needs no answer.</summary>
    public void Tell(byte[] notice) => link.Say(Channel, Bytes(NoAnswer, isPromise: false, notice));

    private static string AnswersOf(Guid node) => $"answers:{node:N}";

    private static async Task<bool> InTimeAsync(Task task, TimeSpan within, CancellationToken cancellation)
    {
        try
        {
            await task.WaitAsync(within, Pace, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Take(ReadOnlyMemory<byte> bytes)
    {
        if (Read(bytes) is not { } ask || ask.Sender == link.NodeId)
        {
            return;
        }

        if (ask.Id == NoAnswer)
        {
            _take?.Invoke(ask.Body);
        }
        else if (_answer is not null)
        {
            _ = AnswerAsync(_answer, ask);
        }
    }

    private async Task AnswerAsync(Func<ReadOnlyMemory<byte>, Action, Task<byte[]>> answer, Ask ask)
    {
        var channel = AnswersOf(ask.Sender);
        var body = await answer(ask.Body, () => link.Say(channel, Bytes(ask.Id, isPromise: true, [])));
        link.Say(channel, Bytes(ask.Id, isPromise: false, body));
    }

    private void TakeAnswer(ReadOnlyMemory<byte> bytes)
    {
        if (Read(bytes) is { } answer && _waiting.TryGetValue(answer.Id, out var waiting))
        {
            waiting.Take(answer.Sender, answer.IsPromise ? null : answer.Body.ToArray());
        }
    }

    private byte[] Bytes(long id, bool isPromise, byte[] body)
    {
        var output = new ArrayBufferWriter<byte>(64 + body.Length);
        var writer = new MessagePackWriter(output);
        writer.Write(Version);
        writer.Write(link.NodeId.ToByteArray());
        writer.Write(id);
        writer.Write(isPromise);
        writer.Write(body);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static Ask? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            return reader.ReadByte() == Version
                ? new Ask(new Guid(reader.ReadBytes()!.Value.ToArray()), reader.ReadInt64(), reader.ReadBoolean(), reader.ReadBytes()!.Value.ToArray())
                : null;
        }
        catch (Exception failure) when (failure is MessagePackSerializationException or EndOfStreamException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Ask(Guid Sender, long Id, bool IsPromise, ReadOnlyMemory<byte> Body);

    /// <summary>A question under way: who has yet to say a word, and who has promised an answer.</summary>
    private sealed class Waiting
    {
        private readonly TaskCompletionSource _allSpoke = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _allAnswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HashSet<Guid> _silent;
        private readonly HashSet<Guid> _promised = [];
        private readonly List<byte[]> _answers = [];
        private bool _isAfterFirstWords;

        public Waiting(IEnumerable<Guid> asked)
        {
            _silent = [.. asked];
            Settle();
        }

        public Task AllSpoke => _allSpoke.Task;

        /// <summary>Done when all have answered that promised to; who said nothing until this is asked for is waited for no more.</summary>
        public Task AllAnswered
        {
            get
            {
                lock (_answers)
                {
                    _isAfterFirstWords = true;
                    Settle();
                    return _allAnswered.Task;
                }
            }
        }

        public IReadOnlyList<byte[]> Answers
        {
            get
            {
                lock (_answers)
                {
                    return [.. _answers];
                }
            }
        }

        public void Take(Guid sender, byte[]? answer)
        {
            lock (_answers)
            {
                _silent.Remove(sender);
                if (answer is null)
                {
                    _promised.Add(sender);
                }
                else
                {
                    _promised.Remove(sender);
                    _answers.Add(answer);
                }

                Settle();
            }
        }

        private void Settle()
        {
            if (_silent.Count == 0)
            {
                _allSpoke.TrySetResult();
            }

            if (_isAfterFirstWords && _promised.Count == 0)
            {
                _allAnswered.TrySetResult();
            }
        }
    }
}
