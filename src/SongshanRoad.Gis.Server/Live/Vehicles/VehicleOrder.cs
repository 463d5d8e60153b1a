using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>A dispatcher's order to the terminals of a unit.</summary>
internal abstract record VehicleOrder
{
    /// <summary>The message that gives it.</summary>
    public abstract Jtt808Message Compose(Jtt808Platform platform);
}

/// <summary>Where are you now? Done when the position that was asked for is stored.</summary>
internal sealed record PositionOrder : VehicleOrder
{
    /// <inheritdoc/>
    public override Jtt808Message Compose(Jtt808Platform platform) => platform.AskPosition();
}

/// <summary>Report more often for a while.</summary>
/// <param name="Every">Whole seconds, up to 65,535; zero ends it.</param>
/// <param name="During">For how long, whole seconds.</param>
internal sealed record FollowOrder(TimeSpan Every, TimeSpan During) : VehicleOrder
{
    /// <inheritdoc/>
    public override Jtt808Message Compose(Jtt808Platform platform) => platform.Follow(Every, During);
}

/// <summary>A text for the car's screen and voice.</summary>
/// <param name="Text">At most 255 characters, which fit a message whatever they are.</param>
/// <param name="IsUrgent">Whether it is marked so.</param>
internal sealed record TextOrder(string Text, bool IsUrgent) : VehicleOrder
{
    /// <inheritdoc/>
    public override Jtt808Message Compose(Jtt808Platform platform) =>
        platform.Tell(Jtt808TextUse.Shown | Jtt808TextUse.ReadOut | (IsUrgent ? Jtt808TextUse.Urgent : Jtt808TextUse.None), Text);
}
