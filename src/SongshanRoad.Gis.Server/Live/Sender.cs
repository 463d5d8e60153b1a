using System.Security.Claims;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Who sends positions.</summary>
/// <param name="UnitCode">The unit they are of.</param>
/// <param name="OnlyNight">The only night it may send of: an invite, or a phone's token, for another night takes nothing of tonight's duty. Null for a device of every night.</param>
internal sealed record Sender(string UnitCode, DutyNight? OnlyNight)
{
    /// <summary>The sender that a session or a device stands for, or null when it is neither a volunteer's nor a device's.</summary>
    public static Sender? Of(ClaimsPrincipal principal) => (principal.RoleName(), principal.UnitCode(), principal.InvitedNight()) switch
    {
        (Roles.Device, { } unitCode, var night) => new Sender(unitCode, night),
        (Roles.Volunteer, { } unitCode, { } night) => new Sender(unitCode, night),
        _ => null,
    };
}
