namespace SongshanRoad.Gis.Storage.Import;

/// <summary>A staged row that was taken out again because it does not go with another one.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Code"><c>duplicate-id</c>, <c>duplicate-community</c>, <c>code-taken</c>, <c>call-sign-taken</c>, <c>unknown-parent</c> or <c>duty-overlap</c>.</param>
/// <param name="Subject">The id, code, call sign or duty in question.</param>
/// <param name="OtherLine">Line of the row that holds it already; 0 when that row is in the database.</param>
public sealed record StagedProblem(long Line, string Code, string Subject, long OtherLine);
