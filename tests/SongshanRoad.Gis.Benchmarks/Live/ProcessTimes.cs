using System.Globalization;

namespace SongshanRoad.Gis.Benchmarks.Live;

/// <summary>CPU seconds of processes, from /proc.</summary>
internal static class ProcessTimes
{
    private const double TicksPerSecond = 100;

    /// <summary>CPU seconds of one process, all its threads.</summary>
    public static double Of(int processId) => Read(processId)?.CpuS ?? 0;

    /// <summary>CPU seconds of the database of a data directory: the postmaster and its sessions.</summary>
    public static double OfDatabase(string folder)
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(folder, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        return Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? Read(id) : null)
            .Where(found => found is { } process && (process.Id == postmaster || process.ParentId == postmaster))
            .Sum(found => found!.Value.CpuS);
    }

    private static (int Id, int ParentId, double CpuS)? Read(int processId)
    {
        string line;
        try
        {
            line = File.ReadAllText($"/proc/{processId}/stat");
        }
        catch (IOException)
        {
            return null;
        }

        // After the name, which may hold spaces: state, parent, …, utime and stime as 12th and 13th.
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        double Number(int index) => double.Parse(fields[index], CultureInfo.InvariantCulture);
        return (processId, (int)Number(1), (Number(11) + Number(12)) / TicksPerSecond);
    }
}
