namespace SongshanRoad.Gis.Cli;

/// <summary>A command cannot do its work for a reason the caller can mend; the message is the one line shown.</summary>
internal sealed class CommandFailedException : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="message">What, where and how to mend it.</param>
    /// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
    public CommandFailedException(string message, int exitCode = ExitCodes.Failed)
        : base(message) => ExitCode = exitCode;

    /// <summary>How the process ends.</summary>
    public int ExitCode { get; }
}
