using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.Services.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Freeboard.Web.Access;

/// <summary>Who an issuer says is signing in.</summary>
/// <param name="Subject">The issuer's word for the person, which never changes.</param>
/// <param name="Name">Name for a new account.</param>
/// <param name="Role">The role that the claims give; null for none.</param>
internal sealed record OidcPerson(string Subject, string Name, Role? Role);

/// <summary>OpenID Connect on the framework's OAuth handler, which does the code flow with state, correlation cookie and PKCE; this adds discovery, nonce and the checks of the identity token.</summary>
/// <remarks>Checked: signature by a key of the issuer's own set with an asymmetric method, issuer, audience (and authorised party), expiry, nonce. Keys that the issuer changed are fetched anew, once for each token.</remarks>
internal sealed class OidcHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder, OidcSettings settings, OidcDiscovery discovery)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    public const string SchemeName = "oidc";

    /// <summary>Key under which the person stands in the ticket's properties.</summary>
    public const string PersonKey = "freeboard.person";

    private const string NonceKey = "freeboard.nonce";

    private static readonly string[] Methods = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512];

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        OpenIdConnectConfiguration issuer = await discovery.GetAsync(Context.RequestAborted);
        Options.AuthorizationEndpoint = issuer.AuthorizationEndpoint;
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        string nonce = AccessToken.Make();
        properties.Items[NonceKey] = nonce;
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), "nonce", nonce);
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        Options.TokenEndpoint = (await discovery.GetAsync(Context.RequestAborted)).TokenEndpoint;
        return await base.ExchangeCodeAsync(context);
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        string token = tokens.Response?.RootElement.TryGetProperty("id_token", out JsonElement given) == true && given.ValueKind == JsonValueKind.String
            ? given.GetString()!
            : throw new AuthenticationFailureException("The issuer gave no identity token.");
        JsonWebToken read = await ValidatedAsync(token);
        if (!properties.Items.TryGetValue(NonceKey, out string? nonce) || nonce is null || !read.TryGetPayloadValue("nonce", out string said) || !AccessToken.Same(nonce, said))
        {
            throw new AuthenticationFailureException("The identity token answers another request: its nonce is not ours.");
        }

        properties.Items.Remove(NonceKey);
        properties.SetParameter(PersonKey, PersonOf(read));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, SchemeName);
    }

    private async Task<JsonWebToken> ValidatedAsync(string token)
    {
        TokenValidationResult result = await CheckAsync(token, await discovery.GetAsync(Context.RequestAborted));
        if (result is { IsValid: false, Exception: SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException })
        {
            discovery.Refresh();
            result = await CheckAsync(token, await discovery.GetAsync(Context.RequestAborted));
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken read)
        {
            throw new AuthenticationFailureException("The identity token is not good: " + (result.Exception?.GetType().Name ?? "unknown"), result.Exception!);
        }

        // A token for several must have been made out to us.
        return read.Audiences.Count() == 1 || read.Azp == settings.ClientId ? read : throw new AuthenticationFailureException("The identity token was made out to another party.");
    }

    private Task<TokenValidationResult> CheckAsync(string token, OpenIdConnectConfiguration issuer) => new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = settings.ClientId,
        IssuerSigningKeys = issuer.SigningKeys,
        ValidAlgorithms = Methods,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            DateTime now = TimeProvider.GetUtcNow().UtcDateTime;
            TimeSpan slack = TimeSpan.FromMinutes(1);
            return expires is { } end && now < end + slack && (notBefore is null || now + slack >= notBefore);
        },
    });

    private OidcPerson PersonOf(JsonWebToken token)
    {
        using JsonDocument payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        string subject = token.Subject is { Length: > 0 and <= 255 } s ? s : throw new AuthenticationFailureException("The identity token names nobody.");
        string name = Texts(payload.RootElement, settings.NameClaim).FirstOrDefault() ?? "";

        // Names of accounts are ASCII; who has another one at the issuer is known by a short hash of its subject.
        return new OidcPerson(subject, Passwords.NameFault(name) is null ? name : string.Create(CultureInfo.InvariantCulture, $"id-{AccessToken.HashOf(subject)[..12]}"), RoleOf(Texts(payload.RootElement, settings.RoleClaim)));
    }

    private Role? RoleOf(IEnumerable<string> words)
    {
        Role? best = settings.OtherwiseRole;
        foreach (string word in words)
        {
            if (settings.Roles.TryGetValue(word, out Role role) && (best is null || role > best))
            {
                best = role;
            }
        }

        return best;
    }

    /// <summary>The texts of a claim: a text, or those of a list. A name with points that no claim has as it is leads into objects.</summary>
    private static string[] Texts(JsonElement claims, string path)
    {
        JsonElement here = claims;
        if (!claims.TryGetProperty(path, out JsonElement whole))
        {
            foreach (string part in path.Split('.'))
            {
                if (here.ValueKind != JsonValueKind.Object || !here.TryGetProperty(part, out here))
                {
                    return [];
                }
            }

            whole = here;
        }

        return whole.ValueKind switch
        {
            JsonValueKind.String => [whole.GetString()!],
            JsonValueKind.Array => [.. whole.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.String).Select(static e => e.GetString()!)],
            _ => [],
        };
    }
}

/// <summary>The issuer's discovery document and keys, kept for a day and fetched anew when a key is unknown.</summary>
internal sealed class OidcDiscovery(OidcSettings settings) : IDisposable
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = 1 << 20 };
    private volatile ConfigurationManager<OpenIdConnectConfiguration>? kept;

    private ConfigurationManager<OpenIdConnectConfiguration> Current => kept ??= new ConfigurationManager<OpenIdConnectConfiguration>(
        settings.Issuer.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(client) { RequireHttps = settings.Issuer.Scheme == Uri.UriSchemeHttps })
    {
        AutomaticRefreshInterval = TimeSpan.FromDays(1),
    };

    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration found = await Current.GetConfigurationAsync(cancellationToken);
        return settings.IsIssuer(found.Issuer) && found.AuthorizationEndpoint is { Length: > 0 } && found.TokenEndpoint is { Length: > 0 }
            ? found
            : throw new AuthenticationFailureException($"The discovery document is of issuer '{found.Issuer}', not of '{settings.Issuer.OriginalString}'.");
    }

    /// <summary>Lets go of what is kept: asked to refresh, the manager would do so behind its back and go on with the old keys. Only a token of the issuer itself leads here, so nobody else can make it ask.</summary>
    public void Refresh() => kept = null;

    public void Dispose() => client.Dispose();
}
