namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>Who patrols.</summary>
public enum UnitKind
{
    /// <summary>巡逻车, a marked car.</summary>
    PatrolCar = 0,

    /// <summary>志愿者队, a team of volunteers on foot with one phone.</summary>
    VolunteerTeam = 1,

    /// <summary>巡防队, a full-time squad on foot.</summary>
    PatrolSquad = 2,

    /// <summary>物业保安, a property company's guards round their compound.</summary>
    PropertyGuard = 3,

    /// <summary>社区民警, the community's police officers on foot.</summary>
    CommunityPolice = 4,
}
