using System.Text.RegularExpressions;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Architecture.Tests;

/// <summary>What the documents promise about the repository itself.</summary>
public partial class DeliverableTests
{
    [Fact]
    public void Every_local_link_in_the_documents_leads_somewhere()
    {
        var broken = new List<string>();
        foreach (var document in Documents())
        {
            foreach (Match link in LocalLink().Matches(File.ReadAllText(document)))
            {
                var target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value);
                if (!File.Exists(target) && !Directory.Exists(target))
                {
                    broken.Add($"{Path.GetRelativePath(ReferenceFiles.RepositoryRoot, document)}: {link.Groups[1].Value}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void CI_runs_the_command_of_the_README()
    {
        Assert.Contains("tools/test", File.ReadAllText(Path.Combine(ReferenceFiles.RepositoryRoot, "README.md")), StringComparison.Ordinal);
        Assert.Contains("tools/test", File.ReadAllText(Path.Combine(ReferenceFiles.RepositoryRoot, ".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_of_the_client_library_stands_in_the_program_that_the_tests_run()
    {
        static string Trimmed(string text) => string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var program = string.Join('\n', Directory.GetFiles(Path.Combine(ReferenceFiles.RepositoryRoot, "tests", "SongshanRoad.Gis.Client.Example"), "*.cs")
            .Select(path => Trimmed(File.ReadAllText(path))));
        var examples = CSharpBlock().Matches(File.ReadAllText(Path.Combine(ReferenceFiles.RepositoryRoot, "docs", "client.md")));
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Contains(Trimmed(example.Groups[1].Value), program, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Documents() =>
        Directory.GetFiles(ReferenceFiles.RepositoryRoot, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(ReferenceFiles.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "README.md"));

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)")]
    private static partial Regex LocalLink();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
