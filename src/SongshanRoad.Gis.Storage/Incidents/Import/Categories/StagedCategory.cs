namespace SongshanRoad.Gis.Storage.Incidents.Import.Categories;

/// <summary>A checked incident category on its way into the database.</summary>
/// <param name="Line">Where it stood in the file.</param>
/// <param name="Code">Its code.</param>
/// <param name="ParentCode">Code of the group it belongs to, or null.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Sort">Order in lists.</param>
public sealed record StagedCategory(long Line, string Code, string? ParentCode, string NameZh, string NameEn, int Sort);
