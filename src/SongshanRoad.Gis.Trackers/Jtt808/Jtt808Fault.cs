namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>Why a frame is no message. It is never more than a reason to count and skip the frame.</summary>
public enum Jtt808Fault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>Fewer bytes than a header and a check code, or more than a header and 1,023 bytes.</summary>
    Size = 1,

    /// <summary>7D is followed by neither 01 nor 02.</summary>
    Escape = 2,

    /// <summary>The check code is not the exclusive or of all bytes before it.</summary>
    CheckCode = 3,

    /// <summary>The length in the header fits neither form of the header.</summary>
    Length = 4,

    /// <summary>Number or count of a part is 0, or the number is above the count.</summary>
    Part = 5,
}
