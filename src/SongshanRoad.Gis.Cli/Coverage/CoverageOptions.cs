using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Cli.Coverage;

/// <summary>The options of <c>songshan coverage</c>.</summary>
internal sealed class CoverageOptions
{
    private readonly Option<string> _network = new("--network")
    {
        Description = "Street network: an OSM extract (.osm, .osm.gz, .osm.pbf). Only what lies inside its bounds counts.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string[]> _tracks = new("--tracks")
    {
        Description = "Recorded tracks (.plt, .gpx), or folders with such files.",
        HelpName = "FILE…",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _method = new("--method")
    {
        Description = "How a metre is found to be walked. buffer: the walked line passes within a distance.",
        DefaultValueFactory = _ => "buffer",
    };

    private readonly Option<double> _withinM = new("--within")
    {
        Description = "The distance in metres, above 0, at most 1000.",
        HelpName = "METRES",
        DefaultValueFactory = _ => 20,
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var metres) && metres is > 0 and <= 1000)
            {
                return metres;
            }

            parsed.AddError($"--within {word} is not a number of metres above 0, at most 1000.");
            return 0;
        },
    };

    private readonly Option<int?> _metricSrid = new("--metric-srid")
    {
        Description = "EPSG code of the metric CRS to measure in. Default: the UTM zone of the network's centre.",
        HelpName = "EPSG",
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var srid)
                && srid != WebMercatorSrid && MetricProjection.FindBySrid(srid) is not null)
            {
                return srid;
            }

            parsed.AddError($"--metric-srid {word} cannot be measured in: use 4513-4554, 32601-32660 or 32701-32760.");
            return null;
        },
    };

    // Its metres are not metres on the ground.
    private const int WebMercatorSrid = 3857;

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of text." };

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _method.AcceptOnlyFromAmong("buffer");
        foreach (var option in (Option[])[_network, _tracks, _method, _withinM, _metricSrid, _json])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what the command line says.</summary>
    public CoverageRequest Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_network), parsed.GetRequiredValue(_tracks), parsed.GetRequiredValue(_method), parsed.GetValue(_withinM),
        parsed.GetValue(_metricSrid), parsed.GetValue(_json));
}

/// <summary>What a coverage run was asked.</summary>
/// <param name="NetworkPath">The OSM extract.</param>
/// <param name="TrackPaths">Files and folders.</param>
/// <param name="Method">How a metre is found to be walked.</param>
/// <param name="WithinM">Distance in metres.</param>
/// <param name="MetricSrid">EPSG code of the metric CRS, or null for the network's UTM zone.</param>
/// <param name="Json">Whether the answer is one JSON object.</param>
internal sealed record CoverageRequest(
    string NetworkPath, IReadOnlyList<string> TrackPaths, string Method, double WithinM, int? MetricSrid, bool Json);
