using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>Works out what a set of methods needs, at one instant or at several that follow each other. What an instant is given
/// holds no event of that instant or later; models are fitted anew at each, starting from the one before.</summary>
internal sealed class ForecastWork
{
    private readonly EventHistory _history;
    private readonly ForecastUnits _units;
    private readonly SurfaceKey[] _keys;
    private readonly SelfExcitingOptions[] _fits;
    private readonly DecayedSurfaces _surfaces;
    private readonly Dictionary<SelfExcitingOptions, SelfExcitingModel> _models = [];

    public ForecastWork(EventHistory history, ForecastUnits units, IReadOnlyList<ForecastMethod> methods)
    {
        (_history, _units) = (history, units);
        _keys = [.. methods.SelectMany(method => method.Surfaces).Distinct()];
        _fits = [.. methods.Select(method => method.Model).OfType<SelfExcitingOptions>().Distinct()];
        _surfaces = new DecayedSurfaces(history, units);
    }

    /// <summary>Moves to an instant.</summary>
    /// <param name="day">The instant, not before that of the last call nor after the history's end.</param>
    /// <param name="days">Length of the window that follows.</param>
    public ForecastMoment MomentAt(double day, double days)
    {
        var before = _history.Before(day);
        _surfaces.MoveTo(_keys, day);
        foreach (var options in _fits)
        {
            _models[options] = SelfExcitingFit.Of(before, ShapeOf(before), options, _models.GetValueOrDefault(options));
        }

        return new ForecastMoment(_units, before, days, _surfaces, options => _models[options]);
    }

    /// <summary>The study area, or for streets the box round the events.</summary>
    private StudyShape ShapeOf(EventHistory before)
    {
        if (_units is CellUnits cells)
        {
            return new StudyCells(cells);
        }

        var box = new Envelope();
        foreach (var entry in before.Events)
        {
            box.ExpandToInclude(entry.Place.EastingM, entry.Place.NorthingM);
        }

        return new StudyBox(box);
    }
}
