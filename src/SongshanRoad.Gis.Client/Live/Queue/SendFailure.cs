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

    /// <summary>The server failed over this batch without saying why: its fault, or the batch's.</summary>
    Unclear,
}

/// <summary>Tells what to do from what went wrong.</summary>
internal static class SendFailures
{
    public static SendFailure Of(Exception failure) => failure is ServerProblemException problem
        ? problem switch
        {
            { Code: ProblemCodes.InvalidValue } or { HttpStatus: HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableContent } => SendFailure.Refused,
            { Code: ServerProblemException.Unknown, HttpStatus: null or HttpStatusCode.InternalServerError } => SendFailure.Unclear,
            // Storage, rate, sign-in, a proxy's word: all of them pass, or are mended, without the batch.
            _ => SendFailure.Later,
        }
        : SendFailure.Later;
}
