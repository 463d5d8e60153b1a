using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>The part of the map a client looks at, in WGS-84 degrees. West must be smaller than east, south than north.</summary>
[DataContract]
public sealed record LiveSubscription(
    [property: DataMember(Name = "westDeg")] double WestDeg,
    [property: DataMember(Name = "southDeg")] double SouthDeg,
    [property: DataMember(Name = "eastDeg")] double EastDeg,
    [property: DataMember(Name = "northDeg")] double NorthDeg);
