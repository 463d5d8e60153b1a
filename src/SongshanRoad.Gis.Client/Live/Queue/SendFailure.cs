using System.Net;
using SongshanRoad.Gis.Client.Problems;
using SongshanRoad.Gis.Contracts.Problems;

namespace SongshanRoad.Gis.Client.Live.Queue;

/// <summary>What a failed attempt means for the queue.</summary>
internal enum SendFailure
{
    /// <summary>Nothing is wrong with the batch: keep it and try later.</summary>
    Later,

    /// <summary>The server will not take this batch, however often it comes.</summary>
    Refused,

    /// <summary>It failed over this batch without words of ours: the server's fault, another program's in its place, or the batch's.</summary>
    Unclear,
}

/// <summary>Tells what to do from what went wrong.</summary>
internal static class SendFailures
{
    public static SendFailure Of(Exception failure) => failure is ServerProblemException problem
        ? problem switch
        {
            { Code: ProblemCodes.InvalidValue } => SendFailure.Refused,
            // A proxy answers 400 or 413 to everything on a bad day.
            { HttpStatus: HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableContent }
                or { Code: ServerProblemException.Unknown, HttpStatus: null or HttpStatusCode.InternalServerError } => SendFailure.Unclear,
            // Storage, rate, sign-in, a proxy's word: all of them pass, or are mended, without the batch.
            _ => SendFailure.Later,
        }
        : SendFailure.Later;
}
