using System.CommandLine;
using System.Text.Json;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Load.Deployment;
using SongshanRoad.Gis.Load.Faults;

namespace SongshanRoad.Gis.Load.Commands;

/// <summary><c>faults</c>: one run for each fault, each against a server of its own, and the senders' ledgers against the table after each.</summary>
internal static class FaultCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Option<string> root)
    {
        var names = NamesOf(isCluster: false);
        var command = new Command("faults", "Faults: what goes wrong on a night, while trackers send; compares the senders' ledgers with the table row by row after each.");
        var sending = new SendingOptions(command, trackers: 200, protocols: "hub,http", rate: 100, batch: 100, seconds: 90, maps: 3);
        var faults = new Option<string>("--faults") { Description = $"Faults by comma, a run for each. Default {names}, with --cluster redis, too." };
        faults.Validators.Add(parsed =>
        {
            foreach (var name in parsed.GetValueOrDefault<string>()!.Split(',').Where(name => name != ResendTrial.Name && AllFaults.Find(name) is null))
            {
                parsed.AddError($"--faults {name} is unknown: {NamesOf(isCluster: true)} are allowed.");
            }
        });
        var strikes = LimitedOption.Of("--strikes", "How often each strikes.", 3, 1, 1_000);
        var smallDisk = new Option<string?>("--small-disk") { Description = "Directory on a disk that may be filled; tools/faults makes one.", HelpName = "DIR" };
        var cluster = new Option<bool>("--cluster") { Description = "Three servers with Redis behind a proxy (tools/run-cluster), instead of one." };
        var json = new Option<bool>("--json") { Description = "Print the reports as JSON, a line each." };
        foreach (var option in (Option[])[faults, strikes, smallDisk, cluster, json])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(sending.Check);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = sending.Read(parsed, new LoadOptions(0, [], 0, 0, 1, 0, 0, TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2), 0));
            var reports = new List<LoadReport>();
            foreach (var name in (parsed.GetValue(faults) ?? NamesOf(parsed.GetValue(cluster))).Split(','))
            {
                await Console.Error.WriteLineAsync($"== {name}");
                var report = await RunAsync(name, parsed.GetValue(root)!, parsed.GetValue(cluster), parsed.GetValue(smallDisk), parsed.GetValue(strikes), options, cancellation);
                reports.Add(report);
                Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, JsonSerializerOptions.Web) : $"{name}: {report.ToText()}\n");
            }

            await Console.Error.WriteLineAsync(
                $"in all: {reports.Sum(report => report.AcknowledgedCount)} fixes acknowledged, {reports.Sum(report => report.LostCount)} of them lost, {reports.Sum(report => report.DoubledCount)} doubled");
            return reports.All(report => report.IsGood) ? ExitCodes.Kept : ExitCodes.Broken;
        });
        return command;
    }

    private static string NamesOf(bool isCluster) =>
        string.Join(',', AllFaults.List.Where(fault => isCluster || !fault.NeedsCluster).Select(fault => fault.Name).Append(ResendTrial.Name));

    private static async Task<LoadReport> RunAsync(string name, string root, bool isCluster, string? smallDisk, int strikes, LoadOptions options, CancellationToken cancellation)
    {
        var fault = AllFaults.Find(name);
        if (fault is { NeedsSmallDisk: true } && smallDisk is null)
        {
            throw new LoadException($"{name} needs --small-disk, a directory on a disk that may be filled.");
        }

        if (fault is { NeedsCluster: true } && !isCluster)
        {
            throw new LoadException($"{name} needs --cluster.");
        }

        await using var server = await FreshDeployment.StartAsync(root, isCluster, fault is { NeedsSmallDisk: true } ? smallDisk : null, cancellation);
        using var desk = await ServerSession.SignInAsync(server.Address, FreshAccount.Name, server.Password, cancellation: cancellation);
        await using var database = new LoadDatabase(server.ConnectionString);
        ITrial trial = fault is null
            ? new ResendTrial(TimeProvider.System)
            : new FaultTrial(fault, strikes, server, database, Console.Error.WriteLine, TimeProvider.System);
        return await new LoadRun(desk, server.VehiclePort, database, null, options, Console.Error.WriteLine, TimeProvider.System, trial).RunAsync(cancellation);
    }
}
