using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Coverage;

namespace SongshanRoad.Gis.Server.Coverage;

/// <summary>Coverage of any night, computed from its stored fixes when asked for and kept until a late fix comes, old fixes are
/// dropped or an alley changes.</summary>
internal sealed class PastCoverage(AlleyNetworkCache network, NightFixStore stored) : IDisposable
{
    private const int KeptNights = 31;

    // One night is computed at a time: a burst of requests must not keep every core from the live path.
    private readonly SemaphoreSlim _computing = new(1, 1);
    private readonly Dictionary<DutyNight, Kept> _kept = [];
    private long _asked;

    public async Task<CoverageView> ReadAsync(DutyNight night, CancellationToken cancellation)
    {
        await _computing.WaitAsync(cancellation);
        try
        {
            var alleys = await network.ReadAsync(cancellation);
            // Read before the fixes: one that comes in between is computed now and makes the next request compute again.
            var stamp = await stored.ReadStampAsync(night.Date, cancellation);
            if (!_kept.TryGetValue(night, out var kept) || kept.Stamp != stamp || kept.AlleysVersion != alleys.Version)
            {
                var board = new CoverageBoard(night, alleys);
                var fixes = await stored.ReadAsync(night.Date, null, cancellation);
                board.Add(fixes);
                kept = new Kept(stamp, alleys.Version, board.View);
            }

            Keep(night, kept);
            return kept.View;
        }
        finally
        {
            _computing.Release();
        }
    }

    public void Dispose() => _computing.Dispose();

    private void Keep(DutyNight night, Kept kept)
    {
        _kept[night] = kept with { LastAsked = ++_asked };
        if (_kept.Count > KeptNights)
        {
            _kept.Remove(_kept.MinBy(entry => entry.Value.LastAsked).Key);
        }
    }

    private sealed record Kept(NightStamp Stamp, long AlleysVersion, CoverageView View, long LastAsked = 0);
}
