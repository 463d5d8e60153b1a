using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

/// <summary>Where events are recorded: what is set off beyond it is not seen, and a fit must know how much that is.</summary>
/// <param name="AreaM2">Its area, square metres.</param>
internal abstract record StudyShape(double AreaM2)
{
    /// <summary>Share of a Gaussian round a place that lies inside, 0 to 1.</summary>
    /// <param name="place">The place.</param>
    /// <param name="deviationM">Standard deviation per axis, metres.</param>
    public abstract double ShareOf(MetricPoint place, double deviationM);
}

/// <summary>A box, metres.</summary>
/// <param name="Box">The box.</param>
internal sealed record StudyBox(Envelope Box) : StudyShape(Math.Max(Box.Width * Box.Height, 1))
{
    /// <inheritdoc/>
    public override double ShareOf(MetricPoint place, double deviationM)
    {
        double Within(double from, double to, double at) => NormalTable.Below((to - at) / deviationM) - NormalTable.Below((from - at) / deviationM);
        return Within(Box.MinX, Box.MaxX, place.EastingM) * Within(Box.MinY, Box.MaxY, place.NorthingM);
    }
}

/// <summary>The cells of a grid.</summary>
/// <param name="Cells">The cells.</param>
internal sealed record StudyCells(CellUnits Cells) : StudyShape(Cells.StudySize)
{
    /// <inheritdoc/>
    public override double ShareOf(MetricPoint place, double deviationM) => Cells.ShareWithin(place, deviationM);
}
