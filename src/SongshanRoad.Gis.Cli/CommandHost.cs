namespace SongshanRoad.Gis.Cli;

/// <summary>What a command runs in: where it writes and what clock it reads. Tests pass their own.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress, remarks and failures.</param>
/// <param name="ErrorIsTerminal">Whether a progress bar may be redrawn on <paramref name="Error"/>.</param>
/// <param name="Time">The clock.</param>
internal sealed record CommandHost(TextWriter Output, TextWriter Error, bool ErrorIsTerminal, TimeProvider Time)
{
    /// <summary>The process's own streams and clock.</summary>
    public static CommandHost OfProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected, TimeProvider.System);
}
