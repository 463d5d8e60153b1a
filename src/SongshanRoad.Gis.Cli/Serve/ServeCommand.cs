using System.CommandLine;
using System.CommandLine.Parsing;
using SongshanRoad.Gis.Cli.Deployment;

namespace SongshanRoad.Gis.Cli.Serve;

/// <summary><c>songshan serve</c>: database, server and, with <c>--demo</c>, demo patrols, until Ctrl-C.</summary>
internal static class ServeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 8080 };
        port.Validators.Add(RefuseNoPort);
        var vehicles = new Option<int?>("--jt808-port")
        {
            Description = "Take patrol-car terminals (JT/T 808) on this port of 127.0.0.1; 0 takes a free one. Default: none, with --demo a free one.",
            HelpName = "N",
        };
        vehicles.Validators.Add(RefuseNoPort);
        var announced = new Option<int?>("--jt808-announce")
        {
            Description = "The port that car terminals are told to connect to, when a proxy stands before --jt808-port.",
            HelpName = "N",
        };
        announced.Validators.Add(RefuseNoPort);
        var redis = new Option<string?>("--redis")
        {
            Description = "Redis over which several servers on one database tell each other what they store; needs --connection.",
            HelpName = "HOST:PORT",
        };
        var web = new Option<string?>("--web") { Description = "Directory of the built web client.", HelpName = "DIR" };
        var geodata = new Option<string?>("--geodata") { Description = "Directory of the district that an empty database is filled from.", HelpName = "DIR" };
        var demo = new Option<bool>("--demo") { Description = "Add synthetic incidents, demo accounts and demo patrols; needs --geodata." };
        var database = new DatabaseOptions();
        var command = new Command("serve", "Run the map: database, server and workers, until Ctrl-C.") { port, vehicles, announced, redis, web, geodata, demo };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(vehicles) is > 0 and var taken && taken == parsed.GetValue(port))
            {
                parsed.AddError($"--jt808-port {taken} is the port of --port, too; choose another for one of them.");
            }

            if (parsed.GetResult(announced) is not null && parsed.GetResult(vehicles) is null)
            {
                parsed.AddError("--jt808-announce needs --jt808-port N: there is no port to announce another for.");
            }

            if (parsed.GetResult(redis) is not null && !database.HasConnection(parsed))
            {
                parsed.AddError("--redis needs --connection STRING: the private database of a data directory belongs to one server alone.");
            }

            if (parsed.GetValue(demo) && parsed.GetValue(geodata) is null)
            {
                parsed.AddError("--demo needs --geodata DIR: the demo's units and categories come from there.");
            }
        });
        database.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new ServeRun(
                host, parsed.GetValue(port), parsed.GetValue(vehicles), parsed.GetValue(announced), parsed.GetValue(redis), parsed.GetValue(web),
                parsed.GetValue(geodata), parsed.GetValue(demo));
            return await run.RunAsync(database.DataDirectory(parsed), () => database.OpenAsync(parsed, owner: true, cancellation), cancellation);
        });
        return command;
    }

    private static void RefuseNoPort(OptionResult parsed)
    {
        if (parsed.GetValueOrDefault<int?>() is (< 0 or > 65535) and var wrong)
        {
            parsed.AddError($"{parsed.Option.Name} {wrong} is not a port: 0 to 65535 are.");
        }
    }
}
