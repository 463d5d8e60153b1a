using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>What the coordinates of a file are taken for: what the command line says, else the file, else WGS-84.</summary>
/// <param name="request">What was asked.</param>
/// <param name="saidByFile">What the file says, or null.</param>
internal sealed class DeclaredCrs(ImportRequest request, FileCrs? saidByFile)
{
    /// <summary>The CRS.</summary>
    /// <exception cref="CommandFailedException">The file says something that is not understood, and the command line nothing.</exception>
    public SourceCrs Crs => request.Crs ?? saidByFile switch
    {
        null => SourceCrs.Wgs84,
        { Crs: { } known } => known,
        _ => throw new CommandFailedException(
            $"{request.FilePath} says of its CRS: {saidByFile.Words}. That is not enough to place it; declare it with --crs ({SourceCrs.Allowed})."),
    };

    /// <summary>What is to be said about it, or null.</summary>
    public string? Remark => (request.Crs, saidByFile?.Crs) switch
    {
        (null, null) => "coordinates taken as WGS84; phone and web maps give GCJ02 or BD09, which --crs declares",
        (null, { } said) when said != SourceCrs.Wgs84 => $"coordinates taken as {said.Name}, as the file says ({saidByFile!.Words})",
        ({ } declared, { } other) when other.Name != declared.Name => $"the file says {other.Name}; --crs {declared.Name} was taken.",
        _ => null,
    };
}
