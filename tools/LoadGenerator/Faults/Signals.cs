using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>Signals to processes (signal(7)).</summary>
internal static class Signals
{
    private const int InterruptSignal = 2;
    private const int KillSignal = 9;

    /// <summary>Asks a process to end, as Ctrl-C does.</summary>
    public static void Interrupt(int processId) => _ = Send(processId, InterruptSignal);

    /// <summary>Ends a process on the spot.</summary>
    public static void Kill(int processId) => _ = Send(processId, KillSignal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Send(int processId, int signal);
}
