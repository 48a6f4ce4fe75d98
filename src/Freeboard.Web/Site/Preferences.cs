using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Site;

/// <summary>Language, theme and direction colours: what the address says (lang, theme, dir), else what it said before, else what the browser asks for.</summary>
/// <param name="Language">en or zh-CN.</param>
/// <param name="Theme">light, dark, or auto for the system's.</param>
/// <param name="Direction">cn, intl or cvd; which colours rising and falling numbers have.</param>
public sealed record Preferences(string Language, string Theme, string Direction)
{
    private static readonly string[] Themes = ["light", "dark", "auto"];
    private static readonly string[] Directions = ["cn", "intl", "cvd"];

    /// <summary>The preferences of a request.</summary>
    /// <param name="http">The request.</param>
    public static Preferences Of(HttpContext http)
    {
        string language = Chosen(http, "lang", LanguageOf) ?? Accepted(http) ?? "en";
        return new Preferences(language, Chosen(http, "theme", static t => Known(t, Themes)) ?? "auto", Chosen(http, "dir", static d => Known(d, Directions)) ?? (language == "zh-CN" ? "cn" : "intl"));
    }

    /// <summary>Remembers what the address says for the pages that follow.</summary>
    internal static Task RememberAsync(HttpContext http, RequestDelegate next)
    {
        Remember(http, "lang", LanguageOf);
        Remember(http, "theme", static t => Known(t, Themes));
        Remember(http, "dir", static d => Known(d, Directions));
        return next(http);
    }

    private static void Remember(HttpContext http, string name, Func<string, string?> read)
    {
        if (http.Request.Query[name].ToString() is { Length: > 0 } text && read(text) is { } value)
        {
            http.Response.Cookies.Append("freeboard-" + name, value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        }
    }

    private static string? Chosen(HttpContext http, string name, Func<string, string?> read) =>
        read(http.Request.Query[name].ToString()) ?? read(http.Request.Cookies["freeboard-" + name] ?? "");

    private static string? Known(string text, string[] words) => words.Contains(text, StringComparer.Ordinal) ? text : null;

    // zh, zh-CN and zh-Hans are one language here.
    private static string? LanguageOf(string text) => text.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-CN" : text.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : null;

    private static string? Accepted(HttpContext http) => http.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(static l => l.Quality ?? 1).Select(static l => LanguageOf(l.Value.ToString())).FirstOrDefault(static l => l is not null);
}
