using Microsoft.Extensions.Logging;

namespace SongshanRoad.Gis.Server;

/// <summary>Every log message of the server, with its id. None carries a coordinate or a name of a person.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Error, "Database not reachable during {Path}: {Reason}")]
    public static partial void StorageUnavailable(this ILogger log, string path, string reason);

    [LoggerMessage(2, LogLevel.Information, "Sign-in of {Account} failed ({Failures} in a row)")]
    public static partial void SignInFailed(this ILogger log, string account, int failures);

    [LoggerMessage(3, LogLevel.Error, "The audit lacks {Action} of {Subject}: {Reason}")]
    public static partial void AuditMissing(this ILogger log, string action, string subject, string reason);

    [LoggerMessage(20, LogLevel.Error, "{Batches} position batches were not stored, their senders keep them: {Reason}")]
    public static partial void FixesNotStored(this ILogger log, int batches, string reason);

    [LoggerMessage(21, LogLevel.Warning, "{Worker} waits for the database: {Reason}")]
    public static partial void WorkerWaits(this ILogger log, string worker, string reason);

    [LoggerMessage(22, LogLevel.Error, "Hub method {Method} failed")]
    public static partial void HubMethodFailed(this ILogger log, string method, Exception failure);

    [LoggerMessage(25, LogLevel.Warning, "A terminal's connection was cut: {Reason} ({Others} others for that since the last such line)")]
    public static partial void TerminalCut(this ILogger log, string reason, int others);

    [LoggerMessage(26, LogLevel.Information, "A terminal showed a wrong code")]
    public static partial void TerminalCodeWrong(this ILogger log);

    [LoggerMessage(27, LogLevel.Error, "A terminal's connection failed")]
    public static partial void TerminalConnectionFailed(this ILogger log, Exception failure);

    [LoggerMessage(30, LogLevel.Warning, "Routes of {Night} go without hotspot ranks, which cannot be computed: {Reason}")]
    public static partial void RanksMissing(this ILogger log, string night, string reason);

    [LoggerMessage(40, LogLevel.Warning, "Redis is away: what other servers store shows here every two seconds, from the database, and cars connected to them take no orders from here")]
    public static partial void RedisLost(this ILogger log);

    [LoggerMessage(41, LogLevel.Warning, "Redis is back")]
    public static partial void RedisBack(this ILogger log);
}
