namespace SongshanRoad.Gis.Contracts.Problems;

/// <summary>Machine-readable reasons; the same over HTTP (RFC 9457, member <c>code</c>) and the hub.</summary>
public static class ProblemCodes
{
    /// <summary>Name or password is wrong, or the account is locked.</summary>
    public const string SignInFailed = "sign-in-failed";

    /// <summary>The account is locked after repeated failures.</summary>
    public const string AccountLocked = "account-locked";

    /// <summary>A one-time link was used, is too old or never existed.</summary>
    public const string LinkInvalid = "link-invalid";

    /// <summary>The session's role may not do this.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>A value is missing or out of range.</summary>
    public const string InvalidValue = "invalid-value";

    /// <summary>The thing asked for does not exist.</summary>
    public const string NotFound = "not-found";

    /// <summary>The thing's present state does not allow this, e.g. publishing twice.</summary>
    public const string Conflict = "conflict";

    /// <summary>Too many requests; the answer says when to try again.</summary>
    public const string TooManyRequests = "too-many-requests";

    /// <summary>The database is not reachable; nothing was stored.</summary>
    public const string StorageUnavailable = "storage-unavailable";

    /// <summary>A fix lies more than two minutes in the future.</summary>
    public const string FixInFuture = "fix-in-future";

    /// <summary>A fix at 0° E, 0° N or with degrees out of range.</summary>
    public const string FixNowhere = "fix-nowhere";

    /// <summary>A fix that could only be reached at an impossible speed.</summary>
    public const string FixImpossibleJump = "fix-impossible-jump";

    /// <summary>A fix of which the device says that another program made it up.</summary>
    public const string FixMockPosition = "fix-mock-position";
}
