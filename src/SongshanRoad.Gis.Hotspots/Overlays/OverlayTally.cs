namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>What became of the incidents of an overlay, and of how many cells Gi* says nothing.</summary>
internal readonly record struct OverlayTally(int Used, int InCells, int Outside, int Floored, int UndefinedCells);
