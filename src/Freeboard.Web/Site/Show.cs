using System.Text;
using Freeboard.Reporting.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

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
        where TBody : IComponent
    {
        WebFrame frame = new(http);
        return new PageResult(await FrameAsync(frame, title, here), Encoding.UTF8.GetBytes(await RestAsync<TBody>(frame, run, parameters)), status);
    }

    /// <summary>A page of a run, which says the same to every reader of its address: drawn once, and kept.</summary>
    /// <typeparam name="TBody">What stands between masthead and footer.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="here">Its place in the masthead.</param>
    /// <param name="run">The run that it is about.</param>
    /// <param name="parameters">Parameters of the body by name, asked for only when it is drawn; of run and address alone, and of what <paramref name="salt"/> tells.</param>
    /// <param name="salt">What else the body depends on.</param>
    public static async Task<IResult> RunPageAsync<TBody>(HttpContext http, string title, NavItem here, PageContext run, Func<Dictionary<string, object?>>? parameters = null, string salt = "")
        where TBody : IComponent
    {
        WebFrame frame = new(http);

        // Drawn for nobody: what a body says to one reader alone cannot come before another.
        WebFrame nobodys = frame.ForEverybody();
        string key = string.Join('\n', run.Run.Provenance.RunId, typeof(TBody).Name, frame.Words.Language, http.Request.Path + QueryString.Create(http.Request.Query.Where(static q => q.Key is not ("lang" or "theme" or "dir"))), salt);
        byte[] rest = await http.RequestServices.GetRequiredService<PageShelf>().FindAsync(key, () => RestAsync<TBody>(nobodys, run, parameters?.Invoke()));
        return new PageResult(await FrameAsync(frame, title, here), rest, StatusCodes.Status200OK);
    }

    /// <summary>The document of a page.</summary>
    public static async Task<string> HtmlAsync<TBody>(WebFrame frame, string title, NavItem? here = null, PageContext? run = null, Dictionary<string, object?>? parameters = null)
        where TBody : IComponent => (await FrameAsync(frame, title, here)).Replace(Shell.Place, await RestAsync<TBody>(frame, run, parameters), StringComparison.Ordinal);

    /// <summary>To another page, after something was done.</summary>
    public static IResult SeeOther(string address) => new SeeOtherResult(address);

    private static Task<string> FrameAsync(WebFrame frame, string title, NavItem? here) => Markup.OfAsync<Shell>(new Dictionary<string, object?>
    {
        [nameof(Shell.Frame)] = frame,
        [nameof(Shell.Title)] = title,
        [nameof(Shell.Here)] = here,
    });

    private static Task<string> RestAsync<TBody>(WebFrame frame, PageContext? run, Dictionary<string, object?>? parameters)
        where TBody : IComponent => Markup.OfAsync<Rest>(new Dictionary<string, object?>
        {
            [nameof(Rest.Frame)] = frame,
            [nameof(Rest.Run)] = run,
            [nameof(Rest.Body)] = typeof(TBody),
            [nameof(Rest.Parameters)] = parameters,
        });

    /// <summary>The frame with the rest in its place, sent without being put together.</summary>
    private sealed class PageResult(string frame, byte[] rest, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            int at = frame.IndexOf(Shell.Place, StringComparison.Ordinal);
            byte[] head = Encoding.UTF8.GetBytes(frame, 0, at);
            byte[] tail = Encoding.UTF8.GetBytes(frame, at + Shell.Place.Length, frame.Length - at - Shell.Place.Length);
            HttpResponse response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = head.Length + rest.Length + tail.Length;
            foreach (byte[] part in (byte[][])[head, rest, tail])
            {
                await response.Body.WriteAsync(part, httpContext.RequestAborted);
            }
        }
    }

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
