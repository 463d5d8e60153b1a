using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>Pairs of events that are close in space: for each of a run of events the later ones near it, sorted by band.</summary>
/// <param name="bands">Number of bands of space but the last.</param>
internal sealed class ClosePairs(int bands)
{
    private readonly List<int> _ends = [];
    private readonly List<int> _partners = [];
    private readonly long[] _pairsByBand = new long[bands];

    /// <summary>Number of bands.</summary>
    public int Bands => bands;

    /// <summary>The first event of the run.</summary>
    public int First { get; private set; }

    /// <summary>Number of events in the run.</summary>
    public int Owners { get; private set; }

    /// <summary>Number of pairs held.</summary>
    public int Count => _partners.Count;

    /// <summary>Pairs by band, those of earlier runs included.</summary>
    public ReadOnlySpan<long> PairsByBand => _pairsByBand;

    /// <summary>Takes in the later neighbours of the next event.</summary>
    public void Add(List<(int Number, int Band)> neighbours)
    {
        Owners++;
        for (var band = 0; band < bands; band++)
        {
            foreach (var (number, itsBand) in neighbours)
            {
                if (itsBand == band)
                {
                    _partners.Add(number);
                    _pairsByBand[band]++;
                }
            }

            _ends.Add(_partners.Count);
        }
    }

    /// <summary>Forgets the pairs, keeps the memory, and begins a new run after the last event.</summary>
    public void StartNextRun()
    {
        (First, Owners) = (First + Owners, 0);
        _ends.Clear();
        _partners.Clear();
    }

    /// <summary>Whether an event of the run has anyone near.</summary>
    public bool HasPartners(int owner) => bands > 0 && EndOf(owner, bands - 1) > StartOf(owner, 0);

    /// <summary>Later events near an event, in a band.</summary>
    public ReadOnlySpan<int> PartnersOf(int owner, int band) => CollectionsMarshal.AsSpan(_partners)[StartOf(owner, band)..EndOf(owner, band)];

    private int StartOf(int owner, int band) => owner == 0 && band == 0 ? 0 : _ends[(owner * bands) + band - 1];

    private int EndOf(int owner, int band) => _ends[(owner * bands) + band];
}
