using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Hotspots;

/// <summary>A computed hotspot overlay: what was asked, what came out. Its cells or street segments are served as vector tiles under
/// <c>/tiles/hotspots/{runId}</c>.</summary>
/// <param name="RunId">Id of the stored run; the same parameters and data give the same run.</param>
/// <param name="Outcome">Whether significance may be coloured.</param>
/// <param name="From">Start of the data window, UTC, inclusive.</param>
/// <param name="To">End of the data window, UTC, exclusive.</param>
/// <param name="Categories">Categories counted; empty means all.</param>
/// <param name="CalledInOnly">Whether incidents found by patrols were left out.</param>
/// <param name="Unit">Shape of the cells, or street segments from junction to junction.</param>
/// <param name="Weekdays">Days on which the hours looked at begin, 1 Monday to 7 Sunday; empty means every hour of every day.</param>
/// <param name="FromHour">First hour looked at, office's clock.</param>
/// <param name="ToHour">Hour at which they end, 1 to 24; at or before the first it is on the next day.</param>
/// <param name="Incidents">Incidents inside the grid, or on the district's street segments; with hours chosen those that may have happened in them.</param>
/// <param name="WeightedCount">Sum of the counts of the cells: with hours chosen an incident of uncertain time counts by its share in them
/// (aoristic weight), so that this may be below <paramref name="Incidents"/>.</param>
/// <param name="IncidentsOutside">Incidents of the window that lie outside the district, or, with segments, further than
/// <paramref name="SnapM"/> from every street or nearest to a street outside.</param>
/// <param name="CellM">Side of a square, or width of a hexagon from edge to edge, metres; 0 for segments.</param>
/// <param name="BandwidthM">Kernel radius in metres; for segments along the streets.</param>
/// <param name="Kernel">Kernel of the density.</param>
/// <param name="Split">What the kernel does at junctions: equal split, continuous or discontinuous; null for cells.</param>
/// <param name="SnapM">Greatest distance of an incident from its segment, metres; null for cells.</param>
/// <param name="StreetsM">Length of all segments tested, metres; null for cells.</param>
/// <param name="DensityIsExact">False when the density along the streets stands for so many paths that it is within 1e-4 of its maximum
/// only.</param>
/// <param name="CellsTested">Cells, or segments, in the significance test.</param>
/// <param name="CellsWithIncidents">Cells, or segments, with at least one incident.</param>
/// <param name="Hot">Cells significantly hot at 99, 95, 90 % after Benjamini-Hochberg, each its own class.</param>
/// <param name="Cold">Cells significantly cold at 99, 95, 90 %.</param>
/// <param name="DependingOnGrid">How many of the hot cells are hot in under 60 % of 27 recomputations on grids moved by thirds of a cell
/// and with half and one and a half times the area: they depend on how the grid happens to lie. Segments have no grid to depend on: 0.</param>
/// <param name="DensityBreaksPerKm2">Upper limits of the density legend's classes, incidents per km² in the window; empty for segments.</param>
/// <param name="DensityBreaksPerKm">The same for segments, incidents per km of street in the window; empty for cells.</param>
/// <param name="MinIncidents">Below this many incidents no significance is shown.</param>
/// <param name="TopPlaces">The places with most incidents, for when significance may not be coloured.</param>
/// <param name="ComputedAt">When, UTC.</param>
/// <param name="Synthetic">True when any incident in it was made for the demo.</param>
public sealed record HotspotRunView(
    string RunId,
    [property: AllowedValues("ok", "tooFewIncidents", "tooFewCells")] string Outcome,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<string> Categories,
    bool CalledInOnly,
    [property: AllowedValues("square", "hexagon", "segment")] string Unit,
    IReadOnlyList<int> Weekdays,
    int FromHour,
    int ToHour,
    int Incidents,
    double WeightedCount,
    int IncidentsOutside,
    double CellM,
    double BandwidthM,
    [property: AllowedValues("quartic", "gaussian", "epanechnikov")] string Kernel,
    [property: AllowedValues("continuous", "discontinuous")] string? Split,
    double? SnapM,
    double? StreetsM,
    bool DensityIsExact,
    int CellsTested,
    int CellsWithIncidents,
    IReadOnlyList<int> Hot,
    IReadOnlyList<int> Cold,
    int DependingOnGrid,
    IReadOnlyList<double> DensityBreaksPerKm2,
    IReadOnlyList<double> DensityBreaksPerKm,
    int MinIncidents,
    IReadOnlyList<TopPlaceView> TopPlaces,
    DateTimeOffset ComputedAt,
    bool Synthetic);

/// <summary>A cell, street segment or place that leads the count list.</summary>
/// <param name="Label">Nearest street or alley.</param>
/// <param name="Count">Incidents in the window, or the sum of their shares in the hours looked at.</param>
/// <param name="LowerCount">Lower end of the 95 % interval of the count expected in such a window (exact Poisson, Garwood 1936).</param>
/// <param name="UpperCount">Upper end.</param>
/// <param name="LonDeg">WGS-84 longitude of its centre.</param>
/// <param name="LatDeg">WGS-84 latitude of its centre.</param>
public sealed record TopPlaceView(string Label, double Count, double LowerCount, double UpperCount, double LonDeg, double LatDeg);

/// <summary>Notice that there is a new standing overlay.</summary>
/// <param name="RunId">The new run.</param>
/// <param name="PreviousRunId">The run the changes are against: that of the notice before.</param>
/// <param name="CellsChangedClass">How many cells changed their class.</param>
/// <param name="Changes">Those cells, by row, then column; null when there are more than 2,000.</param>
[DataContract]
public sealed record HotspotsChanged(
    [property: DataMember(Name = "runId")] string RunId,
    [property: DataMember(Name = "previousRunId")] string PreviousRunId,
    [property: DataMember(Name = "cellsChangedClass")] int CellsChangedClass,
    [property: DataMember(Name = "changes")] IReadOnlyList<CellClassChange>? Changes);

/// <summary>A cell of the standing overlay whose class changed; the cell is named as in its tiles.</summary>
/// <param name="Column">Column in the stored grid.</param>
/// <param name="Row">Row in the stored grid.</param>
/// <param name="Before">Class before, -3 to 3; 0 for a cell that was not there.</param>
/// <param name="After">Class now.</param>
[DataContract]
public sealed record CellClassChange(
    [property: DataMember(Name = "column")] int Column,
    [property: DataMember(Name = "row")] int Row,
    [property: DataMember(Name = "before")] int Before,
    [property: DataMember(Name = "after")] int After);
