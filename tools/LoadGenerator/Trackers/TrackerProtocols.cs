namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>Every protocol that can be asked for.</summary>
internal static class TrackerProtocols
{
    public static IReadOnlyList<ITrackerProtocol> All { get; } =
        [new HubProtocol(), new HttpProtocol(), new OsmAndProtocol(), new OwnTracksProtocol(), new Jtt808Protocol()];

    public static ITrackerProtocol? Find(string name) => All.FirstOrDefault(protocol => protocol.Name == name);
}
