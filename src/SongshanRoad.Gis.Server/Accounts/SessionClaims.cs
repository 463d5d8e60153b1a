using System.Globalization;
using System.Security.Claims;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>What a session or device carries about itself.</summary>
public static class SessionClaims
{
    private const string Community = "community";
    private const string Unit = "unit";
    private const string Route = "route";
    private const string Night = "night";

    /// <summary>The principal of an office account.</summary>
    internal static ClaimsPrincipal ForAccount(Account account, string scheme) => Principal(scheme,
        new Claim(ClaimTypes.Name, account.Name), new Claim(ClaimTypes.Role, account.Role),
        new Claim(Community, account.CommunityCode ?? ""));

    /// <summary>The principal of a volunteer team that opened an invite.</summary>
    /// <param name="callSign">The team's name.</param>
    /// <param name="unitCode">The team's unit.</param>
    /// <param name="routeId">The route it was invited to.</param>
    /// <param name="night">The route's night, the only one this session has to do with.</param>
    /// <param name="scheme">Authentication scheme.</param>
    internal static ClaimsPrincipal ForVolunteer(string callSign, string unitCode, Guid routeId, DutyNight night, string scheme) => Principal(scheme,
        new Claim(ClaimTypes.Name, callSign), new Claim(ClaimTypes.Role, Roles.Volunteer),
        new Claim(Unit, unitCode), new Claim(Route, routeId.ToString("D", CultureInfo.InvariantCulture)), new Claim(Night, night.ToString()));

    /// <summary>The principal of a tracking device.</summary>
    internal static ClaimsPrincipal ForDevice(TrackingDevice device, string scheme) => Principal(scheme,
        new Claim(ClaimTypes.Name, device.UnitCode), new Claim(ClaimTypes.Role, Roles.Device), new Claim(Unit, device.UnitCode),
        new Claim(Night, device.Night?.ToString() ?? ""));

    /// <summary>Account name, team's call sign, or device's unit.</summary>
    public static string ActorName(this ClaimsPrincipal principal) => principal.FindFirstValue(ClaimTypes.Name) ?? "anonymous";

    /// <summary>The role.</summary>
    public static string RoleName(this ClaimsPrincipal principal) => principal.FindFirstValue(ClaimTypes.Role) ?? "";

    /// <summary>Code of the unit that this volunteer or device speaks for, or null.</summary>
    public static string? UnitCode(this ClaimsPrincipal principal) => Filled(principal.FindFirstValue(Unit));

    /// <summary>A leader's community, or null for the whole office.</summary>
    public static string? CommunityCode(this ClaimsPrincipal principal) => Filled(principal.FindFirstValue(Community));

    /// <summary>The route a volunteer was invited to, or null.</summary>
    public static Guid? RouteId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(Route), out var routeId) ? routeId : null;

    /// <summary>The only night this session or device has to do with, or null for every one.</summary>
    public static DutyNight? InvitedNight(this ClaimsPrincipal principal) =>
        DutyNight.TryParse(principal.FindFirstValue(Night), out var night) ? night : null;

    /// <summary>The session as the wire shows it.</summary>
    internal static SessionView ToView(this ClaimsPrincipal principal) =>
        new(principal.ActorName(), principal.RoleName(), principal.CommunityCode(), principal.UnitCode());

    private static ClaimsPrincipal Principal(string scheme, params Claim[] claims) =>
        new(new ClaimsIdentity(claims, scheme, ClaimTypes.Name, ClaimTypes.Role));

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
