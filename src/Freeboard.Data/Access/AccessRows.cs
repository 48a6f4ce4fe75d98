using Freeboard.Data.Store;

namespace Freeboard.Data.Access;

/// <summary>A row of the table of accounts, as both databases give it.</summary>
internal sealed class UserRow
{
    public string Name { get; init; } = "";

    public string Role { get; init; } = "";

    public string? PasswordHash { get; init; }

    public long Disabled { get; init; }

    public string CreatedAt { get; init; } = "";

    public UserRecord ToRecord() => new(Name, Role, PasswordHash, Disabled != 0, StoreText.MomentOf(CreatedAt));
}

/// <summary>A row of the table of keys.</summary>
internal sealed class KeyRow
{
    public string KeyId { get; init; } = "";

    public string Label { get; init; } = "";

    public string UserName { get; init; } = "";

    public string SecretHash { get; init; } = "";

    public string Scopes { get; init; } = "";

    public string CreatedAt { get; init; } = "";

    public string ExpiresAt { get; init; } = "";

    public long Revoked { get; init; }

    public KeyRecord ToRecord() => new(KeyId, Label, UserName, SecretHash, Scopes, StoreText.MomentOf(CreatedAt), StoreText.MomentOf(ExpiresAt), Revoked != 0);
}

/// <summary>A row of the log.</summary>
internal sealed class LineRow
{
    public long Sequence { get; init; }

    public string At { get; init; } = "";

    public string Actor { get; init; } = "";

    public string Action { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Detail { get; init; } = "";

    public string PreviousHash { get; init; } = "";

    public string Hash { get; init; } = "";
}

/// <summary>The end of the log.</summary>
internal sealed class LastRow
{
    public long Sequence { get; init; }

    public string Hash { get; init; } = "";
}

/// <summary>A kept answer.</summary>
internal sealed class ReplyRow
{
    public string RequestHash { get; init; } = "";

    public int Status { get; init; }

    public string? Location { get; init; }

    public string Body { get; init; } = "";
}
