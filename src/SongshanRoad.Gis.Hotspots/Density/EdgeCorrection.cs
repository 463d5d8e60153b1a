namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>What is done about the part of a kernel that falls outside the window, where nothing could be observed.</summary>
public enum EdgeCorrection
{
    /// <summary>Each incident's kernel is divided by its own mass inside the window, so that the density integrates to the number
    /// of incidents exactly (Diggle 1985; Jones 1993).</summary>
    Diggle,

    /// <summary>Nothing: density leaks out and the rim looks too cool.</summary>
    None,

    /// <summary>The density at a place is divided by the mass inside the window of a kernel centred on that place: unbiased where
    /// incidents are spread evenly, but the integral is not exactly the number of incidents.</summary>
    Uniform,
}
