using System.Diagnostics;
using System.Globalization;

namespace SongshanRoad.Gis.Load.Measures;

/// <summary>What a process takes, from /proc (proc(5)).</summary>
/// <param name="CpuSeconds">CPU time of all its threads so far.</param>
/// <param name="ResidentMb">Memory in RAM now, MiB.</param>
/// <param name="PeakMb">Most memory in RAM ever, MiB.</param>
internal sealed record ProcessUsage(double CpuSeconds, double ResidentMb, double PeakMb)
{
    /// <summary>Reads it; null when there is no such process, or no /proc.</summary>
    public static ProcessUsage? Of(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            var lines = File.ReadAllLines($"/proc/{processId}/status");
            double Mb(string name) => double.Parse(
                lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture) / 1024;
            return new ProcessUsage(process.TotalProcessorTime.TotalSeconds, Mb("VmRSS:"), Mb("VmHWM:"));
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
