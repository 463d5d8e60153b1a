using System.Security.Claims;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Who sends positions.</summary>
/// <param name="UnitCode">The unit they are of.</param>
/// <param name="OnlyNight">A volunteer's night: an invite for another night takes nothing of tonight's duty. Null for a device.</param>
internal sealed record Sender(string UnitCode, DutyNight? OnlyNight)
{
    /// <summary>The sender that a session or a device stands for, or null when it is neither a volunteer's nor a device's.</summary>
    public static Sender? Of(ClaimsPrincipal principal) => (principal.RoleName(), principal.UnitCode(), principal.InvitedNight()) switch
    {
        (Roles.Device, { } unitCode, _) => new Sender(unitCode, null),
        (Roles.Volunteer, { } unitCode, { } night) => new Sender(unitCode, night),
        _ => null,
    };
}
