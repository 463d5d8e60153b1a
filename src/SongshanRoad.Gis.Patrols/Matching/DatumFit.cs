using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Finds out which datum a track's degrees are in, by how well it fits the streets under each.</summary>
/// <remarks>In a dense grid a track that is off by 500 m still finds a street nearby everywhere; it does not find streets that connect the
/// way it went. So the whole model is asked, not the distances alone (research 4.1).</remarks>
/// <param name="Declared">What the track says it is in.</param>
/// <param name="Best">What fits best.</param>
/// <param name="DeclaredNats">Cost per used fix as declared.</param>
/// <param name="BestNats">Cost per used fix of the best.</param>
public readonly record struct DatumFit(Datum Declared, Datum Best, double DeclaredNats, double BestNats)
{
    /// <summary>So many fixes are enough.</summary>
    private const int Looked = 200;

    /// <summary>What a fix without any street near costs.</summary>
    private const double NowhereNats = 20;

    /// <summary>The declared datum must cost so much more per fix before it is called wrong.</summary>
    private const double MarginNats = 1;

    /// <summary>Whether another datum fits so much better that the declared one must be wrong.</summary>
    public bool Refused => Best != Declared && DeclaredNats - BestNats > MarginNats;

    /// <summary>Compares the three datums on the first fixes of a track.</summary>
    /// <param name="network">The streets.</param>
    /// <param name="projection">The projection the network is in.</param>
    /// <param name="profile">How somebody moves.</param>
    /// <param name="track">Degrees as they came, with seconds, in order of time.</param>
    /// <param name="declared">What they are said to be.</param>
    public static DatumFit Of(
        MatchNetwork network, IProjection projection, TravelProfile profile, IReadOnlyList<(LonLat At, double TimeS)> track, Datum declared)
    {
        var best = declared;
        var lattice = new Lattice(network, profile);
        var declaredNats = NatsOf(declared);
        var bestNats = declaredNats;
        foreach (var datum in Enum.GetValues<Datum>())
        {
            if (datum != declared && NatsOf(datum) is var nats && nats < bestNats)
            {
                (best, bestNats) = (datum, nats);
            }
        }

        return new DatumFit(declared, best, declaredNats, bestNats);

        double NatsOf(Datum datum)
        {
            var fixes = track.Select(one => new TrackFix(one.TimeS, projection.ToMetric(DatumConversion.ToWgs84(one.At, datum)))).ToList();
            var used = new TrackCleaner(profile).Clean(fixes);
            var count = Math.Min(used.Count, Looked);
            lattice.Clear();
            var nowhere = 0;
            for (var i = 0; i < count; i++)
            {
                var fix = used[i].Fix;
                nowhere += lattice.Search.NearestM(fix.Metric, profile.RadiusM) > profile.RadiusM ? 1 : 0;
                lattice.Add(fix, profile.DefaultSigmaM, false);
            }

            var cost = lattice.BestLast() is >= 0 and var state ? lattice.State(state).Cost : 0;
            return count == 0 ? 0 : (cost + (nowhere * NowhereNats)) / count;
        }
    }
}
