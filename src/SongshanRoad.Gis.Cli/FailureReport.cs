using System.CommandLine;
using System.Net.Sockets;
using Npgsql;
using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Cli;

/// <summary>Turns whatever stopped a command into one line and an exit code. The one place where failures become text.</summary>
internal static class FailureReport
{
    /// <summary>Writes the failure.</summary>
    /// <param name="failure">What stopped the command.</param>
    /// <param name="command">The command.</param>
    /// <param name="host">Where to write.</param>
    /// <param name="verbose">Whether the stack trace is wanted too.</param>
    /// <returns>The exit code.</returns>
    public static int Write(Exception failure, Command command, CommandHost host, bool verbose)
    {
        var (line, exitCode) = Describe(failure, command);
        host.Error.WriteLine($"songshan: {OneLine(line)}");
        if (verbose)
        {
            host.Error.WriteLine(failure.ToString());
        }

        return exitCode;
    }

    private static (string Line, int ExitCode) Describe(Exception failure, Command command) => failure switch
    {
        OperationCanceledException => ("stopped; the database is as it was before the command.", ExitCodes.Interrupted),
        CommandFailedException refusal => (refusal.Message, refusal.ExitCode),
        UnreadableFileException { Line: > 0 } file => ($"{file.Message} (Stopped at line {file.Line}.)", ExitCodes.Failed),
        UnreadableFileException file => (file.Message, ExitCodes.Failed),
        StorageException storage => (storage.Message, ExitCodes.Failed),
        PostgresException refusal => (Describe(refusal), ExitCodes.Failed),
        NpgsqlException { InnerException: SocketException } unreachable =>
            ($"the database cannot be reached: {unreachable.Message}. Start it, or check --connection.", ExitCodes.Failed),
        NpgsqlException { InnerException: TimeoutException } =>
            ("the database did not answer in time; nothing was changed. It may be busy with something else: repeat the command later.", ExitCodes.Failed),
        NpgsqlException lost =>
            ($"the connection to the database was lost ({(lost.InnerException ?? lost).Message}); what was not finished is rolled back. "
                + "Start the database again (its log is postgres.log in the data directory) and repeat the command.", ExitCodes.Failed),
        // The analyses check what they are given and name the argument; nothing of ours is broken.
        ArgumentException { ParamName: not null } refusal => (ArgumentRefusal.Sentence(refusal, command), ExitCodes.Failed),
        IOException or UnauthorizedAccessException => (failure.Message, ExitCodes.Failed),
        _ => ($"unexpected {failure.GetType().Name}: {failure.Message} Run again with --verbose and report what it prints.", ExitCodes.Failed),
    };

    private static string Describe(PostgresException refusal) => refusal.SqlState switch
    {
        PostgresErrorCodes.DiskFull =>
            $"the disk of the database is full ({refusal.MessageText}); nothing was changed. Free space there and repeat the command.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            $"the database was shut down ({refusal.MessageText}); nothing was changed. Start it and repeat the command.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"the database refused the account: {refusal.MessageText}. Check user and password in --connection.",
        PostgresErrorCodes.InvalidCatalogName => $"{refusal.MessageText}. Create it (create database …), or check --connection.",
        PostgresErrorCodes.InsufficientPrivilege => $"{refusal.MessageText}. Grant it to the account in --connection.",
        _ => $"the database refused ({refusal.SqlState}): {refusal.MessageText}; nothing was changed.",
    };

    /// <summary>Joins the lines of a message into one, without control characters: it may quote a hostile file to a terminal.</summary>
    public static string OneLine(string text) => string.Concat(
        string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
