using System.Globalization;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>The streets of a study area.</summary>
internal static class StudyStreets
{
    /// <summary>Reads the lines that have a part in the study area.</summary>
    /// <exception cref="CommandFailedException">None has.</exception>
    public static ForecastStreets Read(CommandHost host, string path, AnalysisCrs crs, PolygonWindow window)
    {
        var lines = AreaFile.ReadLines(host, path, crs);
        var kept = lines.Where(line => Array.Exists(line.Coordinates, at => window.Contains(new MetricPoint(at.X, at.Y)))).ToList();
        if (kept.Count < lines.Count)
        {
            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {lines.Count - kept.Count} of {lines.Count} lines have no corner in the boundary and are left out"));
        }

        var network = StreetNetwork.From([.. kept.Select(line => new StreetLine(line, "street"))]);
        return network.Edges.Count > 0 ? new ForecastStreets(network) : throw new CommandFailedException($"{path} has no street in the boundary.");
    }

    /// <summary>The segments of the streets.</summary>
    /// <exception cref="CommandFailedException">There are no streets.</exception>
    public static StreetUnits Units(ForecastStreets? streets) =>
        new(streets ?? throw new CommandFailedException("--unit segment needs the --streets; give them."));
}
