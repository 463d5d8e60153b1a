using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Storage.Hotspots.Citations;

namespace SongshanRoad.Gis.Server.Hotspots.Citations;

/// <summary>Keeps runs that somebody cites, and computes them again.</summary>
internal sealed class HotspotCitations(HotspotStore store, HotspotCitationStore citations, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _recomputing = new(1, 1);

    /// <summary>Cites a run. Its input is read now, which is what it was computed from only as long as nothing has changed.</summary>
    /// <returns>The citation, the first where there are several; or null and why there is none, and whether that is because the run is
    /// gone.</returns>
    public async Task<(HotspotCitationView? View, string? Wrong, bool IsGone)> CiteAsync(
        string runId, string citedBy, string note, CancellationToken cancellation)
    {
        if (await citations.FindAsync(runId, cancellation) is { } cited)
        {
            return (ViewOf(cited), null, false);
        }

        if (await store.FindAsync(runId, cancellation) is not { } run)
        {
            return (null, HotspotRuns.Gone(runId), true);
        }

        var request = HotspotRuns.RequestOf(run);
        var input = await store.ReadInputAsync(request.Filter, request.Unit == HotspotRequest.Segment, cancellation);
        if (HotspotRuns.IdOf(request, input.Versions) != runId)
        {
            return (null, $"Incidents, places or streets have changed since run {runId} was computed, so that its input cannot be kept. Ask for it again and cite the new run.", false);
        }

        await citations.AddAsync(runId, input, citedBy, note, clock.GetUtcNow(), cancellation);
        return await citations.FindAsync(runId, cancellation) is { } added ? (ViewOf(added), null, false) : (null, HotspotRuns.Gone(runId), true);
    }

    /// <summary>All citations, the latest first.</summary>
    public async Task<IReadOnlyList<HotspotCitationView>> ListAsync(CancellationToken cancellation) =>
        [.. (await citations.ListAsync(cancellation)).Select(ViewOf)];

    /// <summary>Computes a cited run again and compares every figure with the stored one; null when nobody cites it.</summary>
    public async Task<HotspotRecomputationView?> RecomputeAsync(string runId, CancellationToken cancellation)
    {
        // One at a time: each may hold a million incidents.
        await _recomputing.WaitAsync(cancellation);
        try
        {
            if (await citations.FindAsync(runId, cancellation) is not { } cited || await citations.ReadInputAsync(runId, cancellation) is not { } input)
            {
                return null;
            }

            var request = HotspotRuns.RequestOf(cited.Run);
            var (units, differing) = request.Unit == HotspotRequest.Segment
                ? RunDifference.Of(HotspotComputation.OnSegments(request, input), await store.ReadSegmentsAsync(runId, cancellation))
                : RunDifference.Of(HotspotComputation.OnCells(request, input), await store.ReadCellsAsync(runId, cancellation));
            return new HotspotRecomputationView(runId, differing == 0, units, differing, cited.Run.CodeVersion, HotspotRuns.CodeVersion);
        }
        finally
        {
            _recomputing.Release();
        }
    }

    public void Dispose() => _recomputing.Dispose();

    private static HotspotCitationView ViewOf(HotspotCitation citation) =>
        new(HotspotRuns.ViewOf(citation.Run), citation.CitedBy, citation.CitedAt, citation.Note, citation.Run.CodeVersion);
}
