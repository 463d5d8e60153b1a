namespace SongshanRoad.Gis.Load.Faults;

/// <summary>Every fault that can be asked for.</summary>
internal static class AllFaults
{
    public static IReadOnlyList<IFault> List { get; } =
        [new DatabaseKilled(), new ServerKilled(), new RedisKilled(), new NetworkCut(), new DiskFull(), new GarbageFlood()];

    public static IFault? Find(string name) => List.FirstOrDefault(fault => fault.Name == name);
}
