using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Storage.Incidents.Import.Categories;

namespace SongshanRoad.Gis.Cli.Import.Incidents;

/// <summary>The editable list of incident categories, as <c>geodata/incident-categories.csv</c> has it.</summary>
internal sealed class CategorySource(ImportRequest request) : IRowSource<StagedCategory>
{
    public long BytesRead => LengthBytes;

    public long LengthBytes { get; } = new FileInfo(request.FilePath).Length;

    public IEnumerable<StagedCategory> ReadRows(ImportLog log)
    {
        IReadOnlyList<IncidentCategory> categories;
        try
        {
            categories = IncidentCategoryTable.Parse(File.ReadAllText(request.FilePath));
        }
        catch (FormatException wrong)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"{request.FilePath}: {wrong.Message}", "Correct the list.", inner: wrong);
        }

        return categories.Select((category, index) =>
            new StagedCategory(index + 2, category.Code, category.ParentCode, category.NameZh, category.NameEn, category.Sort));
    }

    public IEnumerable<string> Remarks() => [];

    public string? Refusal() => null;

    public void Dispose()
    {
    }
}
