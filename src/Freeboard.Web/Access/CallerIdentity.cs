using System.Security.Claims;
using Freeboard.Services.Access;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Access;

/// <summary>Who calls, as the framework knows it.</summary>
internal sealed class CallerIdentity(Caller caller, string? sessionToken) : ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Account.Name)], caller.Key is null ? "session" : "key")
{
    public Caller Caller => caller;

    /// <summary>Token of the session; null for a key.</summary>
    public string? SessionToken => sessionToken;

    /// <summary>The caller of a request; null when nobody is signed in.</summary>
    public static Caller? Of(HttpContext http) => (http.User.Identity as CallerIdentity)?.Caller;

    /// <summary>The account's name, for the log.</summary>
    public static string NameOf(HttpContext http) => Of(http)?.Account.Name ?? "";
}
