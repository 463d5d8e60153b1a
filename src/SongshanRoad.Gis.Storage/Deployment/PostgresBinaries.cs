using System.Diagnostics;

namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>The installed PostgreSQL server programs, and the user that may run them: PostgreSQL refuses to run as root.</summary>
internal sealed class PostgresBinaries
{
    private const string UnprivilegedAccount = "postgres";
    // By its full name: a shell that became root with a plain su has no sbin on its PATH.
    private const string RunAs = "/usr/sbin/runuser";

    private readonly string _folder;

    private PostgresBinaries(string folder, string majorVersion)
    {
        _folder = folder;
        MajorVersion = majorVersion;
    }

    /// <summary>E.g. <c>15</c>.</summary>
    public string MajorVersion { get; }

    /// <summary>Finds the newest PostgreSQL from 15 on that has PostGIS.</summary>
    /// <exception cref="StorageException">None is installed.</exception>
    public static PostgresBinaries Find()
    {
        const string root = "/usr/lib/postgresql";
        var versions = Directory.Exists(root)
            ? Directory.GetDirectories(root).Select(Path.GetFileName).OfType<string>()
                .Where(name => int.TryParse(name, out var major) && major >= 15 && File.Exists(Path.Combine(root, name, "bin", "initdb")))
                .OrderDescending().ToList()
            : [];
        var withPostGis = versions.FirstOrDefault(version => File.Exists($"/usr/share/postgresql/{version}/extension/postgis.control"));
        return withPostGis is not null
            ? new PostgresBinaries(Path.Combine(root, withPostGis, "bin"), withPostGis)
            : throw new StorageException("postgres-missing", versions.Count == 0
                ? "No PostgreSQL server (15 or newer) is installed; run: apt-get install postgresql-15-postgis-3"
                : $"PostgreSQL {versions[0]} has no PostGIS; run: apt-get install postgresql-{versions[0]}-postgis-3");
    }

    /// <summary>As root, hands directories to the unprivileged account; otherwise does nothing.</summary>
    public static void GiveTo(params string[] paths)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        foreach (var path in paths)
        {
            Run("chown", [$"{UnprivilegedAccount}:", path]);
            Run("chmod", ["0750", path]);
        }

        if (Run(RunAs, ["-u", UnprivilegedAccount, "--", "test", "-w", paths[0]]) != 0)
        {
            throw new StorageException("data-directory-unreachable",
                $"The account {UnprivilegedAccount}, which runs the database, cannot reach {paths[0]}; choose a directory outside /root with --data.");
        }
    }

    /// <summary>Runs one PostgreSQL program to its end.</summary>
    /// <param name="program">Its name, e.g. <c>initdb</c>.</param>
    /// <param name="purpose">What it is for, in the error: "Could not …".</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="StorageException">It failed; the message carries its first complaint.</exception>
    public async Task RunAsync(string program, string purpose, CancellationToken cancellation, params string[] arguments)
    {
        var start = StartOf(Path.Combine(_folder, program), arguments);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        // pg_ctl sends the postmaster's own output to the log file, so these streams end with the program.
        var complaint = process.StandardError.ReadToEndAsync(cancellation);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            var lines = $"{await complaint} {await output}".Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            throw new StorageException("postgres-failed", $"Could not {purpose}: {string.Join(" ", lines)}");
        }
    }

    private static int Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static ProcessStartInfo StartOf(string program, string[] arguments)
    {
        var start = new ProcessStartInfo { WorkingDirectory = "/" };
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = RunAs;
            start.ArgumentList.Add("-u");
            start.ArgumentList.Add(UnprivilegedAccount);
            start.ArgumentList.Add("--");
            start.ArgumentList.Add(program);
        }
        else
        {
            start.FileName = program;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
