namespace SongshanRoad.Gis.Server.Tests.Live.Vehicles;

/// <summary>The forms of the protocol that are in the field.</summary>
public enum TerminalKind
{
    /// <summary>JT/T 808-2011: a registration with a short model.</summary>
    Of2011,

    /// <summary>JT/T 808-2013.</summary>
    Of2013,

    /// <summary>JT/T 808-2019.</summary>
    Of2019,

    /// <summary>Speaks 2013 and sets the version bit of 2019.</summary>
    Of2013WithTheBitOf2019,

    /// <summary>Speaks 2019 and leaves the version bit out.</summary>
    Of2019WithoutItsBit,
}
