using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Logs what goes wrong in a hub method. SignalR itself would log every refusal of a caller as an error too, so its own
/// message is switched off.</summary>
internal sealed class HubFailures(ILogger<HubFailures> log) : IHubFilter
{
    /// <summary>The category whose messages this filter replaces.</summary>
    public const string ReplacedCategory = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception failure) when (failure is not (HubException or OperationCanceledException))
        {
            log.HubMethodFailed(invocationContext.HubMethodName, failure);
            throw;
        }
    }
}
