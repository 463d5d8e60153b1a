using System.CommandLine;
using System.CommandLine.Parsing;
using SongshanRoad.Gis.Cli.Import.Basemap;
using SongshanRoad.Gis.Cli.Import.Places;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Which option is meant for which layers: one that would do nothing is refused instead of being passed over.</summary>
internal sealed class LayerOptions
{
    private static readonly string[] Places = [.. PlaceRows.KindByLayer.Keys];

    private readonly List<(Option Option, HashSet<string> Layers)> _rules = [];

    /// <summary>Layers of drawn features.</summary>
    public static IReadOnlyList<string> Drawn { get; } = [.. Places, "streets", .. BasemapRows.KindByLayer.Keys];

    /// <summary>Layers of places, which have codes.</summary>
    public static IReadOnlyList<string> WithCodes => Places;

    /// <summary>Says that an option is for some layers only.</summary>
    public void Add(Option option, params IEnumerable<string> layers) => _rules.Add((option, [.. layers]));

    /// <summary>Adds an error for each option that was given to a layer it is not for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="layer">The layer it names.</param>
    public void Check(CommandResult parsed, string layer)
    {
        foreach (var (option, layers) in _rules)
        {
            if (parsed.GetResult(option) is { Implicit: false } && !layers.Contains(layer))
            {
                parsed.AddError($"{option.Name} does nothing for {layer}; it is for {string.Join(", ", layers)}.");
            }
        }
    }
}
