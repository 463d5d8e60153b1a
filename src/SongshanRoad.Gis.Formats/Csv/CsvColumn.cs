namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>What a column of a delimited file can mean.</summary>
public enum CsvColumn
{
    /// <summary>Longitude in degrees or easting in metres (<c>lon</c>, <c>x</c>).</summary>
    X = 0,

    /// <summary>Latitude in degrees or northing in metres (<c>lat</c>, <c>y</c>).</summary>
    Y = 1,

    /// <summary>Time, or beginning of the interval (<c>time</c>, <c>from</c>).</summary>
    Time = 2,

    /// <summary>End of the interval (<c>to</c>).</summary>
    TimeTo = 3,

    /// <summary>Date, when date and time stand in two columns (<c>date</c>).</summary>
    Date = 4,

    /// <summary>Category of the incident (<c>category</c>).</summary>
    Category = 5,

    /// <summary>The sender's stable id (<c>id</c>).</summary>
    Id = 6,

    /// <summary>Who reported: call or patrol (<c>reported-by</c>).</summary>
    ReportedBy = 7,

    /// <summary>How far it has been dealt with (<c>progress</c>, <c>status</c>).</summary>
    Progress = 8,

    /// <summary>Which vehicle or device a track point belongs to (<c>track</c>).</summary>
    Track = 9,

    /// <summary>Speed in m/s (<c>speed</c>).</summary>
    Speed = 10,

    /// <summary>Heading in degrees clockwise from north (<c>heading</c>).</summary>
    Heading = 11,

    /// <summary>Elevation in metres (<c>elevation</c>).</summary>
    Elevation = 12,
}
