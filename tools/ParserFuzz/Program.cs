using System.CommandLine;
using SongshanRoad.Gis.Fuzz;

var frames = new Option<long>("--frames") { Description = "JT/T 808 inputs. Default 100,000,000.", DefaultValueFactory = _ => 100_000_000 };
var bodies = new Option<long>("--bodies") { Description = "HTTP bodies. Default 10,000,000.", DefaultValueFactory = _ => 10_000_000 };
var seed = new Option<int>("--seed") { Description = "Seed of the inputs. Default 1.", DefaultValueFactory = _ => 1 };
var command = new RootCommand("Fuzz: any bytes to the parsers of every door. Exit code 0: nothing was thrown and memory stayed flat.") { frames, bodies, seed };
command.SetAction(parsed =>
{
    var isGood = new FuzzRun("JT/T 808", () => new FrameTarget()).Run(parsed.GetValue(frames), parsed.GetValue(seed));
    isGood &= new FuzzRun("HTTP bodies", () => new BodyTarget()).Run(parsed.GetValue(bodies), parsed.GetValue(seed));
    return isGood ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
