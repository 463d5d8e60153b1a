using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Problems;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>The live map's connection. A refusal is a <see cref="HubException"/> whose text is <c>code: sentence</c>.</summary>
internal sealed class LiveHub(LiveFeed feed, AlertBoard alerts, PositionDoor door, IHubContext<LiveHub, ILiveClient> clients, NightCalendar nights, TimeProvider clock, ILogger<LiveHub> log)
    : Hub<ILiveClient>, ILiveHub
{
    private static readonly object SubscriberKey = new();

    /// <inheritdoc/>
    public Task<LiveSnapshot> Subscribe(LiveSubscription subscription)
    {
        var role = Context.User!.RoleName();
        if (role == Roles.Device)
        {
            throw Refusal(ProblemCodes.Forbidden, "A device may only send.");
        }

        var box = subscription is null
            ? new ViewBox(0, 0, 0, 0)
            : new ViewBox(subscription.WestDeg, subscription.SouthDeg, subscription.EastDeg, subscription.NorthDeg);
        if (!box.IsValid)
        {
            throw Refusal(ProblemCodes.InvalidValue,
                $"{box} is no view: west must be smaller than east, south than north, all of them WGS-84 degrees.");
        }

        // A leader of one community sees every unit for now: the neighbours' patrols are who would come to help.
        var view = role == Roles.Volunteer ? OwnView(box) : new SubscriberView(box);
        if (Context.Items.TryGetValue(SubscriberKey, out var found))
        {
            return Task.FromResult(((LiveSubscriber)found!).Subscribe(view));
        }

        var subscriber = new LiveSubscriber(Context.ConnectionId, feed, new NoticeSlots(role == Roles.Volunteer ? (Context.User!.UnitCode() ?? "", Context.User!.InvitedNight().ToString()!) : null), clock);
        Context.Items[SubscriberKey] = subscriber;
        var snapshot = subscriber.Subscribe(view);
        feed.Add(subscriber);
        alerts.ShowTo(subscriber);
        // What happened between the snapshot and the line above rang no bell.
        subscriber.Ring();
        _ = SendAsync(subscriber, clients.Clients.Client(Context.ConnectionId), Context);
        return Task.FromResult(snapshot);
    }

    /// <inheritdoc/>
    public async Task<PositionReceipt> Report(PositionBatch batch)
    {
        if (Sender.Of(Context.User!) is not { } sender)
        {
            throw Refusal(ProblemCodes.Forbidden, "Only a device or a volunteer team reports positions.");
        }

        try
        {
            var answer = await door.TakeAsync(sender, batch, Context.ConnectionAborted);
            return answer.Receipt ?? throw Refusal(answer.Code!, answer.Sentence!);
        }
        catch (Exception failure) when (StorageFailureHandler.IsOutage(failure))
        {
            throw Refusal(ProblemCodes.StorageUnavailable, "The database is not reachable; nothing was stored. Try again in a few seconds.");
        }
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(SubscriberKey, out var found))
        {
            feed.Remove((LiveSubscriber)found!);
        }

        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>A connection whose sender loop failed is closed: its client comes back instead of showing an old picture for ever.</summary>
    private async Task SendAsync(LiveSubscriber subscriber, ILiveClient client, HubCallerContext connection)
    {
        try
        {
            await subscriber.RunAsync(client, connection.ConnectionAborted);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.HubMethodFailed(nameof(ILiveClient.Frame), failure);
            connection.Abort();
        }
    }

    /// <summary>A volunteer's own unit in the night of the invite.</summary>
    private SubscriberView OwnView(ViewBox box) => Context.User!.InvitedNight() is { } night
        ? new SubscriberView(box, Context.User!.UnitCode() ?? "", nights.DayOf(night))
        : throw Refusal(ProblemCodes.Forbidden, "This session has no night; open the invite link again.");

    private static HubException Refusal(string code, string sentence) => new($"{code}: {sentence}");
}
