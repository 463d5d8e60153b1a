namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>What Local Moran's I is compared with.</summary>
public enum MoranNull
{
    /// <summary>The other values spread at random over the other units, the unit's own kept (Sokal, Oden and Thomson, Geographical
    /// Analysis 30 (1998) 331-354, conditional randomisation); spdep's default. Its z is that of Gi, with the sign turned for low units.</summary>
    Conditional,

    /// <summary>All values spread at random over all units (Anselin, Geographical Analysis 27 (1995) 93-115).</summary>
    Total,
}
