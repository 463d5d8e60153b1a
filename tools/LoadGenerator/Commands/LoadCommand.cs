using System.CommandLine;
using System.Text.Json;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Load.Deployment;
using SongshanRoad.Gis.Load.Storms;

namespace SongshanRoad.Gis.Load.Commands;

/// <summary><c>load</c>: one run against a server of its own, or one that runs.</summary>
internal static class LoadCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Option<string> root)
    {
        var command = new Command("load", "Load: trackers that send and maps that watch, against a server; prints what was sent, acknowledged, stored and shown, and how fast.");
        var sending = new SendingOptions(command, trackers: 300, protocols: "hub", rate: 1, batch: 1, seconds: 60, maps: 50);
        var stalled = LimitedOption.Of("--stalled", "Further map clients that never read.", 0, 0, 1_000);
        var viewShare = LimitedOption.Of("--view", "Sides of a map's view as a share of the district's.", 0.5, 0.01, 1.0);
        var warmUp = LimitedOption.Of("--warm-up", "Seconds that are sent before.", 10, 0, 3_600);
        var drain = LimitedOption.Of("--drain", "Seconds that what was sent may take at the end.", 30, 1, 3_600);
        var storm = new Option<bool>("--storm") { Description = "Half-way every kept connection of a jtt808 tracker is cut at once, and all come back." };
        var cluster = new Option<bool>("--cluster") { Description = "Three servers of its own with Redis behind a proxy (tools/run-cluster), instead of one." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var server = new Option<string?>("--server") { Description = "A server that runs, instead of one of its own; needs --connection and --account.", HelpName = "URL" };
        server.Validators.Add(parsed =>
        {
            if (!Uri.TryCreate(parsed.GetValueOrDefault<string?>(), UriKind.Absolute, out _))
            {
                parsed.AddError($"--server {parsed.GetValueOrDefault<string?>()} is no address: write http://127.0.0.1:8080.");
            }
        });
        var connection = new Option<string?>("--connection") { Description = "Npgsql connection string of that server's database.", HelpName = "STRING" };
        var account = new Option<string?>("--account") { Description = "A dispatcher's account there; its password is read from SONGSHAN_PASSWORD.", HelpName = "NAME" };
        var vehicles = new Option<int?>("--jt808-port") { Description = "That server's port for patrol-car terminals, for jtt808.", HelpName = "N" };
        var pid = new Option<int?>("--pid") { Description = "That server's process, to tell its CPU and memory." };
        foreach (var option in (Option[])[stalled, viewShare, warmUp, drain, storm, cluster, json, server, connection, account, vehicles, pid])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(sending.Check);
        command.Validators.Add(parsed =>
        {
            if (new object?[] { parsed.GetValue(server), parsed.GetValue(connection), parsed.GetValue(account) }.Count(value => value is not null) is 1 or 2)
            {
                parsed.AddError("--server, --connection and --account belong together.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = sending.Read(parsed, new LoadOptions(
                0, [], 0, parsed.GetValue(stalled), parsed.GetValue(viewShare), 0, 0, TimeSpan.Zero,
                TimeSpan.FromSeconds(parsed.GetValue(warmUp)), TimeSpan.FromSeconds(parsed.GetValue(drain)), 0));
            await using var fresh = parsed.GetValue(server) is null ? await FreshDeployment.StartAsync(parsed.GetValue(root)!, parsed.GetValue(cluster), null, cancellation) : null;
            var (address, name, password) = fresh is null
                ? (new Uri(parsed.GetValue(server)!), parsed.GetValue(account)!, Environment.GetEnvironmentVariable("SONGSHAN_PASSWORD") ?? "")
                : (fresh.Address, FreshAccount.Name, fresh.Password);
            using var desk = await ServerSession.SignInAsync(address, name, password, cancellation: cancellation);
            await using var database = new LoadDatabase(fresh?.ConnectionString ?? parsed.GetValue(connection)!);
            var trial = parsed.GetValue(storm) ? new ReconnectStorm(TimeProvider.System) : null;
            var run = new LoadRun(
                desk, fresh?.VehiclePort ?? parsed.GetValue(vehicles), database, fresh?.ProcessId ?? parsed.GetValue(pid), options, Console.Error.WriteLine, TimeProvider.System, trial);
            var report = await run.RunAsync(cancellation);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, JsonSerializerOptions.Web) : report.ToText());
            return report.IsGood ? ExitCodes.Kept : ExitCodes.Broken;
        });
        return command;
    }
}
