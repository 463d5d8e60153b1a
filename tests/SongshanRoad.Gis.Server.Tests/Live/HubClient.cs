using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Server.Tests.Live;

/// <summary>The two protocols every hub test runs over.</summary>
public enum Wire
{
    Json,
    MessagePack,
}

/// <summary>A real client of the hub that keeps the picture it is told and fails on a hole.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    // Only ends a test that would hang; nothing waits for it.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly HubConnection _hub;
    private readonly Lock _gate = new();
    private readonly List<(Func<bool> Holds, TaskCompletionSource Met)> _awaited = [];
    private long _sequence = -1;

    private HubClient(HubConnection hub) => _hub = hub;

    public Dictionary<string, LiveUnit> Units { get; } = [];

    public List<LiveFrame> Frames { get; } = [];

    public List<HotspotsChanged> HotspotNotices { get; } = [];

    public List<string> IncidentVersions { get; } = [];

    /// <summary>The latest that notices said of each alley.</summary>
    public Dictionary<long, AlleyCoverageView> Alleys { get; } = [];

    public List<CoverageChanged> CoverageNotices { get; } = [];

    /// <summary>The latest of each alert that was told.</summary>
    public Dictionary<string, AlertView> Alerts { get; } = [];

    /// <summary>Whether all open alerts were told.</summary>
    public bool HasWholeAlerts { get; private set; }

    public string Epoch { get; private set; } = "";

    public static async Task<HubClient> ConnectAsync(LiveServer server, Wire wire, string role) =>
        await OpenAsync(server, wire, null, await server.OfficeCookieAsync(role));

    public static async Task<HubClient> ConnectVolunteerAsync(LiveServer server, Wire wire, string unitCode, string night = LiveScene.Tonight) =>
        await OpenAsync(server, wire, null, await server.VolunteerCookieAsync(unitCode, night));

    public static Task<HubClient> ConnectDeviceAsync(LiveServer server, Wire wire, string token) => OpenAsync(server, wire, token, null);

    public async Task<LiveSnapshot> SubscribeAsync(LiveSubscription view)
    {
        var snapshot = await _hub.InvokeAsync<LiveSnapshot>("Subscribe", view, TestContext.Current.CancellationToken);
        lock (_gate)
        {
            Units.Clear();
            foreach (var unit in snapshot.Units)
            {
                Units[unit.UnitId] = unit;
            }

            (Epoch, _sequence) = (snapshot.Epoch, snapshot.Sequence);
        }

        return snapshot;
    }

    public Task<PositionReceipt> ReportAsync(params IReadOnlyList<ReportedFix> fixes) =>
        _hub.InvokeAsync<PositionReceipt>("Report", new PositionBatch("wgs84", fixes), TestContext.Current.CancellationToken);

    /// <summary>Done as soon as what was received makes the condition true.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (holds())
            {
                return;
            }

            _awaited.Add((holds, met));
        }

        await met.Task.WaitAsync(Hang, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static async Task<HubClient> OpenAsync(LiveServer server, Wire wire, string? token, string? cookie)
    {
        var builder = new HubConnectionBuilder().WithUrl($"{server.Address}/hubs/live", options =>
        {
            options.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token);
            if (cookie is not null)
            {
                options.Headers.Add("Cookie", cookie);
            }
        });
        var hub = (wire == Wire.MessagePack ? builder.AddMessagePackProtocol() : builder).Build();
        var client = new HubClient(hub);
        hub.On<LiveFrame>("Frame", client.Take);
        hub.On<HotspotsChanged>("HotspotsChanged", client.Take);
        hub.On<IncidentsChanged>("IncidentsChanged", client.Take);
        hub.On<CoverageChanged>("CoverageChanged", client.Take);
        hub.On<AlertsChanged>("AlertsChanged", client.Take);
        await hub.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }

    private void Take(LiveFrame frame)
    {
        lock (_gate)
        {
            Assert.Equal((Epoch, _sequence + 1), (frame.Epoch, frame.Sequence));
            _sequence = frame.Sequence;
            Frames.Add(frame);
            foreach (var unit in frame.Changed)
            {
                Units[unit.UnitId] = unit;
            }

            foreach (var unitId in frame.Removed)
            {
                Units.Remove(unitId);
            }

            Settle();
        }
    }

    private void Take(HotspotsChanged change)
    {
        lock (_gate)
        {
            HotspotNotices.Add(change);
            Settle();
        }
    }

    private void Take(IncidentsChanged change)
    {
        lock (_gate)
        {
            IncidentVersions.Add(change.Version);
            Settle();
        }
    }

    private void Take(CoverageChanged change)
    {
        lock (_gate)
        {
            CoverageNotices.Add(change);
            foreach (var alley in change.Alleys)
            {
                Alleys[alley.PlaceId] = alley;
            }

            Settle();
        }
    }

    private void Take(AlertsChanged change)
    {
        lock (_gate)
        {
            HasWholeAlerts |= change.IsWhole;
            foreach (var alert in change.Alerts)
            {
                Alerts[alert.AlertId] = alert;
            }

            Settle();
        }
    }

    private void Settle()
    {
        foreach (var entry in _awaited.Where(entry => entry.Holds()).ToList())
        {
            _awaited.Remove(entry);
            entry.Met.SetResult();
        }
    }
}
