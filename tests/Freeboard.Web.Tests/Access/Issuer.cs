using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Services.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Freeboard.Web.Tests.Access;

/// <summary>An OpenID Connect issuer on a free port of this machine: discovery, keys, authorization code with PKCE. Whoever comes is signed in as <see cref="Subject"/>; the dials make it wrong.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string ClientId = "freeboard";
    public const string ClientSecret = "a secret between the two";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Redirect)> codes = new();
    private RsaSecurityKey key = NewKey();

    private Issuer(WebApplication app) => this.app = app;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public string Subject { get; set; } = "person-1";

    public Dictionary<string, object> Claims { get; } = new() { ["preferred_username"] = "ada", ["roles"] = new[] { "risk-analysts", "staff" } };

    public string? Audience { get; set; }

    public string? Nonce { get; set; }

    public string? TokenIssuer { get; set; }

    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Signs with a key that the set does not have.</summary>
    public bool ForeignKey { get; set; }

    /// <summary>Signs with the client's secret, which a careless checker would take.</summary>
    public bool Symmetric { get; set; }

    public bool Unsigned { get; set; }

    public string? AuthorizeError { get; set; }

    /// <summary>Whether its discovery document names an address to sign out at.</summary>
    public bool EndsSessions { get; set; } = true;

    public List<string> Refusals { get; } = [];

    public static async Task<Issuer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        WebApplication app = builder.Build();
        Issuer issuer = new(app);
        app.UseRouting();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = issuer.Address,
            authorization_endpoint = issuer.Address + "/authorize",
            token_endpoint = issuer.Address + "/token",
            jwks_uri = issuer.Address + "/keys",
            end_session_endpoint = issuer.EndsSessions ? issuer.Address + "/end" : null,
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            RSAParameters open = issuer.key.Rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = issuer.key.KeyId, n = Base64UrlEncoder.Encode(open.Modulus), e = Base64UrlEncoder.Encode(open.Exponent) } } });
        });
        app.MapGet("/authorize", issuer.Authorize);
        app.MapGet("/end", issuer.End);
        app.MapPost("/token", (Delegate)issuer.TokenAsync);
        await app.StartAsync();
        return issuer;
    }

    /// <summary>A new key in place of the old one, as issuers do now and then.</summary>
    public void Rotate() => key = NewKey();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = AccessToken.MakeId() };

    private IResult Authorize(HttpContext http)
    {
        IQueryCollection q = http.Request.Query;
        string redirect = q["redirect_uri"].ToString();
        if (AuthorizeError is { } error)
        {
            return Results.Redirect(QueryHelpers.AddQueryString(redirect, new Dictionary<string, string?> { ["error"] = error, ["state"] = q["state"] }));
        }

        if (q["client_id"] != ClientId || q["response_type"] != "code" || q["code_challenge_method"] != "S256" || !q["scope"].ToString().Split(' ').Contains("openid") || q["nonce"].Count == 0)
        {
            Refusals.Add("authorize " + http.Request.QueryString);
            return Results.BadRequest();
        }

        string code = AccessToken.MakeId();
        codes[code] = (q["code_challenge"].ToString(), q["nonce"].ToString(), redirect);
        return Results.Redirect(QueryHelpers.AddQueryString(redirect, new Dictionary<string, string?> { ["code"] = code, ["state"] = q["state"] }));
    }

    private IResult End(HttpContext http)
    {
        IQueryCollection q = http.Request.Query;
        if (q["client_id"] != ClientId || !Uri.TryCreate(q["post_logout_redirect_uri"].ToString(), UriKind.Absolute, out Uri? back))
        {
            Refusals.Add("end " + http.Request.QueryString);
            return Results.BadRequest();
        }

        return Results.Redirect(back.OriginalString);
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        IFormCollection form = await http.Request.ReadFormAsync();
        string hash = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!codes.TryRemove(form["code"].ToString(), out (string Challenge, string Nonce, string Redirect) kept) || hash != kept.Challenge || form["client_secret"] != ClientSecret || form["client_id"] != ClientId || form["redirect_uri"] != kept.Redirect)
        {
            Refusals.Add("token");
            return Results.BadRequest(new { error = "invalid_grant" });
        }

        return Results.Json(new { access_token = "opaque", token_type = "Bearer", expires_in = 60, id_token = Token(kept.Nonce) });
    }

    private string Token(string nonce)
    {
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        SecurityTokenDescriptor token = new()
        {
            Issuer = TokenIssuer ?? Address,
            Audience = Audience ?? ClientId,
            IssuedAt = now,
            NotBefore = now.AddHours(-2),
            Expires = now + Life,
            Claims = new Dictionary<string, object>(Claims) { ["sub"] = Subject, ["nonce"] = Nonce ?? nonce },
            SigningCredentials = Unsigned ? null
                : Symmetric ? new SigningCredentials(new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret))), SecurityAlgorithms.HmacSha256)
                : new SigningCredentials(ForeignKey ? new RsaSecurityKey(RSA.Create(2048)) { KeyId = key.KeyId } : key, SecurityAlgorithms.RsaSha256),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }
}
