using Microsoft.Extensions.Logging;

namespace SongshanRoad.Gis.Server;

/// <summary>Every log message of the server, with its id. None carries a coordinate or a name of a person.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Error, "Database not reachable during {Path}: {Reason}")]
    public static partial void StorageUnavailable(this ILogger log, string path, string reason);

    [LoggerMessage(2, LogLevel.Information, "Sign-in of {Account} failed ({Failures} in a row)")]
    public static partial void SignInFailed(this ILogger log, string account, int failures);
}
