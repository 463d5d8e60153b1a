using Microsoft.AspNetCore.SignalR;

namespace SongshanRoad.Gis.Client.Problems;

/// <summary>Reads a hub's refusal, whose text is <c>code: sentence</c> behind words of SignalR's own.</summary>
internal static class HubRefusal
{
    private const string BeforeCode = "HubException: ";

    public static ServerProblemException Read(HubException refusal)
    {
        var at = refusal.Message.IndexOf(BeforeCode, StringComparison.Ordinal);
        var text = at < 0 ? "" : refusal.Message[(at + BeforeCode.Length)..];
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && text[..colon].All(letter => letter is (>= 'a' and <= 'z') or '-')
            ? new ServerProblemException(text[..colon], text[(colon + 2)..], innerException: refusal)
            : new ServerProblemException(ServerProblemException.Unknown, refusal.Message, innerException: refusal);
    }
}
