using System.Xml.Linq;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Architecture.Tests;

/// <summary>Dependencies point one way; the picture is in docs/architecture.md.</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Spatial"] = [],
        ["Contracts"] = [],
        ["Hotspots"] = ["Spatial"],
        ["Patrols"] = ["Spatial"],
        ["Trackers"] = ["Spatial", "Patrols"],
        ["Formats"] = ["Spatial", "Patrols"],
        ["Storage"] = ["Spatial", "Hotspots", "Patrols"],
        ["Server"] = ["Spatial", "Hotspots", "Patrols", "Contracts", "Formats", "Storage", "Trackers"],
        ["Client"] = ["Contracts"],
        ["Cli"] = ["Spatial", "Hotspots", "Patrols", "Contracts", "Formats", "Storage", "Server"],
    };

    private static readonly Dictionary<string, string[]> ForbiddenPackages = new()
    {
        // The pure core: no database, no network, no logging.
        ["Spatial"] = ["Npgsql", "Microsoft.AspNetCore", "Microsoft.Extensions"],
        ["Hotspots"] = ["Npgsql", "Microsoft.AspNetCore", "Microsoft.Extensions"],
        ["Patrols"] = ["Npgsql", "Microsoft.AspNetCore", "Microsoft.Extensions"],
        ["Trackers"] = ["Npgsql", "Microsoft.AspNetCore", "Microsoft.Extensions"],
        ["Contracts"] = ["Npgsql", "NetTopologySuite", "Microsoft.AspNetCore", "Microsoft.Extensions", "MessagePack"],
        ["Formats"] = ["Npgsql", "Microsoft.AspNetCore"],
        ["Storage"] = ["Microsoft.AspNetCore"],
        // No server, no database, no window.
        ["Client"] = ["Npgsql", "NetTopologySuite", "Microsoft.AspNetCore.App", "Mapsui", "Avalonia"],
    };

    [Fact]
    public void Every_project_references_only_what_its_row_allows()
    {
        foreach (var (project, document) in Projects())
        {
            Assert.True(Allowed.TryGetValue(project, out var allowed), $"{project} has no row: say what it may reference.");
            foreach (var reference in Includes(document, "ProjectReference").Select(path => ShortName(Path.GetFileNameWithoutExtension(path))))
            {
                Assert.True(allowed.Contains(reference), $"{project} may not reference {reference}.");
            }
        }
    }

    [Fact]
    public void The_pure_core_knows_no_database_network_or_logger()
    {
        foreach (var (project, document) in Projects())
        {
            foreach (var reference in Includes(document, "PackageReference").Concat(Includes(document, "FrameworkReference")))
            {
                var forbidden = ForbiddenPackages.GetValueOrDefault(project, []).Where(prefix => reference.StartsWith(prefix, StringComparison.Ordinal));
                Assert.True(!forbidden.Any(), $"{project} may not use {reference}.");
            }
        }
    }

    [Fact]
    public void No_folder_is_a_drawer()
    {
        string[] drawers = ["Models", "Services", "Helpers", "Interfaces", "Utils", "Common", "Misc"];
        var found = Directory.EnumerateDirectories(Path.Combine(ReferenceFiles.RepositoryRoot, "src"), "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal) && drawers.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(found);
    }

    private static List<(string Project, XDocument Document)> Projects()
    {
        var projects = Directory.GetFiles(Path.Combine(ReferenceFiles.RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => (ShortName(Path.GetFileNameWithoutExtension(path)), XDocument.Load(path))).ToList();
        Assert.Equal(Allowed.Count, projects.Count);
        return projects;
    }

    private static IEnumerable<string> Includes(XDocument document, string element) =>
        document.Descendants(element).Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static string ShortName(string project) => project.Split('.')[^1];
}
