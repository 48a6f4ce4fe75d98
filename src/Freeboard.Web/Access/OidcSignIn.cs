using Freeboard.Services.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Freeboard.Web.Access;

/// <summary>Signing in with an issuer: to it and back, and a session of ours at the end. What the issuer gave is not kept.</summary>
internal static partial class OidcSignIn
{
    public static void AddTo(IServiceCollection services, OidcSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<OidcDiscovery>();

        // Protects the state of sign-ins under way, for minutes: keys on a disk would outlive their use.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication().AddOAuth<OAuthOptions, OidcHandler>(OidcHandler.SchemeName, settings.Label, options =>
        {
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.CallbackPath = OidcSettings.CallbackPath;
            options.UsePkce = true;
            options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10);
            options.BackchannelTimeout = TimeSpan.FromSeconds(15);

            // Both come from the discovery document; until then the framework wants something to stand here.
            options.AuthorizationEndpoint = settings.Issuer.OriginalString;
            options.TokenEndpoint = settings.Issuer.OriginalString;
            options.Scope.Clear();
            options.Scope.Add("openid");
            foreach (string scope in settings.Scopes.Where(static s => s != "openid"))
            {
                options.Scope.Add(scope);
            }

            options.CorrelationCookie.Name = "freeboard-oidc.";
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Events.OnTicketReceived = ReceivedAsync;
            options.Events.OnRemoteFailure = FailedAsync;
        });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/oidc", BeginAsync).AllowAnonymous().RequireRateLimiting(Limits.SignIn).ExcludeFromDescription();
        routes.MapGet("/sign-out/oidc", (Delegate)EndAsync).AllowAnonymous().RequireRateLimiting(Limits.SignIn).ExcludeFromDescription();
    }

    /// <summary>To the issuer's own address for signing out, and back here. It changes nothing on this server: the session here has ended before.</summary>
    /// <remarks>The issuer is told which client asks, not by a token whose: none is kept. It may ask the reader whether that is wanted.</remarks>
    private static async Task<IResult> EndAsync(HttpContext http)
    {
        if (http.RequestServices.GetService<OidcSettings>() is not { } settings)
        {
            return await NoIssuerAsync(http);
        }

        try
        {
            string? end = (await http.RequestServices.GetRequiredService<OidcDiscovery>().GetAsync(http.RequestAborted)).EndSessionEndpoint;
            return string.IsNullOrEmpty(end)
                ? await SignInPage.ShowAsync(http, fault: "sign-in.fault.no-end")
                : Results.Redirect(QueryHelpers.AddQueryString(end, new Dictionary<string, string?>
                {
                    ["client_id"] = settings.ClientId,
                    ["post_logout_redirect_uri"] = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/sign-in",
                }));
        }
        catch (Exception exception) when (exception is InvalidOperationException or AuthenticationFailureException)
        {
            NotReached(Logger(http), exception);
            return await SignInPage.ShowAsync(http, fault: "sign-in.fault.issuer");
        }
    }

    private static async Task<IResult> NoIssuerAsync(HttpContext http)
    {
        await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-ISSUER", "This server has no issuer to sign in with; 'freeboard serve --oidc FILE' names one."));
        return Results.Empty;
    }

    private static async Task<IResult> BeginAsync(HttpContext http, AccessBook book)
    {
        if (http.RequestServices.GetService<OidcSettings>() is null)
        {
            return await NoIssuerAsync(http);
        }

        if (!book.AnyAccount())
        {
            // The first account belongs to whoever reads the terminal.
            return Show.SeeOther("/setup");
        }

        try
        {
            await http.ChallengeAsync(OidcHandler.SchemeName, new AuthenticationProperties { RedirectUri = SignInPage.Back(http.Request.Query["return"].ToString()) });
            return Results.Empty;
        }
        catch (Exception exception) when (exception is InvalidOperationException or AuthenticationFailureException)
        {
            NotReached(Logger(http), exception);
            return await SignInPage.ShowAsync(http, fault: "sign-in.fault.issuer");
        }
    }

    private static Task ReceivedAsync(TicketReceivedContext context)
    {
        HttpContext http = context.HttpContext;
        context.HandleResponse();
        OidcPerson person = context.Properties!.GetParameter<OidcPerson>(OidcHandler.PersonKey)!;
        AccessBook book = http.RequestServices.GetRequiredService<AccessBook>();
        if (person.Role is not { } role)
        {
            book.Log(person.Name, "session.refused", person.Name, "no role");
            return RefuseAsync(http, "sign-in.fault.role");
        }

        (Account? account, IssuerFault fault) = book.SignInFrom(http.RequestServices.GetRequiredService<OidcSettings>().Issuer.OriginalString, person.Subject, person.Name, role);
        if (account is null)
        {
            book.Log(person.Name, "session.refused", person.Name, fault.ToString());
            return RefuseAsync(http, fault == IssuerFault.NameTaken ? "sign-in.fault.taken" : "sign-in.fault.disabled");
        }

        SessionCookie.Write(http, book.BeginSession(account.Name, http.Connection.RemoteIpAddress?.ToString() ?? ""));
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = SignInPage.Back(context.ReturnUri);
        return Task.CompletedTask;
    }

    private static Task FailedAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        NotReached(Logger(context.HttpContext), context.Failure!);
        return RefuseAsync(context.HttpContext, "sign-in.fault.issuer");
    }

    private static async Task RefuseAsync(HttpContext http, string fault)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        IResult page = await SignInPage.ShowAsync(http, fault: fault, status: StatusCodes.Status403Forbidden);
        await page.ExecuteAsync(http);
    }

    private static ILogger Logger(HttpContext http) => http.RequestServices.GetRequiredService<ILogger<ServeHost>>();

    [LoggerMessage(Level = LogLevel.Warning, Message = "signing in with the issuer failed")]
    private static partial void NotReached(ILogger logger, Exception exception);
}
