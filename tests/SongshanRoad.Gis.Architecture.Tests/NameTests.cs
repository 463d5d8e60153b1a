using System.Reflection;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Architecture.Tests;

/// <summary>The dictionary of the domain, kept by reflection.</summary>
public class NameTests
{
    private static readonly Assembly[] Product =
    [
        typeof(LonLat).Assembly, typeof(SquareGrid).Assembly, typeof(DutyNight).Assembly, typeof(LiveUnit).Assembly,
        typeof(SourceCrs).Assembly, typeof(Database).Assembly, typeof(SongshanServer).Assembly, typeof(LiveClient).Assembly,
    ];

    // Words that say too little, or something else, in this domain.
    private static readonly string[] UnclearEndings = ["Manager", "Helper", "Utils", "Info", "Data", "Item", "Status", "Service", "Impl", "User", "Zone", "Job"];

    // What would make a record about a person out of a record about a place.
    private static readonly string[] PersonWords =
        ["Suspect", "Victim", "Offender", "Resident", "IdCard", "IdNumber", "PhoneNumber", "PersonName", "Ethnic", "Gender", "BirthDate"];

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var unclear = Product.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("SongshanRoad", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))
            .Where(type => UnclearEndings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(type => type.FullName);
        Assert.Empty(unclear);
    }

    [Fact]
    public void Nothing_records_a_person()
    {
        var members = Product.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMembers().Select(member => $"{type.FullName}.{member.Name}"));
        Assert.DoesNotContain(members, name => PersonWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Numbers_on_the_wire_carry_their_unit()
    {
        string[] units = ["M", "Mps", "Deg", "Ms", "Share", "PerKm2", "M2", "Seconds", "Wgs84", "Z", "P", "Q", "Count", "Ratio"];
        var bare = typeof(LiveUnit).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType == typeof(double) || property.PropertyType == typeof(double?))
            .Where(property => !units.Any(unit => property.Name.EndsWith(unit, StringComparison.Ordinal)))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");
        Assert.Empty(bare);
    }
}
