namespace SongshanRoad.Gis.Storage.Accounts;

/// <summary>An office account.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role"><c>admin</c>, <c>dispatcher</c> or <c>leader</c>.</param>
/// <param name="CommunityCode">A leader's scope, or null for the whole office.</param>
/// <param name="PasswordHash">Hashed password.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="FailedAttempts">Failed sign-ins since the last success.</param>
/// <param name="LockedUntil">No sign-in before this instant, UTC.</param>
public sealed record Account(
    int Id,
    string Name,
    string Role,
    string? CommunityCode,
    string PasswordHash,
    DateTimeOffset CreatedAt,
    int FailedAttempts,
    DateTimeOffset? LockedUntil);
