using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Match;

/// <summary>The options of <c>songshan match</c>.</summary>
internal sealed class MatchOptions
{
    private readonly Option<string> _nodes = new("--nodes") { Description = "Nodes of the network: \"lon lat\" per line, WGS-84.", HelpName = "FILE" };

    private readonly Option<string> _arcs = new("--arcs")
    {
        Description = "Arcs of the network: \"from to\" per line, node numbers from 0, one line per direction.",
        HelpName = "FILE",
    };

    private readonly Option<string> _track = new("--track") { Description = "The track: \"lon lat seconds\" per line.", HelpName = "FILE" };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "Who moved: drive or walk. Default: told from the speeds of the track.",
    };

    private readonly Option<double> _everyS = new("--every")
    {
        Description = "Use only fixes at least so many seconds apart.",
        HelpName = "SECONDS",
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400)
            {
                return seconds;
            }

            parsed.AddError($"--every {word} is not a number of seconds above 0, at most 86400.");
            return 0;
        },
    };

    private readonly Option<string> _datum = new("--datum")
    {
        Description = "What the track's degrees are: wgs84, gcj02 (AMap, Tencent) or bd09 (Baidu).",
        DefaultValueFactory = _ => DatumWords.Of(Datum.Wgs84),
    };

    private readonly Option<string> _modes = new("--modes")
    {
        Description = "Instead of matching: a CSV with timestamp,x,y (metres); prints OnFoot or Driving per row.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _profile.AcceptOnlyFromAmong("drive", "walk");
        _datum.AcceptOnlyFromAmong([.. Enum.GetValues<Datum>().Select(DatumWords.Of)]);
        foreach (var option in (Option[])[_nodes, _arcs, _track, _profile, _everyS, _datum, _modes])
        {
            command.Add(option);
        }

        command.Validators.Add(Validate);
    }

    /// <summary>The file whose rows get a mode, or null when a track is to be matched.</summary>
    public string? ModesPath(ParseResult parsed) => parsed.GetValue(_modes);

    /// <summary>Reads what the command line says about matching.</summary>
    public MatchRequest Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_nodes), parsed.GetRequiredValue(_arcs), parsed.GetRequiredValue(_track),
        parsed.GetValue(_profile) switch { "drive" => TravelProfile.Drive, "walk" => TravelProfile.Walk, _ => null },
        parsed.GetValue(_everyS),
        DatumWords.Find(parsed.GetValue(_datum))!.Value);

    private void Validate(CommandResult result)
    {
        var given = new Option[] { _nodes, _arcs, _track }.Where(option => result.GetResult(option) is { Implicit: false }).ToList();
        if (result.GetResult(_modes) is { Implicit: false })
        {
            if (given.Count > 0)
            {
                result.AddError($"--modes reads no network: leave out {string.Join(", ", given.Select(option => option.Name))}.");
            }
        }
        else if (given.Count < 3)
        {
            result.AddError("Give --nodes, --arcs and --track to match a track, or --modes to tell walking from driving.");
        }
    }
}

/// <summary>What a matching was asked.</summary>
/// <param name="NodesPath">File of the nodes.</param>
/// <param name="ArcsPath">File of the arcs.</param>
/// <param name="TrackPath">File of the track.</param>
/// <param name="Profile">Who moved, or null to tell from the track.</param>
/// <param name="EveryS">Least seconds between two fixes; 0 for all.</param>
/// <param name="Datum">What the track's degrees are.</param>
internal sealed record MatchRequest(
    string NodesPath, string ArcsPath, string TrackPath, TravelProfile? Profile, double EveryS, Datum Datum);
