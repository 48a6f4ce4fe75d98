namespace Freeboard.Data.Access;

/// <summary>An account.</summary>
/// <param name="Name">Its name, which signs in.</param>
/// <param name="Role">Word of its role.</param>
/// <param name="PasswordHash">Hash of its password with salt and method; null when it signs in elsewhere.</param>
/// <param name="Disabled">Whether it may not sign in.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record UserRecord(string Name, string Role, string? PasswordHash, bool Disabled, DateTimeOffset CreatedAt);

/// <summary>A key by which a program calls.</summary>
/// <param name="KeyId">Its public part.</param>
/// <param name="Label">What its owner calls it.</param>
/// <param name="UserName">Its owner.</param>
/// <param name="SecretHash">SHA-256 of its secret part, lower-case hexadecimal.</param>
/// <param name="Scopes">Words of what it may do, separated by blanks.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
/// <param name="Revoked">Whether it was withdrawn.</param>
public sealed record KeyRecord(string KeyId, string Label, string UserName, string SecretHash, string Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool Revoked);

/// <summary>Something that was done, before it stands in the log.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">Stable word for what.</param>
/// <param name="Subject">To whom or what.</param>
/// <param name="Detail">With which settings; never a secret.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Subject, string Detail);

/// <summary>A line of the log.</summary>
/// <param name="Sequence">Its number, from 1 without gaps.</param>
/// <param name="Entry">What was done.</param>
/// <param name="PreviousHash">Hash of the line before; empty for the first.</param>
/// <param name="Hash">Hash of this line.</param>
public sealed record AuditRecord(long Sequence, AuditEntry Entry, string PreviousHash, string Hash);

/// <summary>An answer kept so that a repeated request gets it again.</summary>
/// <param name="RequestHash">Hash of the request that it answered.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Location">Address of what was made; null for none.</param>
/// <param name="Body">The answer's text.</param>
public sealed record ReplyRecord(string RequestHash, int Status, string? Location, string Body);

/// <summary>What came of a change to an account.</summary>
public enum UserChange
{
    /// <summary>Nothing was tried.</summary>
    NotRun = 0,

    /// <summary>It was changed.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    Unknown,

    /// <summary>It is the last enabled account of its role, which must not be lost.</summary>
    LastOfRole,
}
