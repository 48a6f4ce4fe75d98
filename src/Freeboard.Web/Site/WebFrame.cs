using System.Globalization;
using Freeboard.Reporting.Language;
using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Freeboard.Web.Site;

/// <summary>What every part of a page may ask: the words, who reads, and addresses.</summary>
public sealed class WebFrame
{
    private readonly PathString path;
    private readonly Dictionary<string, string?> query;

    /// <summary>The frame of a request.</summary>
    /// <param name="http">The request.</param>
    public WebFrame(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        Preferences = Preferences.Of(http);
        Words = Site.Words.For(Preferences.Language);
        Caller = CallerIdentity.Of(http);
        path = http.Request.Path;
        query = http.Request.Query.Where(static q => q.Key is not ("lang" or "theme" or "dir")).ToDictionary(static q => q.Key, static q => (string?)q.Value.ToString(), StringComparer.Ordinal);
    }

    private WebFrame(WebFrame frame)
    {
        Preferences = frame.Preferences with { Theme = "auto" };
        Words = frame.Words;
        path = frame.path;
        query = frame.query;
    }

    /// <summary>Language, theme and colours.</summary>
    public Preferences Preferences { get; }

    /// <summary>The words of the page.</summary>
    public Phrasebook Words { get; }

    /// <summary>Who reads; null when nobody is signed in.</summary>
    public Caller? Caller { get; }

    /// <summary>The same address and words, read by nobody in particular.</summary>
    internal WebFrame ForEverybody() => new(this);

    /// <summary>A setting of the address; null when it is not there.</summary>
    /// <param name="name">Its name.</param>
    public string? Query(string name) => query.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>Whether the reader has a right.</summary>
    /// <param name="right">The right.</param>
    public bool May(Right right) => Caller?.Has(right) == true;

    /// <summary>This page with one setting of its address changed; a null value takes the setting out.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="value">Its value.</param>
    public string Here(string name, string? value) => QueryHelpers.AddQueryString(path.Value ?? "/", new Dictionary<string, string?>(query.Where(q => q.Key != name)) { [name] = value }.Where(static q => q.Value is not null));

    /// <summary>A moment as pages write it: UTC, to the minute.</summary>
    /// <param name="at">The moment.</param>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
