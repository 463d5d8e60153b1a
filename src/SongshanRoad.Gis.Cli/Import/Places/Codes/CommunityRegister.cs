using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Places.Import.Codes;

namespace SongshanRoad.Gis.Cli.Import.Places.Codes;

/// <summary>Finds the stored community that a row of a list means.</summary>
internal sealed class CommunityRegister
{
    private readonly Dictionary<string, StoredCommunity> _byCode = new(StringComparer.Ordinal);
    private readonly List<Dictionary<string, List<StoredCommunity>>> _byForm = [];

    public CommunityRegister(IReadOnlyList<StoredCommunity> communities)
    {
        foreach (var community in communities)
        {
            // Codes last, so that the latest holder of one is found, and never an id that looks like it.
            _byCode.TryAdd(community.ExternalId, community);
            foreach (var (leniency, form) in CommunityNames.Forms(community.Name).Index().Concat(CommunityNames.Forms(community.FullName ?? community.Name).Index()))
            {
                if (_byForm.Count == leniency)
                {
                    _byForm.Add(new Dictionary<string, List<StoredCommunity>>(StringComparer.Ordinal));
                }

                var same = _byForm[leniency].TryGetValue(form, out var known) ? known : _byForm[leniency][form] = [];
                if (!same.Contains(community))
                {
                    same.Add(community);
                }
            }
        }

        foreach (var (code, community) in communities.SelectMany(community => community.Codes, (community, code) => (code, community)).OrderBy(pair => pair.code.ValidFrom))
        {
            _byCode[code.Code] = community;
        }
    }

    /// <summary>Finds a community.</summary>
    /// <param name="line">Where the row stands.</param>
    /// <param name="knownCode">A code it is stored with, when the file has a column for that; nothing else counts then.</param>
    /// <param name="codes">The codes the row gives it; one of them may be stored already.</param>
    /// <param name="names">Its names.</param>
    /// <param name="refusal">Why none was found.</param>
    public StoredCommunity? Find(long line, string? knownCode, IReadOnlyList<string> codes, IReadOnlyList<string> names, out ImportProblem? refusal)
    {
        refusal = null;
        if (knownCode is not null)
        {
            return _byCode.GetValueOrDefault(knownCode) ?? Refuse(line, RejectCodes.UnknownCommunity, $"No stored community has the code {StorableText.Shorten(knownCode)}.",
                "Correct the code, or import the community's outline first.", out refusal);
        }

        var byName = FindByName(names);
        if (codes.Select(code => _byCode.GetValueOrDefault(code)).FirstOrDefault(found => found is not null) is { } byCode)
        {
            return byName.Count == 0 || byName.Contains(byCode) ? byCode : Refuse(line, RejectCodes.CodeTaken,
                $"Code {codes[0]} belongs to {byCode.Name}, but the row calls it {names[0]}, which is another stored community.", "Correct the code or the name.", out refusal);
        }

        var called = names.Count == 0 ? "(no name)" : StorableText.Shorten(names[0]);
        return byName.Count switch
        {
            1 => byName[0],
            0 => Refuse(line, RejectCodes.UnknownCommunity, $"No stored community is called {called} or has its codes.",
                "Choose the rows of this deployment with --where COLUMN=VALUE, correct the name, or import the community's outline first.", out refusal),
            _ => Refuse(line, RejectCodes.AmbiguousName, $"{called} may be {string.Join(" or ", byName.Select(community => $"{community.Name} (id {community.ExternalId})"))}.",
                "Add a column with a code that the right one is stored with, and name it with --map knownCode=COLUMN.", out refusal),
        };
    }

    // The strictest form that finds any decides.
    private List<StoredCommunity> FindByName(IReadOnlyList<string> names)
    {
        var forms = names.Select(CommunityNames.Forms).ToList();
        for (var leniency = 0; leniency < _byForm.Count; leniency++)
        {
            var found = forms.SelectMany(form => _byForm[leniency].GetValueOrDefault(form[leniency]) ?? []).Distinct().ToList();
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private static StoredCommunity? Refuse(long line, string code, string sentence, string cure, out ImportProblem? refusal)
    {
        refusal = new ImportProblem(line, code, sentence, cure);
        return null;
    }
}
