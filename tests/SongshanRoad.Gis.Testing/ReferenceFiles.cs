namespace SongshanRoad.Gis.Testing;

/// <summary>Finds the reference fixtures: those that may be redistributed in <c>tests/reference</c>, the others in the
/// <c>shared</c> folder beside the repository, when there is one.</summary>
public static class ReferenceFiles
{
    /// <summary>Root of the repository the tests run in.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>Path of a fixture copied into the repository, e.g. <c>hotspots/bh_edge_cases.json</c>.</summary>
    /// <exception cref="FileNotFoundException">The repository lacks it.</exception>
    public static string InRepository(string relativePath)
    {
        var path = Path.Combine(RepositoryRoot, "tests", "reference", relativePath);
        return File.Exists(path) || Directory.Exists(path) ? path : throw new FileNotFoundException("Reference fixture missing.", path);
    }

    /// <summary>Path of a fixture whose licence keeps it out of the repository, e.g. <c>geodata/osm/x.osm</c>. The calling test is
    /// skipped, with the reason, when the folder is not there.</summary>
    public static string InSharedOrSkip(string relativePath)
    {
        var root = Environment.GetEnvironmentVariable("SONGSHAN_SHARED") ?? Path.Combine(RepositoryRoot, "..", "shared");
        var path = Path.GetFullPath(Path.Combine(root, relativePath));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Xunit.Assert.Skip($"{relativePath} may not be redistributed and no shared folder with it is beside the repository.");
        }

        return path;
    }

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SongshanRoad.Gis.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No SongshanRoad.Gis.sln above {AppContext.BaseDirectory}.");
    }
}
