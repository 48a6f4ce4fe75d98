using Freeboard.Services.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Access;

/// <summary>The policies of routes: a right, on a page (a session) or in the API (a session or a key).</summary>
internal static class Policies
{
    private const string OwnName = "api:own";

    /// <summary>For a page: somebody signed in who has the right. A key opens no page.</summary>
    public static TBuilder ForPage<TBuilder>(this TBuilder route, Right right)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(PageName(right));

    /// <summary>For the API: somebody signed in, or a key with the scope.</summary>
    public static TBuilder ForApi<TBuilder>(this TBuilder route, Right right)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(ApiName(right));

    /// <summary>For what a caller keeps for itself: anybody signed in, or a key that may compute. A key that only reads changes nothing.</summary>
    public static TBuilder ForOwn<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(OwnName);

    public static void AddTo(IServiceCollection services)
    {
        services.AddScoped<CallerHandler>();
        services.AddAuthenticationCore(static o =>
        {
            o.AddScheme<CallerHandler>(CallerHandler.Scheme, null);
            o.DefaultScheme = CallerHandler.Scheme;
        });
        AuthorizationBuilder policies = services.AddAuthorizationBuilder();
        foreach (Right right in Enum.GetValues<Right>())
        {
            policies.AddPolicy(PageName(right), p => p.RequireAuthenticatedUser().RequireAssertion(c => c.User.Identity is CallerIdentity { Caller: { Key: null } caller } && caller.Has(right)));
            policies.AddPolicy(ApiName(right), p => p.RequireAuthenticatedUser().RequireAssertion(c => c.User.Identity is CallerIdentity { Caller: var caller } && caller.Has(right)));
        }

        policies.AddPolicy(OwnName, static p => p.RequireAuthenticatedUser().RequireAssertion(static c => c.User.Identity is CallerIdentity { Caller: var caller } && caller.Has(caller.Key is null ? Right.Read : Right.Assess)));

        // A route that names no policy is nobody's.
        policies.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(static _ => false).Build());
    }

    private static string PageName(Right right) => "page:" + Roles.WordOf(right);

    /// <summary>Name of the policy of a call of the API.</summary>
    public static string ApiName(Right right) => "api:" + Roles.WordOf(right);
}
