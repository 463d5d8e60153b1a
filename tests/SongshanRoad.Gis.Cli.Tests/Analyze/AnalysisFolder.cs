namespace SongshanRoad.Gis.Cli.Tests.Analyze;

/// <summary>A folder for the input files of one test, gone with it.</summary>
internal sealed class AnalysisFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("songshan-analyze-");

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string content)
    {
        var path = PathOf(name);
        File.WriteAllText(path, content);
        return path;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
