using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Builds streets from the highway ways of an extract.</summary>
public static class OsmStreets
{
    /// <summary>Every way with <c>highway=*</c>, platforms and building sites included; see <see cref="StreetNetworkSelection"/>.
    /// Ways with missing nodes come with a problem and what is left of them.</summary>
    public static IEnumerable<Read<OsmStreet>> Build(OsmExtract extract)
    {
        foreach (var way in extract.Ways)
        {
            if (way.Tags["highway"] is not { } streetClass)
            {
                continue;
            }

            var line = OsmLines.Line(extract, way, out var problem);
            var street = line is null ? null
                : new OsmStreet(way.Line, $"way/{way.Id}", streetClass, way.Tags["name"], Direction(way.Tags), line, way.Tags);
            yield return new Read<OsmStreet>(street, problem);
        }
    }

    // wiki.openstreetmap.org/wiki/Key:oneway: roundabouts and motorways are one-way unless they say otherwise.
    private static OneWay Direction(OsmTags tags) => tags["oneway"] switch
    {
        "yes" or "true" or "1" => OneWay.Forward,
        "-1" or "reverse" => OneWay.Backward,
        "no" or "false" or "0" => OneWay.Both,
        _ => tags["junction"] is "roundabout" or "circular" || tags["highway"] is "motorway" or "motorway_link" ? OneWay.Forward : OneWay.Both,
    };
}
