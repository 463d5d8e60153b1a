namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Reasons to put a row aside that only show against the deployment; those of the file itself are
/// <see cref="Formats.Reading.ProblemCodes"/>. All are explained in docs/import.md.</summary>
internal static class RejectCodes
{
    public const string OutsideDeployment = "outside-area";
    public const string WrongGeometryType = "wrong-geometry-type";
    public const string Irreparable = "irreparable-geometry";
    public const string BadValue = "bad-value";
    public const string BadCode = "bad-code";
    public const string BadText = "bad-text";
    public const string TooLong = "too-long";
    public const string UnknownCategory = "unknown-category";
    public const string InFuture = "in-future";
    public const string TooOld = "too-old";
    public const string EndBeforeStart = "end-before-start";
    public const string CodeTaken = "code-taken";
    public const string TwoCodes = "two-codes";
    public const string AmbiguousName = "ambiguous-name";
    public const string UnknownCommunity = "unknown-community";
}
