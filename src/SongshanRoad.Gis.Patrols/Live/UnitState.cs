namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>The latest state of one unit on duty. Immutable.</summary>
/// <param name="Duty">The running duty.</param>
/// <param name="Latest">The latest fix, or null before the first.</param>
/// <param name="Movement">What its last fixes say, or null before the first.</param>
/// <param name="StaleAt">From this instant the fix counts as stale, UTC; null before the first fix.</param>
/// <param name="SilentAt">From this instant the unit counts as silent, UTC; null before the first fix.</param>
/// <param name="NextReportAt">When the next fix is expected, UTC; null before the first fix.</param>
/// <param name="ChangedInVersion">Version of the picture in which this state appeared.</param>
public sealed record UnitState(
    Duty Duty,
    Fix? Latest,
    MotionReading? Movement,
    DateTimeOffset? StaleAt,
    DateTimeOffset? SilentAt,
    DateTimeOffset? NextReportAt,
    long ChangedInVersion)
{
    /// <summary>Who patrols.</summary>
    public string UnitId => Duty.UnitId;

    /// <summary>How far from its latest fix it may be as that ages; null before the first.</summary>
    public PositionUncertainty? Uncertainty =>
        Latest is null || Movement is null || SilentAt is null ? null : PositionUncertainty.Of(Latest, Movement, Duty.Kind, SilentAt.Value);

    /// <summary>How old the latest fix is at an instant; a unit that never reported in this duty is silent.</summary>
    public SignalAge AgeAt(DateTimeOffset now) =>
        now < StaleAt ? SignalAge.Live : now < SilentAt ? SignalAge.Stale : SignalAge.Silent;
}
