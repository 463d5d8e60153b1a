using System.Text;

namespace SongshanRoad.Gis.Cli.Import.Places.Codes;

/// <summary>When two written names mean the same community: 刘砦社区居民委员会, 刘寨社区 and 刘砦 do.</summary>
internal static class CommunityNames
{
    // Written either way for the same name; lists, plates and maps differ.
    private static readonly Dictionary<char, char> Variants = new()
    {
        ['砦'] = '寨',
        ['阎'] = '闫',
        ['閻'] = '闫',
        ['啟'] = '启',
        ['啓'] = '启',
    };

    private static readonly string[] Committees = ["居民委员会", "居民管理委员会", "村民委员会", "居委会", "村委会"];
    private static readonly string[] Kinds = ["社区", "村"];

    /// <summary>Forms of a name from strict to lenient: without spaces and variant characters; also without the word for its committee;
    /// also without the word for what it is. Two names mean the same when an equally lenient form of both is equal.</summary>
    public static IReadOnlyList<string> Forms(string name)
    {
        var plain = string.Concat(name.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter))
            .Select(letter => Variants.GetValueOrDefault(letter, letter)));
        var withoutCommittee = Without(plain, Committees);
        return [plain, withoutCommittee, Without(withoutCommittee, Kinds)];
    }

    private static string Without(string name, string[] endings)
    {
        var ending = endings.FirstOrDefault(ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal));
        return ending is null ? name : name[..^ending.Length];
    }
}
