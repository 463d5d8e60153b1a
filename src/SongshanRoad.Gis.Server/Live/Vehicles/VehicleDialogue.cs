using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Live.Vehicles;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>What one terminal is told: it registers, authenticates itself, and from then on its messages are taken.</summary>
internal sealed class VehicleDialogue(
    TerminalStore terminals, VehicleSessions sessions, VehicleOutbox outbox, VehicleReports reports, Action cut, Action known,
    VehicleCuts cuts, TimeProvider clock, ILogger log)
{
    private const int MaxIntroductions = 20;

    /// <summary>Characters of a code, 132 random bits: some terminals keep no 43.</summary>
    private const int CodeLength = 22;

    private readonly Jtt808Assembly _parts = new();
    private VehicleSession? _session;
    private int _introductions;

    /// <summary>Whether the terminal has authenticated itself.</summary>
    public bool IsKnown => _session is not null;

    /// <summary>Takes a message.</summary>
    public async ValueTask<VehicleVerdict> TakeAsync(Jtt808Message message)
    {
        var header = message.Header;
        if (_session is not null && _session.Number != header.Phone)
        {
            // One connection is one terminal, which hears it in its own name.
            return await AnswerAsync(header, Jtt808Result.Failed, VehicleVerdict.Bad);
        }

        outbox.SpeakAs(header);
        try
        {
            return (header.MessageId, _session) switch
            {
                (Jtt808MessageIds.Registration, _) => await RegisterAsync(header),
                (Jtt808MessageIds.Authentication, _) => await AuthenticateAsync(message),
                (Jtt808MessageIds.TimeRequest, _) => await SayAsync(platform => platform.TellTime(clock.GetUtcNow())),
                (_, null) => await AnswerAsync(header, Jtt808Result.Failed, VehicleVerdict.Bad),
                (_, { } session) => await TakeKnownAsync(session, message),
            };
        }
        catch (Exception failure) when (StorageFailureHandler.IsOutage(failure))
        {
            cuts.NoteOutage(failure.Message);
            return await AnswerAsync(header, Jtt808Result.Failed);
        }
    }

    /// <summary>The connection is over.</summary>
    public void End()
    {
        if (_session is not null)
        {
            sessions.Remove(_session);
        }
    }

    private async ValueTask<VehicleVerdict> TakeKnownAsync(VehicleSession session, Jtt808Message message)
    {
        switch (message.Header.MessageId)
        {
            case Jtt808MessageIds.Heartbeat:
                return await AnswerAsync(message.Header, Jtt808Result.Done);
            case Jtt808MessageIds.TerminalAnswer:
                if (Jtt808TerminalAnswer.TryRead(message.Body.Span) is { } answer)
                {
                    session.Settle(answer);
                }

                return VehicleVerdict.Good;
            case Jtt808MessageIds.Deregistration:
                await terminals.DropCodesAsync(session.Number, CancellationToken.None);
                return await AnswerAsync(message.Header, Jtt808Result.Done, VehicleVerdict.Over);
            case Jtt808MessageIds.Position or Jtt808MessageIds.PositionAnswer or Jtt808MessageIds.PositionBatch:
                return await ReportAsync(session, message);
            default:
                return await AnswerAsync(message.Header, Jtt808Result.Unsupported);
        }
    }

    private async ValueTask<VehicleVerdict> ReportAsync(VehicleSession session, Jtt808Message message)
    {
        if (message.Header.Part is { Count: > Jtt808Assembly.MaxParts })
        {
            return await AnswerAsync(message.Header, Jtt808Result.Wrong);
        }

        if (_parts.Take(message) is not { } whole)
        {
            // A terminal that sends the next part only after the answer must get on; what makes the message whole is answered after the commit.
            return _parts.MissingBefore(message.Header) is { } missing
                ? await SayAsync(platform => platform.AskParts(missing))
                : await AnswerAsync(message.Header, Jtt808Result.Done);
        }

        // The last part was answered with a request for others, if others came after it.
        var report = VehicleReport.Read(session, whole, message.Header == whole.Headers[^1] ? [message.Header] : [message.Header, whole.Headers[^1]]);
        if (report.Calls.Count > 0)
        {
            session.NoteAlarm(whole.Headers[0].Serial);
        }

        await reports.AddAsync(report);
        return VehicleVerdict.Good;
    }

    /// <summary>Only the number counts: what car a terminal says to be in, and who made it, is not kept.</summary>
    private async ValueTask<VehicleVerdict> RegisterAsync(Jtt808Header header)
    {
        if (!MayIntroduceItself())
        {
            return VehicleVerdict.Bad;
        }

        var code = SecretToken.Create()[..CodeLength];
        var isKnown = await terminals.AddCodeAsync(header.Phone, SecretToken.Hash(code), clock.GetUtcNow(), CancellationToken.None);
        return await SayAsync(platform => platform.Register(
            header, isKnown ? Jtt808RegistrationResult.Done : Jtt808RegistrationResult.UnknownTerminal, code));
    }

    private async ValueTask<VehicleVerdict> AuthenticateAsync(Jtt808Message message)
    {
        if (!MayIntroduceItself())
        {
            return VehicleVerdict.Bad;
        }

        var (header, code) = (message.Header, Jtt808Authentication.Read(message.Body.Span, message.Header.Edition).Code);
        var hash = SecretToken.Hash(code);
        if (await terminals.UseCodeAsync(header.Phone, hash, clock.GetUtcNow(), CancellationToken.None) is not { } device)
        {
            log.TerminalCodeWrong();
            return await AnswerAsync(header, Jtt808Result.Failed, VehicleVerdict.Over);
        }

        if (_session is null && !await TryEnterAsync(new VehicleSession(header.Phone, device, outbox, cut), hash))
        {
            return await AnswerAsync(header, Jtt808Result.Failed, VehicleVerdict.Over);
        }

        var verdict = await AnswerAsync(header, Jtt808Result.Done);
        sessions.NoteReady();
        return verdict;
    }

    /// <summary>False when the terminal was dropped, or enrolled otherwise, while it came: that found no connection to cut yet.</summary>
    private async Task<bool> TryEnterAsync(VehicleSession session, byte[] hash)
    {
        sessions.Add(session);
        var isStill = false;
        try
        {
            isStill = await terminals.UseCodeAsync(session.Number, hash, clock.GetUtcNow(), CancellationToken.None) == session.Device;
        }
        finally
        {
            if (!isStill)
            {
                sessions.Remove(session);
            }
        }

        if (isStill)
        {
            _session = session;
            known();
        }

        return isStill;
    }

    /// <summary>Registrations and wrong codes cost the database something; who is known may register as often as it likes.</summary>
    private bool MayIntroduceItself() => IsKnown || ++_introductions <= MaxIntroductions;

    private ValueTask<VehicleVerdict> AnswerAsync(Jtt808Header to, Jtt808Result result, VehicleVerdict verdict = VehicleVerdict.Good) =>
        SayAsync(platform => platform.Answer(to, result), verdict);

    private async ValueTask<VehicleVerdict> SayAsync(Func<Jtt808Platform, Jtt808Message> say, VehicleVerdict verdict = VehicleVerdict.Good)
    {
        await outbox.SayAsync(say);
        return verdict;
    }
}

/// <summary>How a connection goes on after a message.</summary>
internal enum VehicleVerdict
{
    /// <summary>As before.</summary>
    Good = 0,

    /// <summary>It counts as a bad frame.</summary>
    Bad = 1,

    /// <summary>It ends when all answers are sent.</summary>
    Over = 2,
}
