using Freeboard.Reporting.Report;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Site;

/// <summary>Reports as files: they carry their own script, which the policy of pages would refuse, and are read from disk.</summary>
internal static class Download
{
    /// <summary>A report in the reader's language and colours.</summary>
    public static ReportOptions Options(WebFrame frame) => new()
    {
        Language = frame.Words.Language,
        DirectionColours = frame.Preferences.Direction switch { "cn" => DirectionColours.RedUp, "cvd" => DirectionColours.BlueUp, _ => DirectionColours.GreenUp },
    };

    /// <summary>An HTML file.</summary>
    public static IResult Html(HttpContext http, string html, string name)
    {
        string safe = string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{safe}.html\"";
        return Results.Text(html, "text/html; charset=utf-8");
    }
}
