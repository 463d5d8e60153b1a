using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Checks;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Collects a sample of a file's coordinates while it is read, spread evenly over the whole file, and asks at the end
/// whether they are what they are declared to be.</summary>
/// <param name="request">What was asked.</param>
/// <param name="frame">What is known of the district.</param>
internal sealed class DatumGuard(ImportRequest request, StoredFrame frame)
{
    private const int MostKept = 2 * DatumCheck.MaxPoints;

    // Fewer points may all lie just outside the district by right.
    private const int FewestForElsewhere = 20;

    private readonly List<Coordinate> _sample = [];
    private long _seen;
    private long _step = 1;
    private DatumVerdict? _verdict;
    private bool _refused;

    /// <summary>Considers all vertices of a geometry as the file has them.</summary>
    public void Consider(Geometry? geometryInSourceCrs)
    {
        if (frame.DistrictWgs84 is not null && geometryInSourceCrs is not null)
        {
            foreach (var coordinate in geometryInSourceCrs.Coordinates)
            {
                Consider(coordinate.X, coordinate.Y);
            }
        }
    }

    /// <summary>Considers one pair as the file has it.</summary>
    public void Consider(double x, double y)
    {
        if (_seen++ % _step != 0 || frame.DistrictWgs84 is null)
        {
            return;
        }

        _sample.Add(new Coordinate(x, y));
        if (_sample.Count == MostKept)
        {
            for (var i = 0; i < MostKept / 2; i++)
            {
                _sample[i] = _sample[2 * i];
            }

            _sample.RemoveRange(MostKept / 2, MostKept / 2);
            _step *= 2;
        }
    }

    /// <summary>Why the file must not be stored as declared, or null.</summary>
    /// <param name="declared">What its coordinates are taken for.</param>
    public string? Refusal(SourceCrs declared)
    {
        // A new outline of the district cannot be judged by the old one.
        if (frame.DistrictWgs84 is null || request.Layer == "district")
        {
            return null;
        }

        _verdict = DatumCheck.Examine(_sample, declared, frame.DistrictWgs84, frame.StreetsWgs84);
        var wrong = _verdict.Finding == DatumFinding.AnotherFits
            || (_verdict.Finding == DatumFinding.Elsewhere && _sample.Count >= FewestForElsewhere);
        if (!wrong || request.ForceCrs)
        {
            return null;
        }

        _refused = true;
        return $"{_verdict.Sentence} To import it all the same, add --force-crs.";
    }

    /// <summary>What is to be said about the check.</summary>
    public IEnumerable<string> Remarks()
    {
        if (request.Layer == "district")
        {
            yield break;
        }

        if (frame.DistrictWgs84 is null)
        {
            yield return "the datum was not checked: no district is stored yet to compare with";
        }
        else if (_verdict is { Finding: not DatumFinding.Fits } && !_refused)
        {
            yield return _verdict.Sentence;
        }
    }
}
