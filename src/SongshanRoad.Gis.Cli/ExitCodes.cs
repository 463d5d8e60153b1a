namespace SongshanRoad.Gis.Cli;

/// <summary>How every <c>songshan</c> command ends.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The command could not do its work; one line on standard error says what, where and how to mend it.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C; nothing half-done is left.</summary>
    public const int Interrupted = 130;
}
