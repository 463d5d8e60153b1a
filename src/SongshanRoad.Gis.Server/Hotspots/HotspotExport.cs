using System.Globalization;
using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>A run as a file that carries its question and data window with it, so that whoever gets it can tell what it shows.</summary>
internal static class HotspotExport
{
    /// <summary>GeoJSON (RFC 7946, WGS-84); the run is a foreign member of the collection.</summary>
    public static byte[] GeoJson(HotspotRunView run, IReadOnlyList<PlacedCell> cells)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "FeatureCollection");
            writer.WritePropertyName("run");
            JsonSerializer.Serialize(writer, run, HotspotRuns.Json);
            writer.WriteStartArray("features");
            foreach (var cell in cells)
            {
                WriteFeature(writer, cell);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>CSV (RFC 4180) after lines that begin with # and name the run.</summary>
    public static byte[] Csv(HotspotRunView run, IReadOnlyList<PlacedCell> cells)
    {
        var text = new StringBuilder();
        using (var parameters = JsonSerializer.SerializeToDocument(run, HotspotRuns.Json))
        {
            foreach (var parameter in parameters.RootElement.EnumerateObject().Where(parameter => parameter.Value.ValueKind != JsonValueKind.Array
                || parameter.Value.EnumerateArray().All(value => value.ValueKind != JsonValueKind.Object)))
            {
                text.Append(CultureInfo.InvariantCulture, $"# {parameter.Name}: {parameter.Value.GetRawText()}\r\n");
            }
        }

        text.Append("column,row,lon,lat,count,density_per_km2,z,p,q,class,depends_on_grid\r\n");
        foreach (var (cell, lonDeg, latDeg, _) in cells)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{cell.Column},{cell.Row},{lonDeg:F7},{latDeg:F7},{cell.Count:R},{cell.DensityPerKm2:R},{cell.Z:R},{cell.P:R},{cell.Q:R},{cell.Class},{(cell.DependsOnGrid ? "true" : "false")}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteFeature(Utf8JsonWriter writer, PlacedCell placed)
    {
        var cell = placed.Cell;
        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        writer.WriteStartObject("properties");
        writer.WriteNumber("column", cell.Column);
        writer.WriteNumber("row", cell.Row);
        writer.WriteNumber("count", cell.Count);
        writer.WriteNumber("densityPerKm2", cell.DensityPerKm2);
        writer.WriteNumber("z", cell.Z);
        writer.WriteNumber("p", cell.P);
        writer.WriteNumber("q", cell.Q);
        writer.WriteNumber("class", cell.Class);
        writer.WriteBoolean("dependsOnGrid", cell.DependsOnGrid);
        writer.WriteEndObject();
        writer.WriteStartObject("geometry");
        writer.WriteString("type", "Polygon");
        writer.WriteStartArray("coordinates");
        writer.WriteStartArray();
        foreach (var corner in placed.Outline.Coordinates)
        {
            writer.WriteStartArray();
            // A centimetre: seven digits of a degree.
            writer.WriteNumberValue(Math.Round(corner.X, 7));
            writer.WriteNumberValue(Math.Round(corner.Y, 7));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
