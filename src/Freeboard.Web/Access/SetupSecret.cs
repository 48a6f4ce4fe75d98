using Freeboard.Services.Access;

namespace Freeboard.Web.Access;

/// <summary>The secret by which the first account is made: whoever reads the terminal owns the installation. There is none once there is an account.</summary>
internal sealed class SetupSecret
{
    private readonly AccessBook book;
    private string? value;

    public SetupSecret(AccessBook book)
    {
        this.book = book;
        value = book.AnyAccount() ? null : AccessToken.MakeSpoken();
    }

    /// <summary>The secret; null when there is an account.</summary>
    public string? Value => value is not null && book.AnyAccount() ? value = null : value;

    /// <summary>Whether a text is the secret, in whatever case and with or without its hyphens.</summary>
    public bool Is(string text) => Value is { } secret && AccessToken.Same(Plain(secret), Plain(text));

    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
}
