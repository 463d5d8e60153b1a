using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Forecasts.Scores;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>How well the overlay would have foreseen the days after an instant: its densest cells up to a share of the district, beside the
/// forecast chosen on the days before and the plain count map, all of the same size.</summary>
/// <param name="Shown">The overlay's density, as a map would have shown it at the instant.</param>
/// <param name="Chosen">The forecast and the plain count map.</param>
public sealed record OverlayBacktest(ForecastScore Shown, Backtest Chosen)
{
    /// <summary>Above this many incidents before the instant no forecast is fitted: the time grows with their square.</summary>
    public const int MostFittedEvents = 20_000;

    /// <summary>Tests the overlay.</summary>
    /// <param name="events">Incidents before and after the instant, in any order; those outside the district are left out.</param>
    /// <param name="window">The district.</param>
    /// <param name="parameters">Squares and kernel of the overlay.</param>
    /// <param name="windowDays">How many days before the instant the overlay counts.</param>
    /// <param name="originDay">The instant.</param>
    /// <param name="days">How many days are foreseen.</param>
    /// <param name="areaShare">Share of the district that the cells chosen may have together, above 0, at most 1; one cell at least.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="ArgumentException">The grid is not of squares, or none of its cells lies in the district.</exception>
    public static OverlayBacktest Run(
        ReadOnlySpan<ForecastEvent> events, PolygonWindow window, HotspotParameters parameters, double windowDays, double originDay, double days,
        double areaShare, int seed)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Grid is not SquareGrid squares)
        {
            throw new ArgumentException($"A backtest is made on squares, not on {parameters.Grid}.", nameof(parameters));
        }

        ForecastEvent[] inside = [.. events.ToArray().Where(one => window.Contains(one.Place) && one.Day < originDay + days)];
        var grid = WindowGrid.Clip(squares, window);
        var units = new CellUnits(grid, window.AreaM2);
        var question = new ForecastQuestion(units, days, Math.Max(areaShare * window.AreaM2, units.SmallestSize));
        var methods = inside.Count(one => one.Day < originDay) > MostFittedEvents ? [MethodTable.PlainCount] : MethodTable.All(units, squares.CellM, null);
        var chosen = Backtest.Run(inside, question, originDay, methods, seed);

        var shown = HotspotOverlay.Compute(
            [.. inside.Where(one => one.Day >= originDay - windowDays && one.Day < originDay).Select(one => one.Place)], [], window, parameters);
        var density = new double[units.Count];
        foreach (var cell in shown.Cells)
        {
            density[grid.IndexOf(new GridCell(cell.Column, cell.Row))] = cell.DensityPerKm2;
        }

        ForecastEvent[] test = [.. inside.Where(one => one.Day >= originDay)];
        var leading = RankedUnits.Top(density, chosen.CountForecast.Units.Count);
        return new OverlayBacktest(
            ForecastScore.Of(leading, units.CountsOf(test), test.Length, [.. units.SizeOf], units.StudySize), chosen);
    }
}
