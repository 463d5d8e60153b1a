namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>One sense of one straight piece of street.</summary>
/// <param name="ArcNumber">Number of the arc it is, or whose opposite sense it is.</param>
/// <param name="Against">Whether it is the opposite sense of a one-way arc; only walkers may use it.</param>
/// <param name="FromNode">Node where it begins.</param>
/// <param name="ToNode">Node where it ends.</param>
/// <param name="LengthM">Its length in metres.</param>
/// <param name="AllowsCars">Whether one may drive it.</param>
/// <param name="AllowsFoot">Whether one may walk it.</param>
/// <param name="Reverse">Number of the way in the opposite sense.</param>
internal readonly record struct Way(
    int ArcNumber, bool Against, int FromNode, int ToNode, double LengthM, bool AllowsCars, bool AllowsFoot, int Reverse);
