using System.Net;
using SongshanRoad.Gis.Contracts.Problems;

namespace SongshanRoad.Gis.Client.Problems;

/// <summary>The server answered, and refused. The message is its sentence: what is wrong, and the cure.</summary>
/// <param name="code">One of <see cref="ProblemCodes"/>, or <see cref="Unknown"/> when the answer carried none.</param>
/// <param name="sentence">The server's words.</param>
/// <param name="httpStatus">HTTP status (RFC 9110, section 15), or null when the hub refused.</param>
/// <param name="retryAfter">When to try again (RFC 9110, section 10.2.3), or null when the server did not say.</param>
/// <param name="innerException">What the transport threw, or null.</param>
public sealed class ServerProblemException(
    string code, string sentence, HttpStatusCode? httpStatus = null, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(sentence, innerException)
{
    /// <summary>The code of an answer that carries none: a failure inside the server, or another program that answers in its place.</summary>
    public const string Unknown = "unknown";

    /// <summary>One of <see cref="ProblemCodes"/>, or <see cref="Unknown"/>.</summary>
    public string Code => code;

    /// <summary>HTTP status, or null when the hub refused.</summary>
    public HttpStatusCode? HttpStatus => httpStatus;

    /// <summary>When to try again, or null when the server did not say.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
