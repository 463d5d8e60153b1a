namespace SongshanRoad.Gis.Contracts.Deployment;

/// <summary>What a client needs to draw its first screen.</summary>
/// <param name="Name">Name of the sub-district, e.g. 嵩山路街道.</param>
/// <param name="Code">Its official code, or null.</param>
/// <param name="BoundsWgs84">West, south, east, north in degrees.</param>
/// <param name="MetricSrid">EPSG code of the deployment's metric CRS.</param>
/// <param name="MetricName">Its name.</param>
/// <param name="TimeZone">IANA zone of the office, e.g. Asia/Shanghai.</param>
/// <param name="Tonight">The duty night now, <c>yyyy-MM-dd</c>.</param>
/// <param name="NightStart">When a duty night starts, <c>HH:mm</c> local.</param>
/// <param name="NightEnd">When it ends the next day, <c>HH:mm</c> local.</param>
/// <param name="TilesVersion">Changes when base map or places change; put it into tile addresses.</param>
/// <param name="Demo">Whether any data here is synthetic or drawn for the demo; the map must say so.</param>
/// <param name="Counts">How many features of each kind and reality the map shows.</param>
/// <param name="Categories">The incident categories in order.</param>
/// <param name="Communities">The communities in order of code.</param>
public sealed record DistrictView(
    string Name,
    string? Code,
    double[] BoundsWgs84,
    int MetricSrid,
    string MetricName,
    string TimeZone,
    string Tonight,
    string NightStart,
    string NightEnd,
    string TilesVersion,
    bool Demo,
    IReadOnlyList<FeatureCount> Counts,
    IReadOnlyList<CategoryView> Categories,
    IReadOnlyList<CommunityView> Communities);

/// <summary>How many features of a kind are real, approximate or invented.</summary>
public sealed record FeatureCount(string Kind, int Real, int Approximate, int Invented);

/// <summary>An incident category of the office's editable list.</summary>
public sealed record CategoryView(string Code, string? ParentCode, string NameZh, string NameEn);

/// <summary>A community for lists and filters.</summary>
public sealed record CommunityView(string Code, string ShortName, double[] CentreWgs84);
