namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Stable codes of <see cref="ImportProblem"/> and <see cref="UnreadableFileException"/>.</summary>
public static class ProblemCodes
{
    /// <summary>The file is not of the format it was read as.</summary>
    public const string NotThisFormat = "not-this-format";

    /// <summary>The file ends before its content does.</summary>
    public const string Truncated = "truncated";

    /// <summary>The file has no content.</summary>
    public const string EmptyFile = "empty-file";

    /// <summary>The file is missing, locked or not permitted.</summary>
    public const string CannotOpen = "cannot-open";

    /// <summary>The file, or one row of it, is larger than the reader accepts.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The bytes are not text in the expected encoding.</summary>
    public const string WrongEncoding = "wrong-encoding";

    /// <summary>A column the import needs was not found or not named.</summary>
    public const string MissingColumn = "missing-column";

    /// <summary>A value the row needs is empty.</summary>
    public const string MissingValue = "missing-value";

    /// <summary>A value is not of the kind its column needs.</summary>
    public const string BadValue = "bad-value";

    /// <summary>A coordinate is not a finite number.</summary>
    public const string BadCoordinate = "bad-coordinate";

    /// <summary>A coordinate is a number but outside the range of the declared CRS.</summary>
    public const string OutOfRange = "out-of-range";

    /// <summary>A geometry cannot be built: open ring, too few points, unknown type.</summary>
    public const string BadGeometry = "bad-geometry";

    /// <summary>A time is missing, unreadable or impossible.</summary>
    public const string BadTime = "bad-time";

    /// <summary>A row has the wrong number of cells or broken quotes.</summary>
    public const string BadRow = "bad-row";

    /// <summary>An object refers to another that the file lacks; what is there was kept.</summary>
    public const string MissingReference = "missing-reference";
}
