using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Words for rows that contradict another row of the file or the database.</summary>
internal static class StagedProblemText
{
    /// <summary>The problem with its cure.</summary>
    public static ImportProblem Of(StagedProblem problem) => problem.Code switch
    {
        "duplicate-id" => new ImportProblem(problem.Line, problem.Code,
            $"Line {problem.Line} has the same id as line {problem.OtherLine}: {problem.Subject}; line {problem.OtherLine} was kept.",
            "Give each row its own id, or delete one of the two."),
        "duty-overlap" => new ImportProblem(problem.Line, problem.Code,
            $"The unit has another duty at that time, since {problem.Subject}.", "Name the unit that walked this track with --unit."),
        "duplicate-community" => new ImportProblem(problem.Line, problem.Code,
            $"Line {problem.Line} gives the community of line {problem.OtherLine} another {problem.Subject} for the same time; line {problem.OtherLine} was kept.",
            "Delete one of the two, correct the name, or give both their days (validFrom, validTo)."),
        "unknown-parent" => new ImportProblem(problem.Line, problem.Code,
            $"The parent {problem.Subject} is neither in the list nor stored, was rejected itself, or is in a ring with this category.", "Correct the parent, or leave it empty."),
        "call-sign-taken" => new ImportProblem(problem.Line, problem.Code,
            problem.OtherLine == 0
                ? $"Another stored unit has the call sign {problem.Subject}."
                : $"The unit of line {problem.OtherLine} has the same call sign {problem.Subject}.",
            "Give each unit its own; to pass one on, first import the other unit with its new one."),
        _ => new ImportProblem(problem.Line, problem.Code,
            problem.OtherLine == 0
                ? $"Code {problem.Subject} belongs to another stored place at that time."
                : $"Code {problem.Subject} belongs to line {problem.OtherLine} at that time.",
            "Correct the code, or end its validity at the other place first."),
    };
}
