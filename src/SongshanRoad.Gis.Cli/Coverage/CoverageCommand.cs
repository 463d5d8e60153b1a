using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SongshanRoad.Gis.Patrols.Coverage;

namespace SongshanRoad.Gis.Cli.Coverage;

/// <summary><c>songshan coverage</c>: how many metres of a street network recorded tracks cover. Files only, no database.</summary>
internal static class CoverageCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var command = new Command("coverage", "Measure how much of a street network recorded tracks cover; reads files only.");
        var options = new CoverageOptions();
        options.AddTo(command);
        command.SetAction(parsed => Run(host, options.Read(parsed)));
        return command;
    }

    private static int Run(CommandHost host, CoverageRequest request)
    {
        var rule = CoverageRule.Default with { WithinM = request.WithinM };
        var network = WalkedNetwork.Read(request.NetworkPath, request.MetricSrid);
        var tracks = RecordedTracks.Read(request.TrackPaths, network.Projection, rule);
        foreach (var remark in tracks.Remarks)
        {
            host.Error.WriteLine(remark);
        }

        var covered = NetworkCoverage.Measure(network.LinesMetric, tracks.Lines, rule.WithinM);
        host.Output.WriteLine(request.Json
            ? JsonSerializer.Serialize(new CoverageAnswer(
                Rounded(covered.NetworkM), Rounded(covered.CoveredM), Math.Round(covered.CoveredShare, 6), request.Method, rule.WithinM,
                rule.MaxGap.TotalSeconds, rule.MaxGapM, network.Projection.Srid, network.Streets, tracks.Files, tracks.Points), Json)
            : string.Create(CultureInfo.InvariantCulture, $"""
                network  {covered.NetworkM / 1000,10:F2} km in {network.Streets} streets, measured in {network.Projection}
                covered  {covered.CoveredM / 1000,10:F2} km, {covered.CoveredShare:P1}, within {rule.WithinM:G} m of {tracks.Files} tracks with {tracks.Points} points
                cut      where two points are more than {rule.MaxGap.TotalSeconds:F0} s or {rule.MaxGapM:F0} m apart
                """));
        return ExitCodes.Done;
    }

    private static double Rounded(double metres) => Math.Round(metres, 3);

    /// <summary>The answer with <c>--json</c>; lengths in metres.</summary>
    private sealed record CoverageAnswer(
        double NetworkM, double CoveredM, double CoveredShare, string Method, double WithinM, double MaxGapSeconds, double MaxGapM,
        int MetricSrid, int Streets, int Tracks, int Points);
}
