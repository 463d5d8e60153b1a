using System.CommandLine;

namespace SongshanRoad.Gis.Cli.Analyze;

/// <summary>An option that takes one of a few words, each of which stands for a value.</summary>
/// <typeparam name="T">What the words stand for.</typeparam>
internal sealed class WordOption<T> : Option<string>
{
    private readonly (string Word, T Value)[] _words;

    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="words">The words and what they stand for; the first is taken when the option is left out.</param>
    public WordOption(string name, string description, params (string Word, T Value)[] words)
        : base(name)
    {
        _words = words;
        Description = description;
        HelpName = string.Join('|', words.Select(pair => pair.Word));
        DefaultValueFactory = _ => words[0].Word;
        var allowed = string.Join(", ", words.Select(pair => pair.Word));
        Validators.Add(parsed =>
        {
            if (parsed.Tokens is [.., var token] && !Array.Exists(words, pair => pair.Word == token.Value))
            {
                parsed.AddError($"{name} {token.Value} is unknown; allowed: {allowed}.");
            }
        });
    }

    /// <summary>What the command line's word stands for.</summary>
    public T ValueIn(ParseResult parsed) => Array.Find(_words, pair => pair.Word == parsed.GetRequiredValue(this)).Value;
}
