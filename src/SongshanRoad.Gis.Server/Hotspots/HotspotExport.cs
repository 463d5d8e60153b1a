using System.Globalization;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>A run as a file that carries its question and data window with it, so that whoever gets it can tell what it shows.</summary>
internal static class HotspotExport
{
    private const string LineEnd = "\r\n";

    /// <summary>GeoJSON (RFC 7946, WGS-84) of cells; the run is a foreign member of the collection.</summary>
    public static byte[] GeoJson(HotspotRunView run, IReadOnlyList<PlacedCell> cells) => GeoJson(run, cells, WriteFeature);

    /// <summary>GeoJSON of street segments.</summary>
    public static byte[] GeoJson(HotspotRunView run, IReadOnlyList<PlacedSegment> segments) => GeoJson(run, segments, WriteFeature);

    /// <summary>CSV (RFC 4180) of cells after lines that begin with # and name the run.</summary>
    public static byte[] Csv(HotspotRunView run, IReadOnlyList<PlacedCell> cells)
    {
        var text = Head(run).Append("column,row,lon,lat,count,density_per_km2,z,p,q,class,depends_on_grid").Append(LineEnd);
        foreach (var (cell, lonDeg, latDeg, _) in cells)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{cell.Column},{cell.Row},{lonDeg:F7},{latDeg:F7},{cell.Count:R},{cell.DensityPerKm2:R},{cell.Z:R},{cell.P:R},{cell.Q:R},{cell.Class},{(cell.DependsOnGrid ? "true" : "false")}{LineEnd}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>CSV of street segments, each with its line as WKT; the densities of its pieces stand in one column, parted by spaces.</summary>
    public static byte[] Csv(HotspotRunView run, IReadOnlyList<PlacedSegment> segments)
    {
        var text = Head(run).Append("segment,name,length_m,count,rate_per_km,density_per_km,piece_densities_per_km,z,p,q,class,wkt").Append(LineEnd);
        foreach (var segment in segments)
        {
            var pieces = string.Join(' ', segment.PieceDensitiesPerKm.Select(density => density.ToString("R", CultureInfo.InvariantCulture)));
            var corners = string.Join(", ", segment.LineWgs84.Coordinates.Select(corner => string.Create(CultureInfo.InvariantCulture, $"{corner.X:F7} {corner.Y:F7}")));
            text.Append(CultureInfo.InvariantCulture,
                $"{segment.Segment},{Quoted(segment.Name ?? "")},{segment.LengthM:R},{segment.Count:R},{segment.RatePerKm:R},{segment.DensityPerKm:R},{pieces},{segment.Z:R},{segment.P:R},{segment.Q:R},{segment.Class},\"LINESTRING ({corners})\"{LineEnd}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static StringBuilder Head(HotspotRunView run)
    {
        var text = new StringBuilder();
        foreach (var parameter in HotspotRunParameters.Of(run))
        {
            text.Append(CultureInfo.InvariantCulture, $"# {parameter.Name}: {parameter.Value.GetRawText()}{LineEnd}");
        }

        return text;
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static byte[] GeoJson<TUnit>(HotspotRunView run, IReadOnlyList<TUnit> units, Action<Utf8JsonWriter, TUnit> writeFeature)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "FeatureCollection");
            writer.WritePropertyName("run");
            JsonSerializer.Serialize(writer, run, HotspotRuns.Json);
            writer.WriteStartArray("features");
            foreach (var unit in units)
            {
                writer.WriteStartObject();
                writer.WriteString("type", "Feature");
                writeFeature(writer, unit);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteFeature(Utf8JsonWriter writer, PlacedCell placed)
    {
        var cell = placed.Cell;
        writer.WriteStartObject("properties");
        writer.WriteNumber("column", cell.Column);
        writer.WriteNumber("row", cell.Row);
        writer.WriteNumber("count", cell.Count);
        writer.WriteNumber("densityPerKm2", cell.DensityPerKm2);
        WriteTest(writer, cell.Z, cell.P, cell.Q, cell.Class);
        writer.WriteBoolean("dependsOnGrid", cell.DependsOnGrid);
        writer.WriteEndObject();
        writer.WriteStartObject("geometry");
        writer.WriteString("type", "Polygon");
        writer.WriteStartArray("coordinates");
        WriteCorners(writer, placed.Outline.Coordinates);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter writer, PlacedSegment segment)
    {
        writer.WriteNumber("id", segment.Segment);
        writer.WriteStartObject("properties");
        writer.WriteString("name", segment.Name);
        writer.WriteNumber("lengthM", segment.LengthM);
        writer.WriteNumber("count", segment.Count);
        writer.WriteNumber("ratePerKm", segment.RatePerKm);
        writer.WriteNumber("densityPerKm", segment.DensityPerKm);
        writer.WriteStartArray("pieceDensitiesPerKm");
        foreach (var density in segment.PieceDensitiesPerKm)
        {
            writer.WriteNumberValue(density);
        }

        writer.WriteEndArray();
        WriteTest(writer, segment.Z, segment.P, segment.Q, segment.Class);
        writer.WriteEndObject();
        writer.WriteStartObject("geometry");
        writer.WriteString("type", "LineString");
        writer.WritePropertyName("coordinates");
        WriteCorners(writer, segment.LineWgs84.Coordinates);
        writer.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter writer, double z, double p, double q, int significance)
    {
        writer.WriteNumber("z", z);
        writer.WriteNumber("p", p);
        writer.WriteNumber("q", q);
        writer.WriteNumber("class", significance);
    }

    private static void WriteCorners(Utf8JsonWriter writer, Coordinate[] corners)
    {
        writer.WriteStartArray();
        foreach (var corner in corners)
        {
            writer.WriteStartArray();
            // A centimetre: seven digits of a degree.
            writer.WriteNumberValue(Math.Round(corner.X, 7));
            writer.WriteNumberValue(Math.Round(corner.Y, 7));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
