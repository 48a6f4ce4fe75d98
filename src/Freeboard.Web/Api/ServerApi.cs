using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Docs;
using Freeboard.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>What a server is: what the page of settings shows.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Store">SQLite or PostgreSQL.</param>
/// <param name="MaximumUploadBytes">Bytes of an upload, all files together.</param>
/// <param name="MaximumUploadFiles">Files of an upload.</param>
/// <param name="CallsPerMinute">Calls of the API in a minute for each caller.</param>
/// <param name="Issuer">Name of the issuer to sign in with; absent for none.</param>
public sealed record ServerDocument(string Version, string Store, long MaximumUploadBytes, int MaximumUploadFiles, int CallsPerMinute, string? Issuer);

/// <summary>A document that is shipped.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its title.</param>
public sealed record DocumentTitle(string Name, string Title);

/// <summary>The server itself, and the documents that it carries.</summary>
internal static class ServerApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/server", static (ServeOptions serve) => Results.Ok(new ServerDocument(ApiDocument.Version, StoreOf(serve), serve.MaximumUploadBytes, serve.MaximumUploadFiles, serve.CallsPerMinute, serve.Oidc?.Label)))
            .ForApi(Right.Read).WithSummary("What this server is, and its limits.").Produces<ServerDocument>();
        api.MapGet("/documents", static () => Results.Ok(DocsPage.Titles.Select(static d => new DocumentTitle(d.Name, d.Title)))).ForApi(Right.Read).WithSummary("The documents of the model.").Produces<IReadOnlyList<DocumentTitle>>();
        api.MapGet("/documents/{name}", static (string name) => DocsPage.TextOf(name) is { } text
            ? Results.Text(text, "text/markdown; charset=utf-8")
            : Problems.Of(StatusCodes.Status404NotFound, "NO-DOCUMENT", $"There is no document '{name}'; /api/v1/documents has them all.")).ForApi(Right.Read).WithSummary("A document, Markdown.").Produces<string>(200, "text/markdown").ProducesProblem(404);
    }

    /// <summary>The kind of a server's store; its address is not for everybody.</summary>
    internal static string StoreOf(ServeOptions serve) => serve.Store.StartsWith("postgres", StringComparison.Ordinal) || serve.Store.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? "PostgreSQL" : "SQLite";
}
