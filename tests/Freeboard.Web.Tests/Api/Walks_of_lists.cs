using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;
using Freeboard.Services.Studies;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Tests.Api;

/// <summary>A list that is gone through page by page while it changes: what is there throughout comes once, and nothing comes twice.</summary>
public sealed class Walks_of_lists
{
    [Fact]
    public async Task A_watchlist_deleted_under_the_cursor_takes_no_other_with_it_and_one_added_repeats_nothing()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        WatchlistBook lists = server.Host.App.Services.GetRequiredService<WatchlistBook>();
        foreach (int i in Enumerable.Range(1, 6))
        {
            Assert.Null(lists.Add("administrator", FormattableString.Invariant($"w{i}"), ["A"]));
        }

        using HttpClient key = server.WithKey(Right.Read);
        List<string> names = await WalkAsync(key, "/api/v1/watchlists?limit=2", "name", (page, last) =>
        {
            Assert.True(lists.Delete("administrator", last));
            Assert.Null(lists.Add("administrator", FormattableString.Invariant($"a{page}"), []));
        });
        Assert.Equal(["w1", "w2", "w3", "w4", "w5", "w6"], names);
    }

    [Fact]
    public async Task Accounts_keys_and_jobs_are_gone_through_once_while_more_come()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        string hash = server.Book.Find("viewer")!.Value.PasswordHash!;
        List<string> accounts = await WalkAsync(administrator, "/api/v1/accounts?limit=1", "name", (page, _) => server.Book.Add(FormattableString.Invariant($"a{page}"), Role.Viewer, hash, "administrator"));
        Assert.Equal(["administrator", "analyst", "data-manager", "viewer"], accounts);

        string[] made = [.. Enumerable.Range(0, 5).Select(i => server.Book.MakeKey("administrator", FormattableString.Invariant($"k{i}"), [Right.Read], TimeSpan.FromDays(1)).Kept.KeyId)];
        List<string> keys = await WalkAsync(administrator, "/api/v1/account/keys?limit=2", "keyId", static (_, _) => { });
        Assert.Equal(made.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));

        for (int i = 0; i < 5; i++)
        {
            await server.DoneAsync(server.Board.Start("assess", "administrator", static _ => JobState.Succeeded)!.Id);
        }

        string[] there = [.. server.Board.List().Select(static j => j.Id)];
        List<string> jobs = await WalkAsync(administrator, "/api/v1/jobs?limit=2", "id", (page, _) =>
        {
            if (page < 3)
            {
                server.Board.Start("assess", "administrator", static _ => JobState.Succeeded);
            }
        });
        Assert.Equal(there.Order(StringComparer.Ordinal), jobs.Order(StringComparer.Ordinal));
        Assert.Equal(jobs.Count, jobs.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_study_deleted_under_the_cursor_takes_no_other_with_it()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        StudyBook book = server.Host.App.Services.GetRequiredService<StudyBook>();
        for (int i = 1; i <= 4; i++)
        {
            PortfolioStudy study = new() { Name = "p.csv", Table = Encoding.UTF8.GetBytes("obligor,ead,lgd,pd,rho\nA,100,0.4,0.01,0.2\nB,100,0.4,0.02,0.2\n"), Scenarios = 1000, Seed = (ulong)i };
            book.Compute(study, StudyBook.Read(study).Input!, "administrator");
        }

        string[] there = [.. book.List(StudyKind.Portfolio).Select(static s => s.StudyId)];
        Assert.Equal(4, there.Length);
        using HttpClient key = server.WithKey(Right.Read);
        Assert.Equal(there, await WalkAsync(key, "/api/v1/portfolios?limit=1", "studyId", (_, last) => Assert.True(book.Delete(StudyKind.Portfolio, last))));
    }

    [Fact]
    public async Task Runs_made_again_while_they_are_listed_come_once_and_latest_stays_the_run_that_it_was()
    {
        await using Server server = await Server.WithRunAsync();
        ServeOptions options = server.Host.App.Services.GetRequiredService<ServeOptions>();
        foreach (double years in new[] { 2.0, 3, 4 })
        {
            await AssessAsync(server, options, years);
        }

        using HttpClient key = server.WithKey(Right.Read);
        using JsonDocument whole = JsonDocument.Parse(await key.GetStringAsync("/api/v1/runs"));
        Assert.Equal(JsonValueKind.Null, whole.RootElement.GetProperty("next").ValueKind);
        string[] there = [.. whole.RootElement.GetProperty("items").EnumerateArray().Select(static r => r.GetProperty("runId").GetString()!)];
        Assert.Equal(4, there.Length);

        // The newest by now when the walk of rows begins; the run of one year is made again under the walk.
        string rows = (await JsonAsync(key, "/api/v1/runs/latest/rows?limit=100")).GetProperty("next").GetString()!;
        string screener = (await JsonAsync(key, "/api/v1/runs/latest/screener?limit=5")).GetProperty("next").GetString()!;
        string firms = (await JsonAsync(key, "/api/v1/runs/latest/firms?limit=5")).GetProperty("next").GetString()!;
        int again = 0;
        List<string> walked = await WalkAsync(key, "/api/v1/runs?limit=1", "runId", (_, _) =>
        {
            if (again++ == 2)
            {
                AssessAsync(server, options, 1).GetAwaiter().GetResult();
                AssessAsync(server, options, 5).GetAwaiter().GetResult();
            }
        });
        Assert.Equal(there, walked);
        foreach (string next in new[] { rows, screener, firms })
        {
            Assert.StartsWith($"/api/v1/runs/{there[0]}/", next, StringComparison.Ordinal);
        }

        Assert.Equal(there[0], (await JsonAsync(key, rows)).GetProperty("runId").GetString());
        Assert.Equal(there[0], (await JsonAsync(key, screener)).GetProperty("runId").GetString());

        // The same cursor under the word latest, which means another run by now.
        Assert.Equal("CURSOR-MALFORMED", await CodeAsync(key, HttpStatusCode.BadRequest, rows.Replace(there[0], "latest", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_screen_of_a_watchlist_goes_on_when_a_firm_leaves_the_list()
    {
        await using Server server = await Server.WithRunAsync();
        using RunArchive archive = RunArchive.Open(server.Store);
        string[] codes = [.. archive.Find(null)!.Firms.Select(static f => f.Firm)];
        WatchlistBook lists = server.Host.App.Services.GetRequiredService<WatchlistBook>();
        Assert.Null(lists.Add("administrator", "all", codes));
        using HttpClient key = server.WithKey(Right.Read);
        foreach (string sort in new[] { "dd", "edf&order=descending", "name", "industry" })
        {
            Assert.Null(lists.Add("administrator", "all", codes));
            List<string> whole = await WalkAsync(key, $"/api/v1/runs/latest/screener?limit=100&list=all&sort={sort}", "firm", static (_, _) => { }, "rows");
            List<string> walked = await WalkAsync(key, $"/api/v1/runs/latest/screener?limit=3&list=all&sort={sort}", "firm", (_, last) => lists.TakeOut("administrator", "all", [last]), "rows");
            Assert.Equal(whole, walked);
        }
    }

    [Fact]
    public async Task A_cursor_of_nothing_of_another_list_or_of_another_order_is_refused_with_a_code()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        string[] strangers = ["zz!", "AAAA", "YQpi", Base64Url.EncodeToString("null"u8), Base64Url.EncodeToString("[null,null]"u8), Base64Url.EncodeToString("[\"\\ud800\"]"u8), Base64Url.EncodeToString(Encoding.UTF8.GetBytes("SY0003\n2024-01-31"))];
        foreach (string list in new[] { "runs", "runs/latest/firms", "runs/latest/rows", "runs/latest/screener", "watchlists", "validations", "portfolios", "migrations", "imports", "jobs", "account/keys", "accounts" })
        {
            foreach (string stranger in strangers)
            {
                Assert.Equal("CURSOR-MALFORMED", await CodeAsync(list == "accounts" ? administrator : key, HttpStatusCode.BadRequest, $"/api/v1/{list}?limit=2&cursor={stranger}"));
            }
        }

        string next = (await JsonAsync(key, "/api/v1/runs/latest/screener?limit=3&sort=dd")).GetProperty("next").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await key.GetAsync(next)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await key.GetAsync(next.Replace("limit=3", "limit=2", StringComparison.Ordinal))).StatusCode);
        Assert.Equal("CURSOR-MALFORMED", await CodeAsync(key, HttpStatusCode.BadRequest, next.Replace("sort=dd", "sort=edf&order=descending", StringComparison.Ordinal)));
        Assert.Equal("CURSOR-MALFORMED", await CodeAsync(key, HttpStatusCode.BadRequest, next.Replace("screener", "firms", StringComparison.Ordinal).Replace("&sort=dd", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv")]
    [InlineData("application/x-ndjson")]
    public async Task Every_form_of_a_page_points_to_the_next_in_its_Link_header(string type)
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient key = server.WithKey(Right.Read);
        foreach (string list in new[] { "rows", "screener" })
        {
            string? next = $"/api/v1/runs/latest/{list}?limit=5";
            int pages = 0;
            while (next is not null && pages < 3)
            {
                using HttpRequestMessage request = new(HttpMethod.Get, next);
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
                using HttpResponseMessage page = await key.SendAsync(request);
                Assert.Equal(HttpStatusCode.OK, page.StatusCode);
                Assert.Equal(type, page.Content.Headers.ContentType!.MediaType);
                next = page.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? Assert.Single(links).Split('<', '>')[1] : null;
                pages++;
            }

            Assert.True(pages > 1, list);
        }

        using HttpResponseMessage runs = await key.GetAsync("/api/v1/runs?limit=10");
        Assert.False(runs.Headers.Contains("Link"));
    }

    private static async Task AssessAsync(Server server, ServeOptions options, double years)
    {
        AssessmentOptions settings = AssessmentOptions.Default with { HorizonYears = years };
        Assert.Equal(JobState.Succeeded, (await server.DoneAsync(server.Board.Start("assess", "test", JobWork.Assess(options, settings))!.Id)).State);
    }

    /// <summary>Goes through a list, and does something after every page that is not the last.</summary>
    private static async Task<List<string>> WalkAsync(HttpClient client, string first, string name, Action<int, string> between, string items = "items")
    {
        List<string> got = [];
        int pages = 0;
        for (string? next = first; next is not null;)
        {
            JsonElement page = await JsonAsync(client, next);
            got.AddRange(page.GetProperty(items).EnumerateArray().Select(i => i.GetProperty(name).GetString()!));
            next = page.GetProperty("next").GetString();
            if (next is not null)
            {
                between(++pages, got[^1]);
            }

            Assert.True(pages < 100, first);
        }

        return got;
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string address)
    {
        using JsonDocument document = JsonDocument.Parse(await client.GetStringAsync(address));
        return document.RootElement.Clone();
    }

    private static async Task<string?> CodeAsync(HttpClient client, HttpStatusCode status, string address)
    {
        using HttpResponseMessage answer = await client.GetAsync(address);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{address}: {answer.StatusCode} {text}");
        using JsonDocument problem = JsonDocument.Parse(text);
        return problem.RootElement.GetProperty("code").GetString();
    }
}
