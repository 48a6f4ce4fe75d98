namespace Freeboard.Services.Access;

/// <summary>An account, without its password.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="Disabled">Whether it may not sign in.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Account(string Name, Role Role, bool Disabled, DateTimeOffset CreatedAt);

/// <summary>A key of a program, without its secret.</summary>
/// <param name="KeyId">Its public part.</param>
/// <param name="Label">What its owner calls it.</param>
/// <param name="Owner">Name of its owner.</param>
/// <param name="Scopes">What it may do, as far as its owner may.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
/// <param name="Revoked">Whether it was withdrawn.</param>
public sealed record AccessKey(string KeyId, string Label, string Owner, IReadOnlyList<Right> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool Revoked);

/// <summary>A line of the log of what was done.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">Stable word for what.</param>
/// <param name="Subject">To whom or what.</param>
/// <param name="Detail">With which settings.</param>
/// <param name="Hash">Hash of the line, which covers all lines before it.</param>
/// <param name="PreviousHash">Hash of the line before, as it was when this one was written.</param>
public sealed record AuditLine(long Sequence, DateTimeOffset At, string Actor, string Action, string Subject, string Detail, string Hash, string PreviousHash);

/// <summary>Who calls.</summary>
/// <param name="Account">The account.</param>
/// <param name="Key">The key by which it calls; null for a session.</param>
public sealed record Caller(Account Account, AccessKey? Key)
{
    /// <summary>Whether the caller has a right: the account's role must give it, and its key, if it calls by one, must hold it.</summary>
    /// <param name="right">The right.</param>
    public bool Has(Right right) => Roles.Has(Account.Role, right) && (Key is null || Key.Scopes.Contains(right));
}

/// <summary>An answer kept so that a repeated request gets it again.</summary>
/// <param name="RequestHash">Hash of the request that it answered.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Location">Address of what was made; null for none.</param>
/// <param name="Body">The answer's text.</param>
public sealed record KeptReply(string RequestHash, int Status, string? Location, string Body);

/// <summary>What came of a change to an account.</summary>
public enum AccountChange
{
    /// <summary>Nothing was tried.</summary>
    NotRun = 0,

    /// <summary>It was changed.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    Unknown,

    /// <summary>It is the last enabled administrator.</summary>
    LastAdministrator,

    /// <summary>The name is taken.</summary>
    Taken,
}

/// <summary>Why somebody whom an issuer knows may not sign in.</summary>
public enum IssuerFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>The account is disabled.</summary>
    Disabled,

    /// <summary>Another account has the name.</summary>
    NameTaken,
}
