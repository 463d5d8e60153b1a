namespace SongshanRoad.Gis.Load.Commands;

/// <summary>How a run ended.</summary>
internal static class ExitCodes
{
    /// <summary>Every promise was kept.</summary>
    public const int Kept = 0;

    /// <summary>A promise was broken, or the run could not be made.</summary>
    public const int Broken = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;
}
