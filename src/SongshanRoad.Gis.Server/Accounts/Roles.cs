namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>Names of roles and of the authorization policies made from them.</summary>
public static class Roles
{
    /// <summary>May do everything, and makes accounts.</summary>
    public const string Admin = "admin";

    /// <summary>Watches the live map.</summary>
    public const string Dispatcher = "dispatcher";

    /// <summary>Plans and reviews.</summary>
    public const string Leader = "leader";

    /// <summary>A team on one night, through an invite link; sees its own duty only.</summary>
    public const string Volunteer = "volunteer";

    /// <summary>A tracking device; may only send.</summary>
    public const string Device = "device";
}

/// <summary>Authorization policies: who may call an endpoint.</summary>
public static class Policies
{
    /// <summary>Any signed-in session, not a device.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Admin, dispatcher or leader.</summary>
    public const string Office = "office";

    /// <summary>Admin or dispatcher.</summary>
    public const string Dispatch = "dispatch";

    /// <summary>Admin or leader.</summary>
    public const string Planning = "planning";

    /// <summary>Admin only.</summary>
    public const string Admin = "admin";

    /// <summary>A volunteer team's session.</summary>
    public const string Volunteer = "volunteer";

    /// <summary>A tracking device.</summary>
    public const string Device = "device";

    /// <summary>Whoever may send positions: devices and volunteers.</summary>
    public const string Reporter = "reporter";

    /// <summary>Whoever may open the live hub: sessions and devices.</summary>
    public const string LiveHub = "live-hub";
}
