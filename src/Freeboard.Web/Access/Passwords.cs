using Freeboard.Services.Access;
using Microsoft.AspNetCore.Identity;

namespace Freeboard.Web.Access;

/// <summary>Passwords by the framework's PBKDF2 hasher, and names and passwords that are good enough.</summary>
internal static class Passwords
{
    /// <summary>Fewest characters of a password.</summary>
    public const int Fewest = 12;

    private const int Most = 256;

    private static readonly PasswordHasher<string> Hasher = new();

    // Verified where there is no such account, so that the time of an answer does not tell which accounts there are.
    private static readonly string NobodysHash = Hasher.HashPassword("", AccessToken.Make());

    public static string HashOf(string name, string password) => Hasher.HashPassword(name, password);

    /// <summary>Whether a password is the account's.</summary>
    public static bool Verify(string name, string? hash, string password) =>
        password.Length <= Most && Hasher.VerifyHashedPassword(name, hash ?? NobodysHash, password) != PasswordVerificationResult.Failed && hash is not null;

    /// <summary>Key of the phrase that says what is wrong with a name; null when nothing is.</summary>
    public static string? NameFault(string name) =>
        name.Length is >= 2 and <= 64 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@') ? null : "account.fault.name";

    /// <summary>Key of the phrase that says what is wrong with a password; null when nothing is.</summary>
    public static string? PasswordFault(string name, string password) => password.Length is < Fewest or > Most ? "account.fault.short"
        : password.Distinct().Count() < 5 || password.Contains(name, StringComparison.OrdinalIgnoreCase) ? "account.fault.weak"
        : null;
}
