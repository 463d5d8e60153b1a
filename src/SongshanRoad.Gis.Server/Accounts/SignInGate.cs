using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>What became of a sign-in.</summary>
internal enum SignInOutcome
{
    /// <summary>Name and password fit.</summary>
    Accepted,

    /// <summary>They do not, or there is no such account: the answer is the same for both.</summary>
    Refused,

    /// <summary>The account is locked after repeated failures.</summary>
    Locked,
}

/// <summary>Checks passwords and makes accounts.</summary>
internal sealed class SignInGate(AccountStore accounts, TimeProvider clock, ILogger<SignInGate> log)
{
    private const int LockingFailures = 5;
    private static readonly TimeSpan LockFor = TimeSpan.FromMinutes(10);
    private static readonly PasswordHasher<string> Hasher = new();
    // Verified when no account has the name, so that both refusals take the same time.
    private static readonly string NobodysHash = Hasher.HashPassword("", SecretToken.Create());

    public async Task<(SignInOutcome Outcome, Account? Account)> SignInAsync(string name, string password, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var account = await accounts.FindAsync(name, cancellation);
        if (account?.LockedUntil > now)
        {
            return (SignInOutcome.Locked, null);
        }

        var verdict = Hasher.VerifyHashedPassword("", account?.PasswordHash ?? NobodysHash, password);
        if (account is null)
        {
            return (SignInOutcome.Refused, null);
        }

        if (verdict == PasswordVerificationResult.Failed)
        {
            await accounts.RecordFailureAsync(account.Id, LockingFailures, now + LockFor, cancellation);
            log.SignInFailed(account.Name, account.FailedAttempts + 1);
            return (SignInOutcome.Refused, null);
        }

        await accounts.RecordSuccessAsync(account.Id, cancellation);
        return (SignInOutcome.Accepted, account);
    }

    /// <summary>Makes the first account with a setup link; null when the link does not work (any more).</summary>
    public Task<Account?> SetUpAsync(string token, string name, string password, CancellationToken cancellation) =>
        accounts.AddFirstAsync(SecretToken.Hash(token), name, Roles.Admin, Hasher.HashPassword("", password), clock.GetUtcNow(), cancellation);

    public Task<Account?> AddAsync(string name, string password, string role, string? communityCode, CancellationToken cancellation) =>
        accounts.AddAsync(name, role, communityCode, Hasher.HashPassword("", password), clock.GetUtcNow(), cancellation);

    /// <summary>The sentence that says what is wrong with a new account's name or password, or null.</summary>
    public static string? Check(string name, string password) =>
        name.Trim().Length is < 2 or > 40 ? $"The name has {name.Trim().Length} characters; 2 to 40 are allowed."
        : password.Length is < 10 or > 200 ? $"The password has {password.Length} characters; 10 to 200 are allowed."
        : null;
}
