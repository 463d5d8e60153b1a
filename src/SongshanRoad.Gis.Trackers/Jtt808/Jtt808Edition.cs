namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>Which form of JT/T 808 a message has. The 2011 and the 2013 edition have the same header.</summary>
public enum Jtt808Edition
{
    /// <summary>JT/T 808-2011 and -2013: a phone number of six bytes and no version byte.</summary>
    Of2013 = 0,

    /// <summary>JT/T 808-2019: bit 14 of the properties is set, a version byte follows, the phone number has ten bytes.</summary>
    Of2019 = 1,
}
