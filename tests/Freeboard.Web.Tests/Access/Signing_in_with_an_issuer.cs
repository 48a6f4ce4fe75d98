using System.Net;
using System.Text;
using Freeboard.Services.Access;
using Freeboard.Web.Access;

namespace Freeboard.Web.Tests.Access;

/// <summary>OpenID Connect against an issuer that the test starts: the whole way there and back, and every token that must be refused.</summary>
public sealed class Signing_in_with_an_issuer : IAsyncLifetime
{
    private Issuer issuer = null!;
    private Server server = null!;

    public async Task InitializeAsync()
    {
        issuer = await Issuer.StartAsync();
        server = await Server.EmptyAsync(o => o with { Oidc = Settings() });
        server.AddAccounts();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Who_the_issuer_knows_gets_an_account_a_role_and_a_session_and_comes_back_to_the_page()
    {
        using HttpClient plain = server.Anonymous();
        Assert.Contains("Sign in with The bank", await plain.GetStringAsync("/sign-in?return=%2Fruns%3Fx%3D1"), StringComparison.Ordinal);

        (HttpStatusCode status, string location, string session) = await SignInAsync("/runs?x=1");
        Assert.Equal((HttpStatusCode.SeeOther, "/runs?x=1"), (status, location));
        Account account = server.Book.Find("ada")!.Value.Account;
        Assert.Equal((Role.Analyst, false), (account.Role, account.Disabled));
        Assert.Null(server.Book.Find("ada")!.Value.PasswordHash);
        using HttpClient ada = server.Anonymous();
        ada.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={session}");
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync("/runs")).StatusCode);
        Assert.Contains(server.Book.Lines(null, 10), static l => l is { Action: "account.issuer", Subject: "ada" });
        Assert.Empty(issuer.Refusals);

        // No password opens an account that has none.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await plain.PostAsync("/sign-in", Accounts_and_sessions.Form(("name", "ada"), ("password", "")))).StatusCode);
    }

    [Fact]
    public async Task The_same_person_is_the_same_account_and_the_role_follows_the_claims()
    {
        await SignInAsync();
        issuer.Claims["preferred_username"] = "ada.married";
        issuer.Claims["roles"] = new[] { "risk-admins" };
        await SignInAsync();
        Assert.Null(server.Book.Find("ada.married"));
        Assert.Equal(Role.Administrator, server.Book.Find("ada")!.Value.Account.Role);
        issuer.Claims["roles"] = "risk-analysts";
        await SignInAsync();
        Assert.Equal(Role.Analyst, server.Book.Find("ada")!.Value.Account.Role);
    }

    [Fact]
    public async Task A_name_that_another_account_has_is_not_taken_over()
    {
        issuer.Claims["preferred_username"] = "administrator";
        (HttpStatusCode status, _, _) = await SignInAsync();
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Account made = Assert.Single(server.Book.Accounts(), static a => a.Name.StartsWith("administrator-", StringComparison.Ordinal));
        Assert.Equal(Role.Analyst, made.Role);
        Assert.NotNull(server.Book.Find("administrator")!.Value.PasswordHash);
    }

    [Fact]
    public async Task A_name_beyond_ascii_becomes_one_that_an_account_can_have()
    {
        issuer.Claims["preferred_username"] = "张三";
        await SignInAsync();
        Assert.Single(server.Book.Accounts(), static a => a.Name.StartsWith("id-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_role_and_disabled_nobody_signs_in()
    {
        issuer.Claims["roles"] = new[] { "staff" };
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync()).Status);
        Assert.Null(server.Book.Find("ada"));
        issuer.Claims["roles"] = new[] { "risk-analysts" };
        string session = (await SignInAsync()).Session;
        Assert.Equal(AccountChange.Done, server.Book.Change("ada", null, true, null, "administrator"));
        Assert.Null(server.Book.CallerOfSession(session));
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync()).Status);
    }

    [Theory]
    [InlineData("foreign key")]
    [InlineData("signed with the client's secret")]
    [InlineData("unsigned")]
    [InlineData("other audience")]
    [InlineData("other issuer")]
    [InlineData("expired")]
    [InlineData("other nonce")]
    [InlineData("refused by the issuer")]
    public async Task A_token_that_is_not_good_signs_nobody_in(string wrong)
    {
        switch (wrong)
        {
            case "foreign key": issuer.ForeignKey = true; break;
            case "signed with the client's secret": issuer.Symmetric = true; break;
            case "unsigned": issuer.Unsigned = true; break;
            case "other audience": issuer.Audience = "another"; break;
            case "other issuer": issuer.TokenIssuer = "https://elsewhere.example"; break;
            case "expired": issuer.Life = TimeSpan.FromMinutes(-10); break;
            case "other nonce": issuer.Nonce = "of another request"; break;
            default: issuer.AuthorizeError = "access_denied"; break;
        }

        (HttpStatusCode status, _, string session) = await SignInAsync();
        Assert.Equal((HttpStatusCode.Forbidden, ""), (status, session));
        Assert.Null(server.Book.Find("ada"));
    }

    [Fact]
    public async Task Keys_that_the_issuer_changed_are_fetched_anew()
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync()).Status);
        issuer.Rotate();
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync()).Status);
    }

    [Fact]
    public async Task An_answer_without_the_browser_that_asked_or_with_a_changed_state_is_refused()
    {
        using HttpClient browser = server.Anonymous();
        using HttpResponseMessage begun = await browser.GetAsync("/sign-in/oidc");
        using HttpClient issuerClient = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        string back = (await issuerClient.GetAsync(begun.Headers.Location)).Headers.Location!.PathAndQuery;

        // Another browser, which has not the cookie of the one that asked.
        using HttpClient other = server.Anonymous();
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(back)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(OidcSettings.CallbackPath + "?code=x&state=y")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(OidcSettings.CallbackPath)).StatusCode);
        Assert.Null(server.Book.Find("ada"));
    }

    [Fact]
    public async Task Roles_deep_in_the_token_are_found()
    {
        issuer.Claims.Remove("roles");
        issuer.Claims["realm_access"] = new Dictionary<string, object> { ["roles"] = new[] { "risk-admins" } };
        await using Server deep = await Server.EmptyAsync(o => o with { Oidc = Settings() with { RoleClaim = "realm_access.roles" } });
        deep.AddAccounts();
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(deep, "/")).Status);
        Assert.Equal(Role.Administrator, deep.Book.Find("ada")!.Value.Account.Role);
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_said_on_the_page()
    {
        await using Server alone = await Server.EmptyAsync(static o => o with { Oidc = new OidcSettings { Issuer = new Uri("http://127.0.0.1:9"), ClientId = "x", ClientSecret = "y" } });
        alone.AddAccounts();
        using HttpClient browser = alone.Anonymous();
        using HttpResponseMessage answer = await browser.GetAsync("/sign-in/oidc");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("did not come to an end", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_out_is_led_to_the_issuers_own_end_and_back()
    {
        (_, _, string session) = await SignInAsync();
        using HttpClient ada = server.Anonymous();
        ada.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={session}");
        using HttpResponseMessage left = await ada.PostAsync("/sign-out", new FormUrlEncodedContent([]));
        Assert.Equal("/sign-in?out=issuer", left.Headers.Location!.OriginalString);
        Assert.Null(server.Book.CallerOfSession(session));
        using HttpClient nobody = server.Anonymous();
        Assert.Contains("<a href=\"/sign-out/oidc\">Sign out at The bank too</a>", await nobody.GetStringAsync("/sign-in?out=issuer"), StringComparison.Ordinal);

        using HttpResponseMessage end = await nobody.GetAsync("/sign-out/oidc");
        Assert.Equal(HttpStatusCode.Redirect, end.StatusCode);
        using HttpClient there = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        Assert.Equal(server.Address + "/sign-in", (await there.GetAsync(end.Headers.Location)).Headers.Location!.OriginalString);
        Assert.Empty(issuer.Refusals);

        // An account of this server alone has no session elsewhere.
        using HttpClient viewer = server.SignedIn(Role.Viewer);
        Assert.Equal("/sign-in", (await viewer.PostAsync("/sign-out", new FormUrlEncodedContent([]))).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Only_who_has_no_session_is_told_of_having_signed_out()
    {
        using HttpClient viewer = server.SignedIn(Role.Viewer);
        string page = await viewer.GetStringAsync("/sign-in?out=issuer");
        Assert.DoesNotContain("You are signed out", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/sign-out/oidc", page, StringComparison.Ordinal);
        using HttpClient nobody = server.Anonymous();
        Assert.Contains("/sign-out/oidc", await nobody.GetStringAsync("/sign-in?out=issuer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strange_host_reaches_no_issuer_when_the_public_address_is_named()
    {
        await using Server named = await Server.EmptyAsync(o => o with { Oidc = Settings(), PublicUrl = new Uri("https://freeboard.bank.example") });
        named.AddAccounts();
        using HttpClient browser = named.Anonymous();
        foreach ((string path, string asked, string wanted) in new[]
        {
            ("/sign-out/oidc", "post_logout_redirect_uri", "https://freeboard.bank.example/sign-in"),
            ("/sign-in/oidc", "redirect_uri", "https://freeboard.bank.example" + OidcSettings.CallbackPath),
        })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.Host = "evil.example";
            using HttpResponseMessage answer = await browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal(wanted, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Headers.Location!.Query)[asked].ToString());
            Assert.DoesNotContain("evil", answer.Headers.Location.OriginalString, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://freeboard.bank.example", true)]
    [InlineData("http://10.0.0.5:8080/", true)]
    [InlineData("https://freeboard.bank.example/risk", false)]
    [InlineData("https://ada@freeboard.bank.example", false)]
    [InlineData("https://freeboard.bank.example/?x=1", false)]
    [InlineData("ftp://freeboard.bank.example", false)]
    public void A_public_address_is_scheme_host_and_port_alone(string text, bool good) => Assert.Equal(good, Web.Host.ServeOptions.IsPublic(new Uri(text)));

    [Fact]
    public async Task An_issuer_without_an_end_is_said_on_the_page()
    {
        issuer.EndsSessions = false;
        using HttpClient nobody = server.Anonymous();
        using HttpResponseMessage answer = await nobody.GetAsync("/sign-out/oidc");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("names no address to sign out at", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_issuer_there_is_no_such_way_and_before_the_first_account_none_either()
    {
        await using Server without = await Server.EmptyAsync();
        using HttpClient browser = without.Anonymous();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/sign-in/oidc")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/sign-out/oidc")).StatusCode);
        await using Server fresh = await Server.EmptyAsync(o => o with { Oidc = Settings() });
        using HttpClient first = fresh.Anonymous();
        Assert.Equal("/setup", (await first.GetAsync("/sign-in/oidc")).Headers.Location!.OriginalString);
    }

    [Fact]
    public void The_settings_file_is_read_strictly()
    {
        OidcSettings read = OidcSettings.Read("""{"issuer":"https://id.example/realms/bank","clientId":"freeboard","label":"The bank","roleClaim":"groups","roles":{"risk":"analyst","ops":"data-manager"},"otherwise":"viewer"}"""u8.ToArray(), "s", out string? fault)!;
        Assert.Null(fault);
        Assert.Equal(("https://id.example/realms/bank", "freeboard", "The bank", "groups", Role.DataManager, (Role?)Role.Viewer), (read.Issuer.OriginalString, read.ClientId, read.Label, read.RoleClaim, read.Roles["ops"], read.OtherwiseRole));
        foreach (string wrong in new[]
        {
            "{", "null", """{"clientId":"x"}""", """{"issuer":"http://id.example","clientId":"x"}""", """{"issuer":"nowhere","clientId":"x"}""", """{"issuer":"https://id.example","clientId":""}""",
            """{"issuer":"https://id.example","clientId":"x","roles":{"a":"king"}}""", """{"issuer":"https://id.example","clientId":"x","clientSecret":"in the file"}""",
        })
        {
            Assert.Null(OidcSettings.Read(Encoding.UTF8.GetBytes(wrong), "s", out fault));
            Assert.NotEmpty(fault!);
        }
    }

    private OidcSettings Settings() => new()
    {
        Issuer = new Uri(issuer.Address),
        ClientId = Issuer.ClientId,
        ClientSecret = Issuer.ClientSecret,
        Label = "The bank",
        Roles = new Dictionary<string, Role> { ["risk-analysts"] = Role.Analyst, ["risk-admins"] = Role.Administrator },
    };

    private Task<(HttpStatusCode Status, string Location, string Session)> SignInAsync(string back = "/") => SignInAsync(server, back);

    /// <summary>A browser's way: here, to the issuer, back here.</summary>
    private static async Task<(HttpStatusCode Status, string Location, string Session)> SignInAsync(Server server, string back)
    {
        using HttpClient browser = server.Anonymous();
        using HttpResponseMessage begun = await browser.GetAsync("/sign-in/oidc?return=" + Uri.EscapeDataString(back));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        string cookies = string.Join("; ", begun.Headers.GetValues("Set-Cookie").Select(static c => c.Split(';')[0]));
        using HttpClient issuerClient = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage there = await issuerClient.GetAsync(begun.Headers.Location);
        using HttpRequestMessage returned = new(HttpMethod.Get, there.Headers.Location!.PathAndQuery);
        returned.Headers.Add("Cookie", cookies);
        using HttpResponseMessage end = await browser.SendAsync(returned);
        string session = end.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set)
            ? set.Select(static c => c.Split(';')[0].Split('=', 2)).Where(static c => c[0] == SessionCookie.Name).Select(static c => c[1]).FirstOrDefault("") : "";
        return (end.StatusCode, end.Headers.Location?.OriginalString ?? "", session);
    }
}
