using System.CommandLine;
using System.Text.Json;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Client.Problems;
using SongshanRoad.Gis.Load;
using SongshanRoad.Gis.Load.Deployment;
using SongshanRoad.Gis.Load.Trackers;

// Exit codes: 0 every promise was kept, 1 one was broken or the run could not be made, 2 the command line is wrong.
const int Broken = 1;
const int Usage = 2;

static Option<T> Limited<T>(string name, string description, T otherwise, T least, T most)
    where T : IComparable<T>
{
    var option = new Option<T>(name) { Description = $"{description} {least} to {most}; default {otherwise}.", DefaultValueFactory = _ => otherwise };
    option.Validators.Add(parsed =>
    {
        var value = parsed.GetValueOrDefault<T>();
        if (value is null || value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            parsed.AddError($"{name} {value} is out of range: {least} to {most} are allowed.");
        }
    });
    return option;
}

var names = string.Join(", ", TrackerProtocols.All.Select(protocol => protocol.Name));
var trackers = Limited("--trackers", "Trackers, one unit each.", 300, 1, 20_000);
var protocols = new Option<string>("--protocols") { Description = $"Protocols by comma, taken in turn: {names}. Default hub.", DefaultValueFactory = _ => "hub" };
protocols.Validators.Add(parsed =>
{
    foreach (var name in parsed.GetValueOrDefault<string>()!.Split(',').Where(name => TrackerProtocols.Find(name) is null))
    {
        parsed.AddError($"--protocols {name} is unknown: {names} are allowed.");
    }
});
var maps = Limited("--maps", "Map clients.", 50, 0, 10_000);
var viewShare = Limited("--view", "Sides of a map's view as a share of the district's.", 0.5, 0.01, 1.0);
var rate = Limited("--rate", "Fixes a second and tracker.", 1.0, 0.01, 200.0);
var batch = Limited("--batch", "Fixes in a message.", 1, 1, 1_000);
var seconds = Limited("--seconds", "How long is measured.", 60, 1, 86_400);
var warmUp = Limited("--warm-up", "Seconds that are sent before.", 10, 0, 3_600);
var drain = Limited("--drain", "Seconds that what was sent may take at the end.", 30, 1, 3_600);
var seed = Limited("--seed", "Seed of walks and views.", 42, 0, int.MaxValue - 100_000);
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
var root = new Option<string>("--root") { Description = "The repository.", DefaultValueFactory = _ => ".", Hidden = true };
var command = new RootCommand("Load: trackers that send and maps that watch, against a server; prints what was sent, acknowledged, stored and shown, and how fast.")
{
    trackers, protocols, maps, viewShare, rate, batch, seconds, warmUp, drain, seed, json, server, connection, account, vehicles, pid, root,
};
command.SetAction(async (parsed, cancellation) =>
{
    var options = new LoadOptions(
        parsed.GetValue(trackers),
        parsed.GetValue(protocols)!.Split(','),
        parsed.GetValue(maps),
        parsed.GetValue(viewShare),
        parsed.GetValue(rate),
        parsed.GetValue(batch),
        TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
        TimeSpan.FromSeconds(parsed.GetValue(drain)),
        parsed.GetValue(seed));
    try
    {
        await using var fresh = parsed.GetValue(server) is null ? await FreshServer.StartAsync(parsed.GetValue(root)!, cancellation) : null;
        var (address, name, password) = fresh is null
            ? (new Uri(parsed.GetValue(server)!), parsed.GetValue(account)!, Environment.GetEnvironmentVariable("SONGSHAN_PASSWORD") ?? "")
            : (fresh.Address, FreshServer.AccountName, fresh.Password);
        using var desk = await ServerSession.SignInAsync(address, name, password, cancellation: cancellation);
        await using var database = new LoadDatabase(fresh?.ConnectionString ?? parsed.GetValue(connection)!);
        var run = new LoadRun(desk, fresh?.VehiclePort ?? parsed.GetValue(vehicles), database, fresh?.ProcessId ?? parsed.GetValue(pid), options, Console.Error.WriteLine, TimeProvider.System);
        var report = await run.RunAsync(cancellation);
        Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, JsonSerializerOptions.Web) : report.ToText());
        return report.IsGood ? 0 : Broken;
    }
    catch (Exception failure) when (failure is LoadException or ServerProblemException or ServerUnreachableException or ArgumentException or Npgsql.NpgsqlException)
    {
        await Console.Error.WriteLineAsync($"load: {failure.Message}");
        return Broken;
    }
});
var result = command.Parse(args);
var refusals = result.Errors.Count > 0 ? result.Errors.Select(error => error.Message).ToList() : Contradictions(result);
if (refusals.Count > 0)
{
    await Console.Error.WriteLineAsync($"load: {string.Join(" ", refusals)} See --help.");
    return Usage;
}

return await result.InvokeAsync();

// What is wrong only together; asked after the parsing, when defaults are there.
List<string> Contradictions(ParseResult parsed)
{
    var found = new List<string>();
    var given = new object?[] { parsed.GetValue(server), parsed.GetValue(connection), parsed.GetValue(account) }.Count(value => value is not null);
    if (given is 1 or 2)
    {
        found.Add("--server, --connection and --account belong together.");
    }

    foreach (var protocol in parsed.GetValue(protocols)!.Split(',').Select(name => TrackerProtocols.Find(name)!))
    {
        if (protocol.TimeResolution * parsed.GetValue(rate) > TimeSpan.FromSeconds(1))
        {
            found.Add($"--rate {parsed.GetValue(rate)} is too fast for {protocol.Name}, which tells times in steps of {protocol.TimeResolution.TotalSeconds} s.");
        }
    }

    return found;
}
