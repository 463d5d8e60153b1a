using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Formats.Matching;
using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Match;

/// <summary><c>songshan match</c>: on which streets a recorded track went, or when somebody walked and drove. Files only, no database.</summary>
internal static class MatchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var command = new Command("match", "Put a recorded track on the streets, or tell walking from driving; reads files only.");
        var options = new MatchOptions();
        options.AddTo(command);
        command.SetAction(parsed => options.ModesPath(parsed) is { } modes ? ModesRun.Print(host, modes) : Run(host, options.Read(parsed)));
        return command;
    }

    private static int Run(CommandHost host, MatchRequest request)
    {
        var streets = MatchStreets.Read(request.NodesPath, request.ArcsPath);
        if (!streets.Network.Flaws.None)
        {
            host.Error.WriteLine(Report(streets.Network.Flaws));
        }

        var read = MatchFiles.ReadTrack(request.TrackPath);
        if (read.Zip(read.Skip(1)).Count(pair => pair.Second.TimeS <= pair.First.TimeS) is > 0 and var backwards)
        {
            host.Error.WriteLine($"{request.TrackPath}: time stands still or goes back {backwards} times; the fixes were sorted by time, of equal times one was kept.");
        }

        var near = read.Where(fix => streets.Reaches(DatumConversion.ToWgs84(fix.At, request.Datum))).OrderBy(fix => fix.TimeS).ToList();
        if (read.Count - near.Count is > 0 and var far)
        {
            host.Error.WriteLine($"{request.TrackPath}: {far} of {read.Count} fixes lie outside the area of {streets.Projection}, nowhere near the network, and were left out; is it another city?");
        }

        var track = Thinned(near, request.EveryS);
        if (track.Count == 0)
        {
            return ExitCodes.Done;
        }

        var fixes = track.Select(fix => new TrackFix(fix.TimeS, streets.Projection.ToMetric(DatumConversion.ToWgs84(fix.At, request.Datum)))).ToList();
        var profile = request.Profile ?? ProfileGuess.Of(fixes);
        streets.RefuseWrongDatum(request.TrackPath, track, request.Datum, profile);
        var matched = new TrackMatcher(streets.Network, profile).Match(fixes);
        foreach (var one in matched.Breaks)
        {
            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"break    {one.FromS:F0} s to {one.ToS:F0} s: {Words(one.Reason)}"));
        }

        if (matched.UsedFixes > 0 && matched.NearFixes == 0)
        {
            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{request.TrackPath}: no street of the network lies within {profile.RadiusM:F0} m of any of its {track.Count} fixes; is it another city?"));
        }

        foreach (var arc in matched.ArcNumbers())
        {
            host.Output.WriteLine(arc.ToString(CultureInfo.InvariantCulture));
        }

        return ExitCodes.Done;
    }

    /// <summary>The first fix, then each that is at least so many seconds after the last one taken.</summary>
    private static IReadOnlyList<(LonLat At, double TimeS)> Thinned(
        IReadOnlyList<(LonLat At, double TimeS)> track, double everyS)
    {
        if (everyS <= 0)
        {
            return track;
        }

        var kept = new List<(LonLat At, double TimeS)>();
        foreach (var fix in track)
        {
            if (kept.Count == 0 || fix.TimeS - kept[^1].TimeS >= everyS)
            {
                kept.Add(fix);
            }
        }

        return kept;
    }

    private static string Report(NetworkFlaws flaws) => string.Create(CultureInfo.InvariantCulture,
        $"network  {flaws.Islands} islands with {flaws.IslandArcs} arcs, {flaws.DuplicateArcs} arcs given twice (the first counts), {flaws.ZeroLengthArcs} of no length, {flaws.SelfLoops} that end where they begin (left out), {flaws.UnusedNodes} nodes without an arc");

    private static string Words(BreakReason reason) => reason switch
    {
        BreakReason.Silence => "no fix for too long; what lies between is not known",
        BreakReason.NoWay => "no way along the streets leads there in the time",
        BreakReason.OffStreet => "off the streets",
        _ => "no street near",
    };
}
