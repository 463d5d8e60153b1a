using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>Keeps the tickets of cookie sessions in the database; the cookie carries a key only. Signing out therefore ends the
/// session itself, not just one browser's memory of it.</summary>
internal sealed class StoredTickets(SessionStore sessions, TimeProvider clock) : ITicketStore
{
    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<string> StoreAsync(AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        var key = SecretToken.Create();
        await sessions.AddAsync(SecretToken.Hash(key), TicketSerializer.Default.Serialize(ticket), EndOf(ticket), cancellationToken);
        return key;
    }

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => RenewAsync(key, ticket, CancellationToken.None);

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken) =>
        sessions.RenewAsync(SecretToken.Hash(key), TicketSerializer.Default.Serialize(ticket), EndOf(ticket), cancellationToken);

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key, CancellationToken cancellationToken) =>
        await sessions.FindAsync(SecretToken.Hash(key), clock.GetUtcNow(), cancellationToken) is { } ticket
            ? TicketSerializer.Default.Deserialize(ticket)
            : null;

    /// <inheritdoc/>
    public Task RemoveAsync(string key) => RemoveAsync(key, CancellationToken.None);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken) => sessions.EndAsync(SecretToken.Hash(key), cancellationToken);

    // The cookie handler sets an end on every ticket it stores.
    private static DateTimeOffset EndOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc!.Value;
}
