using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Accounts;

/// <summary>Who is signed in. A volunteer's session has no account: it stands for a team on one night.</summary>
/// <param name="Name">Account name, or the team's call sign.</param>
/// <param name="Role">What the session may do.</param>
/// <param name="CommunityCode">A leader's scope: one community's twelve-digit code, or null for the whole office.</param>
/// <param name="UnitId">A volunteer's unit, otherwise null.</param>
public sealed record SessionView(
    string Name,
    [property: AllowedValues("admin", "dispatcher", "leader", "volunteer")] string Role,
    string? CommunityCode,
    string? UnitId);

/// <summary>Name and password.</summary>
public sealed record SignInRequest(string Name, string Password);

/// <summary>The one-time setup: makes the first admin account.</summary>
/// <param name="Token">From the setup link that the first start printed.</param>
/// <param name="Name">Account name, 2-40 characters.</param>
/// <param name="Password">At least 10 characters.</param>
public sealed record SetupRequest(string Token, string Name, string Password);

/// <summary>A new account, made by an admin.</summary>
/// <param name="Name">Account name, 2-40 characters.</param>
/// <param name="Password">At least 10 characters.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CommunityCode">A leader's scope, or null.</param>
public sealed record NewAccount(
    string Name,
    string Password,
    [property: AllowedValues("admin", "dispatcher", "leader")] string Role,
    string? CommunityCode = null);

/// <summary>An account as an admin sees it.</summary>
public sealed record AccountView(
    string Name,
    [property: AllowedValues("admin", "dispatcher", "leader")] string Role,
    string? CommunityCode,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LockedUntil);
