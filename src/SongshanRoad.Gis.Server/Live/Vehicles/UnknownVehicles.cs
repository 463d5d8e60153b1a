using SongshanRoad.Gis.Server.Deployment;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>The connections that have not said who they are yet. For one too many the oldest is cut, not the newest: a car says it within
/// a second, and strangers who only hold their places must not keep it out.</summary>
internal sealed class UnknownVehicles(VehicleDoorOptions options, VehicleCuts cuts)
{
    private readonly LinkedList<Action> _waiting = [];

    /// <summary>Adds a connection.</summary>
    /// <param name="cut">Ends it.</param>
    /// <returns>Takes it out, when it is known or over; may be called more than once.</returns>
    public Action Add(Action cut)
    {
        Action? oldest = null;
        LinkedListNode<Action> added;
        lock (_waiting)
        {
            if (_waiting.Count >= options.MaxUnknownConnections)
            {
                oldest = _waiting.First!.Value;
                _waiting.RemoveFirst();
            }

            added = _waiting.AddLast(cut);
        }

        if (oldest is not null)
        {
            cuts.Note("too many that are not authenticated");
            oldest();
        }

        return () => Remove(added);
    }

    private void Remove(LinkedListNode<Action> node)
    {
        lock (_waiting)
        {
            if (node.List is not null)
            {
                _waiting.Remove(node);
            }
        }
    }
}
