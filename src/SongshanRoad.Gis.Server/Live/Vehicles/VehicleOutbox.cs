using System.IO.Pipelines;
using System.Threading.Channels;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>What is said to one terminal. Bounded: while the terminal does not read, whoever answers it waits.</summary>
internal sealed class VehicleOutbox
{
    private const int WaitingMessages = 64;

    private readonly Channel<Jtt808Message> _messages = Channel.CreateBounded<Jtt808Message>(new BoundedChannelOptions(WaitingMessages) { SingleReader = true });
    private readonly Lock _gate = new();
    private (Jtt808Edition Edition, string Terminal) _form;
    private Jtt808Platform _platform = new(default, "");

    /// <summary>From now on messages have the form of the terminal's own.</summary>
    /// <param name="header">Header of its last message.</param>
    public void SpeakAs(in Jtt808Header header)
    {
        var form = (header.Edition, header.Terminal);
        lock (_gate)
        {
            if (_form != form)
            {
                (_form, _platform) = (form, new Jtt808Platform(header.Edition, header.Terminal));
            }
        }
    }

    /// <summary>Makes a message with the next serial number.</summary>
    public Jtt808Message Compose(Func<Jtt808Platform, Jtt808Message> say)
    {
        lock (_gate)
        {
            return say(_platform);
        }
    }

    /// <summary>Says something, as soon as there is room. Lost when the connection is over: a terminal sends again what was not answered.</summary>
    public async ValueTask SayAsync(Func<Jtt808Platform, Jtt808Message> say)
    {
        try
        {
            await _messages.Writer.WriteAsync(Compose(say));
        }
        catch (ChannelClosedException)
        {
        }
    }

    /// <summary>Says something if there is room now.</summary>
    public bool TrySay(Jtt808Message message) => _messages.Writer.TryWrite(message);

    /// <summary>Takes no more; what waits is still sent.</summary>
    public void Close() => _messages.Writer.TryComplete();

    /// <summary>Sends until closed, or until the connection is over.</summary>
    public async Task RunAsync(PipeWriter output)
    {
        try
        {
            var isOver = false;
            while (!isOver && await _messages.Reader.WaitToReadAsync())
            {
                for (var i = 0; i < WaitingMessages && _messages.Reader.TryRead(out var message); i++)
                {
                    message.Write(output);
                }

                isOver = (await output.FlushAsync()).IsCompleted;
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The line broke; the reading side sees it, too.
        }
        finally
        {
            _messages.Writer.TryComplete();
        }
    }
}
