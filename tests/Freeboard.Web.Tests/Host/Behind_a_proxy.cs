using System.Net;
using Freeboard.Web.Host;

namespace Freeboard.Web.Tests.Host;

/// <summary>A proxy in front ends https: its word is taken when it is named, and nobody else's.</summary>
public sealed class Behind_a_proxy
{
    [Fact]
    public async Task A_named_proxy_makes_cookies_secure_and_answers_strict()
    {
        await using Server server = await Server.EmptyAsync(static o => o with { TrustedProxies = [ServeOptions.NetworkOf("127.0.0.1")!.Value] });
        server.AddAccounts();
        using HttpResponseMessage answer = await SignInAsync(server, "https", "203.0.113.7");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.Contains(server.Book.Lines(null, 5), static l => l is { Action: "session.begin", Detail: "203.0.113.7" });
    }

    [Fact]
    public async Task Anybody_elses_word_is_not_taken()
    {
        await using Server server = await Server.EmptyAsync(static o => o with { TrustedProxies = [ServeOptions.NetworkOf("10.0.0.0/8")!.Value], SignInsPerMinute = 3 });
        server.AddAccounts();
        List<HttpStatusCode> statuses = [];
        for (int i = 0; i < 4; i++)
        {
            // Each time from another address, as it says: the limit by address still counts.
            using HttpResponseMessage answer = await SignInAsync(server, "https", FormattableString.Invariant($"203.0.113.{i}"));
            statuses.Add(answer.StatusCode);
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
            if (answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies))
            {
                Assert.DoesNotContain("secure", cookies.Single(), StringComparison.OrdinalIgnoreCase);
            }
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.DoesNotContain(server.Book.Lines(null, 20), static l => l.Detail.StartsWith("203.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("10.0.0.0/24", true)]
    [InlineData("::1", true)]
    [InlineData("fd00::/8", true)]
    [InlineData("proxy.example", false)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("", false)]
    public void A_proxy_is_named_by_address_or_network(string text, bool good) => Assert.Equal(good, ServeOptions.NetworkOf(text) is not null);

    private static async Task<HttpResponseMessage> SignInAsync(Server server, string scheme, string from)
    {
        using HttpClient browser = server.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([KeyValuePair.Create("name", "viewer"), KeyValuePair.Create("password", Server.Password)]) };
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-For", from);
        return await browser.SendAsync(request);
    }
}
