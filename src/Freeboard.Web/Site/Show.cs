using Freeboard.Reporting.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Site;

/// <summary>Turns the body of a page into an answer: the frame around it, rendered once, no script needed to read it.</summary>
internal static class Show
{
    /// <summary>A page.</summary>
    /// <typeparam name="TBody">What stands between masthead and footer.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="here">Its place in the masthead; null for none.</param>
    /// <param name="run">The run that it is about; null for none.</param>
    /// <param name="parameters">Parameters of the body by name.</param>
    /// <param name="status">HTTP status.</param>
    public static async Task<IResult> PageAsync<TBody>(HttpContext http, string title, NavItem? here = null, PageContext? run = null, Dictionary<string, object?>? parameters = null, int status = StatusCodes.Status200OK)
        where TBody : IComponent =>
        Results.Text(await HtmlAsync<TBody>(new WebFrame(http), title, here, run, parameters), "text/html; charset=utf-8", statusCode: status);

    /// <summary>The document of a page.</summary>
    public static Task<string> HtmlAsync<TBody>(WebFrame frame, string title, NavItem? here = null, PageContext? run = null, Dictionary<string, object?>? parameters = null)
        where TBody : IComponent => Markup.OfAsync<Shell>(new Dictionary<string, object?>
        {
            [nameof(Shell.Frame)] = frame,
            [nameof(Shell.Title)] = title,
            [nameof(Shell.Here)] = here,
            [nameof(Shell.Run)] = run,
            [nameof(Shell.Body)] = typeof(TBody),
            [nameof(Shell.Parameters)] = parameters,
        });

    /// <summary>To another page, after something was done.</summary>
    public static IResult SeeOther(string address) => new SeeOtherResult(address);

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
