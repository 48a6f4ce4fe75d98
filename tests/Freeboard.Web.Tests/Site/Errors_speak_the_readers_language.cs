using System.Net;
using System.Text.RegularExpressions;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Site;

/// <summary>A page that cannot be shown says why in the reader's language; the English sentence below has the names that it speaks of, marked as English.</summary>
public sealed partial class Errors_speak_the_readers_language(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("/no/such/page")]
    [InlineData("/firms/NOBODY")]
    [InlineData("/firms/SY0001?run=zzz")]
    [InlineData("/runs/zzz")]
    [InlineData("/jobs/zzz")]
    [InlineData("/validation/zzz")]
    [InlineData("/portfolio/zzz")]
    [InlineData("/migration/zzz")]
    [InlineData("/alerts/NOBODY")]
    [InlineData("/docs/none")]
    [InlineData("/screener?list=none")]
    public async Task A_page_that_is_not_there_says_so(string path)
    {
        using HttpClient chinese = shared.Server.SignedIn(Role.Viewer, "zh-CN");
        using HttpResponseMessage answer = await chinese.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        string[] sentences = [.. Sentence().Matches(await answer.Content.ReadAsStringAsync()).Select(static m => m.Value)];
        Assert.Contains(sentences, static s => !s.Contains("lang=\"en\"", StringComparison.Ordinal) && Han().IsMatch(s));
        Assert.Contains(sentences, static s => s.Contains("lang=\"en\"", StringComparison.Ordinal));

        using HttpClient english = shared.Server.SignedIn(Role.Viewer);
        using HttpResponseMessage same = await english.GetAsync(path);
        Assert.DoesNotContain(Sentence().Matches(await same.Content.ReadAsStringAsync()), static m => Han().IsMatch(m.Value));
    }

    /// <summary>Sentences of the error: paragraphs before the one with its code.</summary>
    [GeneratedRegex("<p(?: [^>]*)?>(?![^<]*<code|<a)[^<]+</p>")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}.*。")]
    private static partial Regex Han();
}
