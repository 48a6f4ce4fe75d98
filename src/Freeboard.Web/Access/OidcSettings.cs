using System.Collections.Frozen;
using System.Text.Json;
using Freeboard.Services.Access;

namespace Freeboard.Web.Access;

/// <summary>Signing in with an issuer of one's own (OpenID Connect, authorization code with PKCE).</summary>
/// <remarks>Who holds the issuer decides who may sign in and with which role; accounts, sessions, keys and the log stay here. See docs/access.md for the settings' file.</remarks>
public sealed record OidcSettings
{
    /// <summary>Address to which the issuer sends the reader back; it is registered there.</summary>
    public const string CallbackPath = "/sign-in/oidc/callback";

    /// <summary>The issuer's address, under which its discovery document lies. https, or http on this machine.</summary>
    public required Uri Issuer
    {
        get;
        init => field = value is { IsAbsoluteUri: true } && (value.Scheme == Uri.UriSchemeHttps || (value.Scheme == Uri.UriSchemeHttp && value.IsLoopback))
            ? value
            : throw new ArgumentException("Must be an https address, or http on this machine.", nameof(value));
    }

    /// <summary>This installation's name at the issuer.</summary>
    public required string ClientId
    {
        get;
        init => field = value is { Length: > 0 } ? value : throw new ArgumentException("Must not be empty.", nameof(value));
    }

    /// <summary>The secret that the issuer gave this installation.</summary>
    public required string ClientSecret
    {
        get;
        init => field = value is { Length: > 0 } ? value : throw new ArgumentException("Must not be empty.", nameof(value));
    }

    /// <summary>What the button says: the issuer's name to a reader.</summary>
    /// <value>The default is the host of the issuer.</value>
    public string Label { get => field ?? Issuer.Host; init; }

    /// <summary>What is asked for, beside openid.</summary>
    /// <value>The default is profile and email.</value>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile", "email"];

    /// <summary>The claim that names a new account.</summary>
    /// <value>The default is preferred_username.</value>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim with the groups or roles, a text or a list of texts; points lead into objects (realm_access.roles).</summary>
    /// <value>The default is roles.</value>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>The role that each word of the claim gives; of several the highest counts.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyDictionary<string, Role> Roles { get; init; } = FrozenDictionary<string, Role>.Empty;

    /// <summary>The role of who has none of the words; null refuses them.</summary>
    /// <value>The default is null.</value>
    public Role? OtherwiseRole { get; init; }

    /// <summary>Reads the settings' file.</summary>
    /// <param name="json">JSON: issuer, clientId, and optionally label, scopes, nameClaim, roleClaim, roles, otherwise.</param>
    /// <param name="clientSecret">The secret, which does not stand in the file.</param>
    /// <param name="fault">What is wrong and how it is put right; null when nothing is.</param>
    /// <returns>The settings; null with a fault.</returns>
    public static OidcSettings? Read(ReadOnlyMemory<byte> json, string clientSecret, out string? fault)
    {
        fault = null;
        try
        {
            FileForm file = JsonSerializer.Deserialize<FileForm>(json.Span, Strict) ?? throw new JsonException("It holds null.");
            Dictionary<string, Role> roles = new(StringComparer.Ordinal);
            foreach ((string word, string role) in file.Roles ?? [])
            {
                roles[word] = RoleOf(role);
            }

            OidcSettings settings = new()
            {
                Issuer = Uri.TryCreate(file.Issuer, UriKind.Absolute, out Uri? issuer) ? issuer : throw new JsonException("issuer: give the issuer's address, such as https://id.example/realms/bank."),
                ClientId = file.ClientId,
                ClientSecret = clientSecret,
                Roles = roles.ToFrozenDictionary(StringComparer.Ordinal),
                OtherwiseRole = file.Otherwise is null ? null : RoleOf(file.Otherwise),
            };
            return settings with
            {
                Label = file.Label ?? settings.Label,
                Scopes = file.Scopes ?? settings.Scopes,
                NameClaim = file.NameClaim ?? settings.NameClaim,
                RoleClaim = file.RoleClaim ?? settings.RoleClaim,
            };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // What the framework says of JSON names its own types; what is ours says what to write.
            fault = exception switch
            {
                JsonException { LineNumber: { } line, BytePositionInLine: { } at } => FormattableString.Invariant($"line {line + 1}, byte {at + 1}: no JSON, or a key that these settings do not have, or a value of another kind. The keys are issuer, clientId, label, scopes, nameClaim, roleClaim, roles and otherwise; issuer and clientId must be there."),
                ArgumentException { ParamName: not null } own => own.Message.Split(" (Parameter", 2)[0],
                _ => exception.Message,
            };
            return null;
        }
    }

    /// <summary>The address of the issuer as its tokens name it is compared with this: without the slash that some write and some do not.</summary>
    internal bool IsIssuer(string? named) => named is not null && string.Equals(named.TrimEnd('/'), Issuer.OriginalString.TrimEnd('/'), StringComparison.Ordinal);

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip };

    private static Role RoleOf(string word) => Services.Access.Roles.Find(word) ?? throw new JsonException($"roles: '{word}' is none of viewer, analyst, data-manager, administrator.");

    private sealed record FileForm
    {
        public required string Issuer { get; init; }

        public required string ClientId { get; init; }

        public string? Label { get; init; }

        public string[]? Scopes { get; init; }

        public string? NameClaim { get; init; }

        public string? RoleClaim { get; init; }

        public Dictionary<string, string>? Roles { get; init; }

        public string? Otherwise { get; init; }
    }
}
