namespace SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

/// <summary>
/// A self-exciting point process, lambda(t, x) = mu(x) + sum over earlier events of theta omega exp(-omega (t - t_i)) g(x - x_i):
/// a background that stays, and events that set off others close by soon after.
/// </summary>
/// <remarks>Mohler, Short, Brantingham, Schoenberg and Tita, J. American Statistical Association 106 (2011) 100-108.</remarks>
public sealed record SelfExcitingModel
{
    /// <summary>Background events per day.</summary>
    public required double BackgroundPerDay { get; init; }

    /// <summary>theta, mean number of events that one sets off directly, 0 to below 1.</summary>
    public required double Triggered { get; init; }

    /// <summary>1 / omega, mean delay of a triggered event, days.</summary>
    public required double DelayDays { get; init; }

    /// <summary>d of the triggering in space, metres.</summary>
    public required double DistanceM { get; init; }

    /// <summary>Shape of the triggering in space.</summary>
    public required TriggerShape Shape { get; init; }

    /// <summary>Kernels of the background; what their shares lack to 1 is spread evenly.</summary>
    public required IReadOnlyList<BackgroundKernel> BackgroundKernels { get; init; }

    /// <summary>Day of the first event fitted.</summary>
    public required double FromDay { get; init; }

    /// <summary>Probability that each fitted event is background and not set off by another, oldest event first.</summary>
    public required IReadOnlyList<double> BackgroundShare { get; init; }

    /// <summary>Logarithm of the likelihood, each event's background being that of the others.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Rounds of the fit.</summary>
    public required int Rounds { get; init; }

    /// <summary>Whether the parameters came to rest.</summary>
    public required bool Converged { get; init; }

    /// <summary>In words what a reader must know about the fit: a bound that was reached, a fallback, a limit; empty when nothing.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
