namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>Events in an order that does not depend on the order they were given in, and who is near whom.</summary>
internal interface IEventNeighbours
{
    /// <summary>The times of the events, days, in that order.</summary>
    ReadOnlySpan<double> Days { get; }

    /// <summary>Adds every later event that lies in a space band other than the last.</summary>
    /// <param name="number">The event, by its place in the order.</param>
    /// <param name="neighbours">Where they are added: number and band.</param>
    void AddLater(int number, List<(int Number, int Band)> neighbours);
}
