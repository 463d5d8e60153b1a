using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace SongshanRoad.Gis.Server.Tests.Live;

/// <summary>Runs a test once over each protocol.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinatorialWiresAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Wire>().Select(wire => (ITheoryDataRow)new TheoryDataRow<Wire>(wire))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
