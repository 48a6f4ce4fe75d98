using System.Net;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Quality;

public sealed class Data_quality(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Pages_answer_in_both_languages(string language)
    {
        using HttpClient reader = shared.Server.SignedIn(Role.Viewer, language);
        foreach (string address in (string[])["/quality", "/settings", "/docs", "/screener", "/watchlists", "/compare", "/validation", "/replication"])
        {
            using HttpResponseMessage answer = await reader.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains($"lang=\"{language}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
