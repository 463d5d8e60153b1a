namespace SongshanRoad.Gis.Server.Live;

/// <summary>The duties that ended last. What another server stored just before a duty ended may be heard after its end, and must not bring it back.</summary>
internal sealed class EndedDuties
{
    // Far more than end while a message is under way.
    private const int MostRemembered = 4096;

    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _inOrder = new();

    /// <summary>Whether the duty has ended.</summary>
    public bool Holds(string dutyId) => _ids.Contains(dutyId);

    /// <summary>Notes an end.</summary>
    public void Add(string dutyId)
    {
        if (!_ids.Add(dutyId))
        {
            return;
        }

        _inOrder.Enqueue(dutyId);
        if (_inOrder.Count > MostRemembered)
        {
            _ids.Remove(_inOrder.Dequeue());
        }
    }
}
