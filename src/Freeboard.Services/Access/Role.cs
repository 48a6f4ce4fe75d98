namespace Freeboard.Services.Access;

/// <summary>What kind of account it is; each may do what the ones before it may.</summary>
public enum Role
{
    /// <summary>Reads everything that was computed.</summary>
    Viewer = 0,

    /// <summary>Also computes: runs, what-if, explanations.</summary>
    Analyst,

    /// <summary>Also changes the data: imports and their undoing.</summary>
    DataManager,

    /// <summary>Also manages accounts and reads the log.</summary>
    Administrator,
}

/// <summary>Something that a caller may do.</summary>
public enum Right
{
    /// <summary>Read what was computed.</summary>
    Read = 0,

    /// <summary>Compute.</summary>
    Assess,

    /// <summary>Change the data.</summary>
    Import,

    /// <summary>Manage accounts and read the log.</summary>
    Administer,
}

/// <summary>Which role has which right, and the words of both.</summary>
public static class Roles
{
    /// <summary>Rights that a key can be given. None manages accounts: a program that could would outlive whoever made its key.</summary>
    public static IReadOnlyList<Right> KeyRights { get; } = [Right.Read, Right.Assess, Right.Import];

    /// <summary>Whether a role has a right.</summary>
    /// <param name="role">The role.</param>
    /// <param name="right">The right.</param>
    public static bool Has(Role role, Right right) => (int)role >= (int)right;

    /// <summary>The word of a role in the store and in addresses: data-manager.</summary>
    /// <param name="role">The role.</param>
    public static string WordOf(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Analyst => "analyst",
        Role.DataManager => "data-manager",
        Role.Administrator => "administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>The role of a word; null when the word is none of theirs.</summary>
    /// <param name="word">The word.</param>
    public static Role? Find(string? word) => word switch
    {
        "viewer" => Role.Viewer,
        "analyst" => Role.Analyst,
        "data-manager" => Role.DataManager,
        "administrator" => Role.Administrator,
        _ => null,
    };

    /// <summary>The word of a right, as a scope of a key.</summary>
    /// <param name="right">The right.</param>
    public static string WordOf(Right right) => right.ToString().ToLowerInvariant();

    /// <summary>The right of a scope's word; null when it is none that a key can have.</summary>
    /// <param name="word">The word.</param>
    public static Right? FindScope(string? word) => KeyRights.Select(static r => (Right?)r).FirstOrDefault(r => WordOf(r!.Value) == word);
}
