using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Host;

/// <summary>What there is at an address for other methods than the one it was called by: the routes for what is nowhere take every method, so that the framework's own answer to a wrong one is never reached.</summary>
internal static class KnownAddress
{
    /// <summary>Answers 405 with the methods that the address takes; the given failure where it takes none.</summary>
    public static Task AnswerAsync(HttpContext http, Failure nothing)
    {
        string[] methods = MethodsOf(http);
        if (methods.Length == 0)
        {
            return Failures.AnswerAsync(http, nothing);
        }

        http.Response.Headers.Allow = string.Join(", ", methods);
        return Failures.AnswerAsync(http, new Failure(StatusCodes.Status405MethodNotAllowed, "METHOD-NOT-ALLOWED", $"{http.Request.Method} is nothing that this address does. It takes {string.Join(", ", methods)}."));
    }

    private static string[] MethodsOf(HttpContext http)
    {
        SortedSet<string> methods = new(StringComparer.Ordinal);
        foreach (RouteEndpoint route in http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } taken
                && new TemplateMatcher(TemplateParser.Parse(route.RoutePattern.RawText!), []).TryMatch(http.Request.Path, []))
            {
                methods.UnionWith(taken.HttpMethods);
            }
        }

        if (methods.Contains(HttpMethods.Get))
        {
            methods.Add(HttpMethods.Head);
        }

        return [.. methods];
    }
}
