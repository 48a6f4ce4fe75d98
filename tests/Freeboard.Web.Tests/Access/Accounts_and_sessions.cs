using System.Net;
using Freeboard.Services.Access;
using Freeboard.Web.Access;

namespace Freeboard.Web.Tests.Access;

public sealed class Accounts_and_sessions
{
    [Fact]
    public async Task The_setup_secret_makes_the_first_account_and_then_nothing_more()
    {
        await using Server server = await Server.EmptyAsync();
        string secret = server.Host.SetupSecret!;
        using HttpClient browser = server.Anonymous();
        Assert.Equal("/setup", (await browser.GetAsync("/")).Headers.Location!.OriginalString);
        Assert.Equal("/setup", (await browser.GetAsync("/sign-in")).Headers.Location!.OriginalString);

        using (HttpResponseMessage wrong = await SetupAsync(browser, "AAAA-AAAA-AAAA-AAAA-AAAA", "ada", Server.Password))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            Assert.False(server.Book.AnyAccount());
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SetupAsync(browser, secret, "ada", "short")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SetupAsync(browser, secret, "ada", "aaaaaaaaaaaaaaaa")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SetupAsync(browser, secret, "ada", "my name is ada lovelace")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SetupAsync(browser, secret, "a b", Server.Password)).StatusCode);

        // Typed by hand: without hyphens and in small letters.
        using HttpResponseMessage made = await SetupAsync(browser, secret.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), "Ada", Server.Password);
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        string cookie = Assert.Single(made.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Account first = Assert.Single(server.Book.Accounts());
        Assert.Equal(("ada", Role.Administrator, false), (first.Name, first.Role, first.Disabled));

        Assert.Null(server.Host.SetupSecret);
        Assert.Equal("/", (await SetupAsync(browser, secret, "eve", Server.Password)).Headers.Location!.OriginalString);
        Assert.Single(server.Book.Accounts());
    }

    [Fact]
    public async Task A_disabled_account_is_out_with_the_next_request()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient analyst = server.SignedIn(Role.Analyst);
        using HttpClient key = server.WithKey(server.Book.MakeKey("analyst", "mine", [Right.Read], TimeSpan.FromDays(1)).Key);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await key.GetAsync("/api/v1/runs")).StatusCode);

        using HttpClient administrator = server.SignedIn(Role.Administrator);
        Assert.Equal(HttpStatusCode.SeeOther, (await administrator.PostAsync("/users/analyst", Form(("state", "disable")))).StatusCode);
        Assert.Equal("/sign-in?return=%2Fruns", (await analyst.GetAsync("/runs")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, (await key.GetAsync("/api/v1/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignInAsync(server, "analyst", Server.Password)).StatusCode);

        // Enabled again it signs in anew; the old session stays ended.
        Assert.Equal(HttpStatusCode.SeeOther, (await administrator.PostAsync("/users/analyst", Form(("state", "enable")))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.GetAsync("/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(server, "analyst", Server.Password)).StatusCode);
    }

    [Fact]
    public async Task A_role_counts_from_the_next_request_and_bounds_the_keys_made_under_a_higher_one()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        string key = server.Book.MakeKey("data-manager", "nightly", [Right.Read, Right.Import], TimeSpan.FromDays(1)).Key;
        Assert.True(server.Book.CallerOfKey(key)!.Has(Right.Import));
        server.Book.Change("data-manager", Role.Viewer, null, null, "administrator");
        Assert.False(server.Book.CallerOfKey(key)!.Has(Right.Import));
        Assert.True(server.Book.CallerOfKey(key)!.Has(Right.Read));
    }

    [Fact]
    public async Task The_last_enabled_administrator_is_not_lost()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        Assert.Equal(AccountChange.LastAdministrator, server.Book.Change("administrator", null, true, null, "administrator"));
        Assert.Equal(AccountChange.LastAdministrator, server.Book.Change("administrator", Role.Viewer, null, null, "administrator"));
        Assert.Equal(AccountChange.Done, server.Book.Change("viewer", Role.Administrator, null, null, "administrator"));
        Assert.Equal(AccountChange.Done, server.Book.Change("administrator", Role.Viewer, null, null, "administrator"));
    }

    [Fact]
    public async Task Wrong_passwords_unknown_names_and_empty_ones_are_told_the_same()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        string wrong = await (await SignInAsync(server, "viewer", "not the password")).Content.ReadAsStringAsync();
        Assert.Contains("Name or password is not right", wrong, StringComparison.Ordinal);
        Assert.Contains("Name or password is not right", await (await SignInAsync(server, "nobody", "not the password")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Name or password is not right", await (await SignInAsync(server, "", "")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(server, " Viewer ", Server.Password)).StatusCode);
    }

    [Fact]
    public async Task A_name_waits_after_ten_failures_even_with_the_right_password()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        for (int i = 0; i < 10; i++)
        {
            await SignInAsync(server, "viewer", "guess number " + i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        HttpResponseMessage held = await SignInAsync(server, "viewer", Server.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, held.StatusCode);
        Assert.Contains("Wait ten minutes", await held.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(server, "analyst", Server.Password)).StatusCode);
    }

    [Fact]
    public async Task Attempts_from_one_address_are_limited()
    {
        await using Server server = await Server.EmptyAsync(static o => o with { SignInsPerMinute = 3 });
        server.AddAccounts();
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 5; i++)
        {
            answers.Add((await SignInAsync(server, "viewer", Server.Password)).StatusCode);
        }

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
    }

    [Theory]
    [InlineData("/runs?x=1", "/runs?x=1")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("/a\\b", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Signing_in_leads_back_to_this_server_only(string? asked, string led) => Assert.Equal(led, SignInPage.Back(asked));

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData(null, "http://elsewhere.example")]
    [InlineData(null, null)]
    public async Task A_form_from_another_site_changes_nothing(string? fetchSite, string? origin)
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        administrator.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        using HttpRequestMessage request = new(HttpMethod.Post, "/users/viewer") { Content = Form(("role", "administrator")) };
        if (fetchSite is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.SendAsync(request)).StatusCode);
        Assert.Equal(Role.Viewer, server.Book.Find("viewer")!.Value.Account.Role);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_kept_as_a_hash_and_ends()
    {
        Clock clock = new();
        await using Server server = await Server.EmptyAsync(o => o with { Time = clock });
        server.AddAccounts();
        using HttpClient analyst = server.SignedIn(Role.Analyst);
        string made = await (await analyst.PostAsync("/account/keys", Form(("label", "nightly"), ("scope", "read"), ("scope", "import"), ("days", "30")))).Content.ReadAsStringAsync();
        string key = System.Text.RegularExpressions.Regex.Match(made, "fbk_[a-z0-9]+\\.[A-Za-z0-9_-]+").Value;
        AccessKey kept = Assert.Single(server.Book.Keys("analyst"));
        Assert.Equal([Right.Read], kept.Scopes);
        Assert.DoesNotContain(key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], await analyst.GetStringAsync("/account"), StringComparison.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(server.Store)!))
        {
            await using FileStream open = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(open, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.NotNull(server.Book.CallerOfKey(key));
        Assert.Null(server.Book.CallerOfKey(key + "x"));
        Assert.Null(server.Book.CallerOfKey("fbk_"));
        Assert.Null(server.Book.CallerOfKey("fbk_." + key));
        clock.Now += TimeSpan.FromDays(31);
        Assert.Null(server.Book.CallerOfKey(key));
    }

    [Fact]
    public async Task A_session_ends_by_itself_and_when_its_owner_signs_out()
    {
        Clock clock = new();
        await using Server server = await Server.EmptyAsync(o => o with { Time = clock });
        server.AddAccounts();
        using HttpClient one = server.SignedIn(Role.Viewer);
        using HttpClient other = server.SignedIn(Role.Viewer);
        Assert.Equal("/sign-in", (await one.PostAsync("/sign-out", Form())).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await one.GetAsync("/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/runs")).StatusCode);
        clock.Now += AccessBook.SessionLife;
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/runs")).StatusCode);
    }

    [Fact]
    public async Task What_was_done_stands_in_the_log_without_a_secret()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        await SignInAsync(server, "viewer", Server.Password);
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        await administrator.PostAsync("/users/viewer", Form(("role", "analyst")));
        IReadOnlyList<AuditLine> lines = server.Book.Lines(null, 100);
        Assert.Equal(["account.change", "session.begin", "session.begin", "account.add", "account.add", "account.add", "account.first"], lines.Select(static l => l.Action));
        Assert.Equal(("administrator", "viewer", "analyst"), (lines[0].Actor, lines[0].Subject, lines[0].Detail));
        Assert.Null(server.Book.FirstBreak());
        Assert.DoesNotContain(lines, l => l.Detail.Contains(Server.Password, StringComparison.Ordinal));
        Assert.Contains(lines[0].Hash, await administrator.GetStringAsync("/log"), StringComparison.Ordinal);
    }

    internal static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(static f => KeyValuePair.Create(f.Name, f.Value)));

    private static Task<HttpResponseMessage> SetupAsync(HttpClient browser, string secret, string name, string password) =>
        browser.PostAsync("/setup", Form(("secret", secret), ("name", name), ("password", password), ("again", password)));

    private static async Task<HttpResponseMessage> SignInAsync(Server server, string name, string password)
    {
        using HttpClient browser = server.Anonymous();
        return await browser.PostAsync("/sign-in", Form(("name", name), ("password", password)));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
