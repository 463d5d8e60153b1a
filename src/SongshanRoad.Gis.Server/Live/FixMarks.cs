using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>What a disbelieved fix is marked with in the database and on the wire.</summary>
internal static class FixMarks
{
    /// <summary>The problem code of a flaw, or null when there is none.</summary>
    public static string? Of(FixFlaw flaw) => flaw switch
    {
        FixFlaw.None => null,
        FixFlaw.InFuture => ProblemCodes.FixInFuture,
        FixFlaw.MockPosition => ProblemCodes.FixMockPosition,
        FixFlaw.ImpossibleJump => ProblemCodes.FixImpossibleJump,
        _ => ProblemCodes.FixNowhere,
    };
}
