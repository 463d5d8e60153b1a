using System.CommandLine;
using System.CommandLine.Parsing;
using SongshanRoad.Gis.Load.Trackers;

namespace SongshanRoad.Gis.Load.Commands;

/// <summary>The options that say who sends what.</summary>
internal sealed class SendingOptions
{
    private readonly Option<int> _trackers;
    private readonly Option<string> _protocols;
    private readonly Option<double> _rate;
    private readonly Option<int> _batch;
    private readonly Option<int> _seconds;
    private readonly Option<int> _maps;
    private readonly Option<int> _seed = LimitedOption.Of("--seed", "Seed of walks and views.", 42, 0, int.MaxValue - 100_000);

    public SendingOptions(Command command, int trackers, string protocols, double rate, int batch, int seconds, int maps)
    {
        var names = string.Join(", ", TrackerProtocols.All.Select(protocol => protocol.Name));
        _trackers = LimitedOption.Of("--trackers", "Trackers, one unit each.", trackers, 1, 20_000);
        _protocols = new Option<string>("--protocols") { Description = $"Protocols by comma, taken in turn: {names}. Default {protocols}.", DefaultValueFactory = _ => protocols };
        _protocols.Validators.Add(parsed =>
        {
            foreach (var name in parsed.GetValueOrDefault<string>()!.Split(',').Where(name => TrackerProtocols.Find(name) is null))
            {
                parsed.AddError($"--protocols {name} is unknown: {names} are allowed.");
            }
        });
        _rate = LimitedOption.Of("--rate", "Fixes a second and tracker.", rate, 0.01, 200.0);
        _batch = LimitedOption.Of("--batch", "Fixes in a message.", batch, 1, 1_000);
        _seconds = LimitedOption.Of("--seconds", "How long is measured.", seconds, 1, 86_400);
        _maps = LimitedOption.Of("--maps", "Map clients.", maps, 0, 10_000);
        foreach (var option in (Option[])[_trackers, _protocols, _rate, _batch, _seconds, _maps, _seed])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="rest">What these options do not say.</param>
    public LoadOptions Read(ParseResult parsed, LoadOptions rest) => rest with
    {
        Trackers = parsed.GetValue(_trackers),
        Protocols = parsed.GetValue(_protocols)!.Split(','),
        RatePerSecond = parsed.GetValue(_rate),
        Batch = parsed.GetValue(_batch),
        Lasting = TimeSpan.FromSeconds(parsed.GetValue(_seconds)),
        Maps = parsed.GetValue(_maps),
        Seed = parsed.GetValue(_seed),
    };

    /// <summary>What is wrong only together.</summary>
    public void Check(CommandResult parsed)
    {
        var rate = parsed.GetValue(_rate);
        foreach (var protocol in (parsed.GetValue(_protocols) ?? "").Split(',').Select(TrackerProtocols.Find).OfType<ITrackerProtocol>())
        {
            if (protocol.TimeResolution * rate > TimeSpan.FromSeconds(1))
            {
                parsed.AddError($"--rate {rate} is too fast for {protocol.Name}, which tells times in steps of {protocol.TimeResolution.TotalSeconds} s.");
            }
        }
    }
}
