using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>Signals to processes (signal(7)).</summary>
internal static class Signals
{
    private const int KillSignal = 9;
    private const int TerminateSignal = 15;

    /// <summary>Asks a process to end.</summary>
    public static void Terminate(int processId) => _ = Send(processId, TerminateSignal);

    /// <summary>Ends a process on the spot.</summary>
    public static void Kill(int processId) => _ = Send(processId, KillSignal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Send(int processId, int signal);
}
