using System.CommandLine;
using System.Runtime.InteropServices;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Cli.Analyze.Times;
using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Cli.Analyze.Networks;

/// <summary><c>songshan analyze nkde</c>: kernel density along a street network.</summary>
internal static class NkdeCommand
{
    /// <summary>On files one may wait longer than on the map: about ten seconds.</summary>
    private const long MostStates = 50_000_000;

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var vertices = AnalysisOptions.File("--vertices", "Vertices: id,x,y.");
        var segments = AnalysisOptions.File("--segments", "Straight segments between vertices: seg,from,to.");
        var events = AnalysisOptions.File("--events", "Events: seg,tp (share of the segment from its start), optionally weight.");
        var at = AnalysisOptions.OptionalFile("--at", "Places where the density is wanted: seg,tp. Default: the middle of every segment.");
        var bandwidth = MeasureOption.Length("--bandwidth", "Half-width of the kernel.");
        bandwidth.Required = true;
        var kernel = new WordOption<NetworkKernel>("--kernel", "Shape of the kernel.",
            ("quartic", NetworkKernel.Quartic), ("epanechnikov", NetworkKernel.Epanechnikov));
        var method = new WordOption<bool>("--method", "What happens at nodes: equal split, continuous or discontinuous.", ("esc", true), ("esd", false));
        var deadEnds = new WordOption<NodeRule>("--dead-ends", "With esd, what becomes of weight at a dead end: lost as in spatstat, or reflected. esc always reflects.",
            ("lose", NodeRule.EqualSplitDiscontinuousLosing), ("reflect", NodeRule.EqualSplitDiscontinuous));
        var how = new WordOption<NetworkKdeMethod>("--computation", "Follow every path; let a wave in bins stand for them; or automatic, the former unless that would take about ten seconds or longer.",
            ("automatic", NetworkKdeMethod.Automatic), ("exact", NetworkKdeMethod.Exact), ("wave", NetworkKdeMethod.Wave));
        var hours = new HourWindowOptions("Count each event by how much of its time lies in these hours: columns start and end (or from and to), or time.");
        var localOffset = AnalysisOptions.LocalOffset();
        var json = AnalysisOptions.Json();
        var command = new Command("nkde", """
            Kernel density along a street network, in events per unit of length.
            Example: songshan analyze nkde --vertices v.csv --segments s.csv --events e.csv --bandwidth 150 --at places.csv
            """)
        {
            vertices, segments, events, at, bandwidth, kernel, method, deadEnds, how, localOffset, json,
        };
        hours.AddTo(command);
        command.SetAction(parsed =>
        {
            var files = NetworkFiles.Read(parsed.GetRequiredValue(vertices), parsed.GetRequiredValue(segments));
            var shares = hours.In(parsed) is { } chosen ? new HourShares(chosen, parsed.GetValue(localOffset)) : null;
            var sources = files.ReadEvents(parsed.GetRequiredValue(events), shares is null ? null : shares.In);
            shares?.Remark(host);
            var places = parsed.GetValue(at) is { } path
                ? files.ReadPlaces(path)
                : [.. Enumerable.Range(0, files.Network.SegmentCount).Select(segment => new NetworkPlace(segment, 0.5))];
            var rule = method.ValueIn(parsed) ? NodeRule.EqualSplitContinuous : deadEnds.ValueIn(parsed);
            var density = new NetworkKde(files.Network, kernel.ValueIn(parsed), parsed.GetValue(bandwidth)!.Value(), rule) { MostStates = MostStates }
                .At(CollectionsMarshal.AsSpan(sources), CollectionsMarshal.AsSpan(places), how.ValueIn(parsed));
            Write(host, files, places, density, parsed.GetValue(json));
            if (!density.IsExact)
            {
                host.Error.WriteLine("computed by the wave: within 1e-4 of the highest density; --computation exact follows every path");
            }

            if (rule == NodeRule.EqualSplitDiscontinuousLosing)
            {
                host.Error.WriteLine("weight that reaches a dead end is lost, as in spatstat; --dead-ends reflect keeps it");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(CommandHost host, NetworkFiles files, List<NetworkPlace> places, NetworkDensity density, bool json)
    {
        var rows = places.Zip(density.PerM, (place, perM) => new Row(files.IdOf(place.Segment), place.Share, perM));
        if (json)
        {
            AnalysisAnswer.WriteJson(host, rows);
            return;
        }

        AnalysisAnswer.WriteHeader(host, "seg", "tp", "density");
        foreach (var row in rows)
        {
            AnalysisAnswer.WriteRow(host, row.Seg, row.Tp, row.Density);
        }
    }

    private sealed record Row(string Seg, double Tp, double Density);
}
