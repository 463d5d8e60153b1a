using System.Text;
using Microsoft.Extensions.Hosting;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Nodes;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>Orders to terminals, whichever server of the deployment they are connected to.</summary>
/// <param name="sessions">The terminals connected to this server.</param>
/// <param name="options">How long a terminal has to answer.</param>
/// <param name="others">The other servers, or null when there are none.</param>
internal sealed class VehicleOrders(VehicleSessions sessions, VehicleDoorOptions options, NodeAsks? others) : IHostedService
{
    // A promised answer takes at most as long as the terminal has, and the way.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(2);

    /// <summary>From here on the others are answered.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (others is not null)
        {
            others.ServeWith(AnswerAsync, Take);
            // The line it had at another server is dead, whether that server knows it or not.
            sessions.Entered += number => others.Tell(new VehicleQuestion.Cut(number, null).ToBytes());
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives an order to all connected terminals of a unit.</summary>
    /// <returns>What came of it; of several terminals the first result of the list counts.</returns>
    public async Task<VehicleOrderResult> GiveAsync(string unitCode, VehicleOrder order, CancellationToken cancellation)
    {
        var elsewhere = AskAsync(new VehicleQuestion.Give(unitCode, order), cancellation);
        var here = await sessions.OrderAsync(unitCode, order, cancellation);
        var (answers, isOneMissing) = await elsewhere;
        return answers.Where(answer => answer.Length == 1).Select(answer => (VehicleOrderResult)answer[0])
            .Append(isOneMissing ? VehicleOrderResult.Silent : here).Append(here).Min();
    }

    /// <summary>The numbers of a unit's terminals that are connected.</summary>
    public async Task<IReadOnlySet<string>> ConnectedAsync(string unitCode, CancellationToken cancellation)
    {
        var (answers, _) = await AskAsync(new VehicleQuestion.Connected(unitCode), cancellation);
        return answers.SelectMany(answer => Encoding.ASCII.GetString(answer).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Concat(sessions.NumbersOf(unitCode)).ToHashSet();
    }

    /// <summary>Cuts a terminal whose enrolment changed.</summary>
    /// <param name="number">The terminal.</param>
    /// <param name="ofUnit">Only as a terminal of this unit, or null.</param>
    public void Cut(string number, string? ofUnit = null)
    {
        sessions.Cut(number, ofUnit);
        others?.Tell(new VehicleQuestion.Cut(number, ofUnit).ToBytes());
    }

    private Task<(IReadOnlyList<byte[]> Answers, bool IsOneMissing)> AskAsync(VehicleQuestion question, CancellationToken cancellation) => others is null
        ? Task.FromResult<(IReadOnlyList<byte[]>, bool)>(([], false))
        : others.AskAsync(question.ToBytes(), options.AnsweredWithin + OnTheWay, cancellation);

    private async Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> question, Action promise)
    {
        switch (VehicleQuestion.TryRead(question))
        {
            case VehicleQuestion.Connected(var unit):
                return Encoding.ASCII.GetBytes(string.Join(' ', sessions.NumbersOf(unit)));
            case VehicleQuestion.Give(var unit, var order):
                if (sessions.NumbersOf(unit).Any())
                {
                    promise();
                }

                return [(byte)await sessions.OrderAsync(unit, order, CancellationToken.None)];
            default:
                return [];
        }
    }

    private void Take(ReadOnlyMemory<byte> notice)
    {
        if (VehicleQuestion.TryRead(notice) is VehicleQuestion.Cut cut)
        {
            sessions.Cut(cut.Number, cut.OfUnit);
        }
    }
}
