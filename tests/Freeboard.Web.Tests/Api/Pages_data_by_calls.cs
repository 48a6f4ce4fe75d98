using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Freeboard.Assessment;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Runs;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Freeboard.Web.Tests.Macro;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Tests.Api;

/// <summary>What a page shows or changes, a call shows or changes too, and both say the same.</summary>
public sealed class Pages_data_by_calls
{
    [Fact]
    public async Task Files_of_the_economy_are_kept_listed_read_and_taken_out_and_the_page_shows_them()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpResponseMessage early = await SendAsync(key, "scenarios", "scenarios.csv", EconomyFiles.Scenarios);
        Assert.Equal("SERIES-MISSING", (await ProblemAsync(early, HttpStatusCode.UnprocessableEntity, "INPUT-REJECTED")).GetProperty("errors")[0].GetProperty("code").GetString());
        using HttpResponseMessage made = await SendAsync(key, "series", "my series.csv", EconomyFiles.Series);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        string at = made.Headers.Location!.OriginalString;
        Assert.Equal("/api/v1/macro/files/series/my%20series.csv", at);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(key, "scenarios", "scenarios.csv", EconomyFiles.Scenarios)).StatusCode);
        using JsonDocument list = JsonDocument.Parse(await key.GetStringAsync("/api/v1/macro/files"));
        Assert.Equal(["scenarios scenarios.csv", "series my series.csv"], list.RootElement.GetProperty("items").EnumerateArray().Select(static f => $"{f.GetProperty("kind")} {f.GetProperty("name")}"));
        Assert.Equal(Encoding.UTF8.GetBytes(EconomyFiles.Series), await key.GetByteArrayAsync(at));
        using HttpClient reader = server.SignedIn(Role.Viewer);
        Assert.Contains("my series.csv", await reader.GetStringAsync("/macro"), StringComparison.Ordinal);

        using HttpResponseMessage bad = await SendAsync(key, "series", "bad.csv", "date,industrial_output\n2022-01-31,twelve\n");
        JsonElement error = (await ProblemAsync(bad, HttpStatusCode.UnprocessableEntity, "INPUT-REJECTED")).GetProperty("errors")[0];
        Assert.Equal(("bad.csv", 2, "industrial_output"), (error.GetProperty("file").GetString(), error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString()));
        await ProblemAsync(await SendAsync(key, "weather", "x.csv", EconomyFiles.Series), HttpStatusCode.UnprocessableEntity, "SETTING");

        using HttpRequestMessage stale = new(HttpMethod.Delete, at);
        stale.Headers.TryAddWithoutValidation("If-Match", "\"another\"");
        await ProblemAsync(await key.SendAsync(stale), HttpStatusCode.PreconditionFailed, "CHANGED");
        Assert.Equal(HttpStatusCode.NoContent, (await key.DeleteAsync(at)).StatusCode);
        await ProblemAsync(await key.DeleteAsync(at), HttpStatusCode.NotFound, "NO-MACRO-FILE");
        await ProblemAsync(await key.GetAsync(at), HttpStatusCode.NotFound, "NO-MACRO-FILE");
        Assert.Equal(["macro.delete", "macro.keep", "macro.keep"], server.Book.Lines(null, 10).Select(static l => l.Action).Where(static a => a.StartsWith("macro.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_monitor_is_made_and_its_rules_are_changed_by_calls_and_the_page_has_them()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        const string At = "/api/v1/monitors/mine";
        await ProblemAsync(await key.GetAsync(At), HttpStatusCode.NotFound, "NO-MONITOR");
        await ProblemAsync(await PutAsync(key, At, """{"rules":{"schema":"freeboard-monitor-rules/1","name":"mine","rules":[{"id":"x","kind":"level","measure":"DDRiskNeutral","raise":2,"clear":1}]}}"""), HttpStatusCode.UnprocessableEntity, "INPUT-REJECTED");
        await ProblemAsync(await PutAsync(key, At, """{"watchlist":""}"""), HttpStatusCode.UnprocessableEntity, "RULES");
        await ProblemAsync(await PutAsync(key, At, """{"rule":{}}"""), HttpStatusCode.BadRequest, "MEMBER-UNKNOWN");
        await ProblemAsync(await PutAsync(key, At, $"{{\"rules\":{MonitorRules.DefaultText},\"watchlist\":\"none\"}}"), HttpStatusCode.UnprocessableEntity, "INPUT-REJECTED");
        await ProblemAsync(await PutAsync(key, "/api/v1/monitors/no%20name", $"{{\"rules\":{MonitorRules.DefaultText}}}"), HttpStatusCode.UnprocessableEntity, "MONITOR-NAME");
        using HttpResponseMessage made = await PutAsync(key, At, $"{{\"rules\":{MonitorRules.DefaultText}}}", none: "*");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(At, made.Headers.Location!.OriginalString);
        await ProblemAsync(await PutAsync(key, At, $"{{\"rules\":{MonitorRules.DefaultText}}}", none: "*"), HttpStatusCode.PreconditionFailed, "CHANGED");

        using HttpResponseMessage read = await key.GetAsync(At);
        string tag = read.Headers.ETag!.ToString();
        using JsonDocument rules = JsonDocument.Parse(await read.Content.ReadAsStringAsync());
        Assert.Equal(("mine", 5), (rules.RootElement.GetProperty("rules").GetProperty("name").GetString(), rules.RootElement.GetProperty("rules").GetProperty("rules").GetArrayLength()));
        Assert.False(rules.RootElement.TryGetProperty("watchlist", out _));
        Assert.Null(server.Host.App.Services.GetRequiredService<WatchlistBook>().Add("administrator", "my list", ["SY0010"]));
        using HttpResponseMessage changed = await PutAsync(key, At, """{"rules":{"schema":"freeboard-monitor-rules/1","name":"mine","rules":[{"id":"near","kind":"level","measure":"DDRiskNeutral","raise":1.25,"clear":1.75}]},"watchlist":"my list"}""", match: tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
        await ProblemAsync(await PutAsync(key, At, $"{{\"rules\":{MonitorRules.DefaultText}}}", match: tag), HttpStatusCode.PreconditionFailed, "CHANGED");
        using HttpClient analyst = server.SignedIn(Role.Analyst);
        string html = await analyst.GetStringAsync("/alerts/mine");
        Assert.Contains("1.25", html, StringComparison.Ordinal);
        Assert.Contains("my list", await key.GetStringAsync(At), StringComparison.Ordinal);
        Assert.Equal(["monitor.rules", "monitor.make"], server.Book.Lines(null, 10).Select(static l => l.Action).Where(static a => a.StartsWith("monitor.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_log_says_by_call_as_by_page_whether_its_chain_holds()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        JsonElement holds = await JsonAsync(administrator, "/api/v1/log?limit=2");
        Assert.True(holds.GetProperty("chain").GetProperty("holds").GetBoolean());
        Assert.Equal(holds.GetProperty("rows")[1].GetProperty("hash").GetString(), holds.GetProperty("rows")[0].GetProperty("previousHash").GetString());

        // Somebody with the file in hand takes the guard off and changes a line.
        using (SqliteConnection file = new($"Data Source={server.Store}"))
        {
            file.Open();
            using SqliteCommand change = file.CreateCommand();
            change.CommandText = "DROP TRIGGER access_log_refuse_update; UPDATE access_log SET detail = 'nothing' WHERE sequence = 2";
            change.ExecuteNonQuery();
        }

        JsonElement broken = await JsonAsync(administrator, "/api/v1/log?limit=1");
        Assert.False(broken.GetProperty("chain").GetProperty("holds").GetBoolean());
        Assert.Equal(2, broken.GetProperty("chain").GetProperty("brokenAt").GetInt64());
        using HttpResponseMessage csv = await administrator.GetAsync("/api/v1/log?format=csv");
        Assert.Equal("broken; line=2", Assert.Single(csv.Headers.GetValues("Freeboard-Chain")));
        Assert.Equal(2, server.Book.FirstBreak());
    }

    [Fact]
    public async Task A_firm_of_the_run_without_rows_is_counted_and_explained_the_same_way_everywhere()
    {
        await using Server server = await Server.WithRunAsync();
        ServeOptions options = server.Host.App.Services.GetRequiredService<ServeOptions>();
        JobView done = await server.DoneAsync(server.Board.Start("assess", "test", JobWork.Assess(options, AssessmentOptions.Default with { Dates = AsOfDates.Latest }))!.Id);
        using HttpClient key = server.WithKey(Right.Read);
        using HttpClient reader = server.SignedIn(Role.Viewer);
        string run = $"/api/v1/runs/{done.RunId}";
        string[] firms = [.. (await JsonAsync(key, run + "/firms")).GetProperty("items").EnumerateArray().Select(static f => f.GetProperty("firm").GetString()!)];
        string[] withRows = [.. (await JsonAsync(key, run + "/screener")).GetProperty("rows").EnumerateArray().Select(static f => f.GetProperty("firm").GetString()!)];
        Assert.Equal(["SY0005"], firms.Except(withRows));
        int listed = (await JsonAsync(key, "/api/v1/runs")).GetProperty("items").EnumerateArray().Single(r => r.GetProperty("runId").GetString() == done.RunId).GetProperty("firms").GetInt32();
        foreach (string call in new[] { "/market", "/quality" })
        {
            JsonElement said = await JsonAsync(key, run + call);
            Assert.Equal((firms.Length, withRows.Length, listed), (said.GetProperty("firms").GetInt32(), said.GetProperty("firmsWithRows").GetInt32(), firms.Length));
        }

        Assert.Contains("12 firms, 11 with rows", await reader.GetStringAsync("/?run=" + done.RunId), StringComparison.Ordinal);
        foreach (string call in new[] { "", "/depth", "/what-if", "/explanation" })
        {
            JsonElement problem = await ProblemAsync(await key.GetAsync($"{run}/firms/SY0005{call}"), HttpStatusCode.NotFound, "FIRM-WITHOUT-ROWS");
            Assert.Contains("is a firm of run", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            await ProblemAsync(await key.GetAsync($"{run}/firms/NOPE{call}"), HttpStatusCode.NotFound, "UNKNOWN-FIRM");
        }

        using HttpResponseMessage page = await reader.GetAsync("/firms/SY0005?run=" + done.RunId);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("FIRM-WITHOUT-ROWS", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // In the run over months it has rows, but none on the latest day: ended, as the page has it.
        JsonElement ended = (await JsonAsync(key, $"/api/v1/runs/{(await JsonAsync(key, "/api/v1/runs")).GetProperty("items")[1].GetProperty("runId").GetString()}/quality")).GetProperty("without").EnumerateArray().Single(static w => w.GetProperty("firm").GetString() == "SY0005");
        Assert.False(ended.TryGetProperty("status", out _));
        Assert.StartsWith("2023-", ended.GetProperty("lastRow").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_any_distance_says_so_and_who_called_a_job_off_is_logged()
    {
        await using Server server = await Server.WithRunAsync();
        ServeOptions options = server.Host.App.Services.GetRequiredService<ServeOptions>();
        Assert.Null((await server.DoneAsync(server.Board.Start("assess", "test", JobWork.Assess(options, AssessmentOptions.Default))!.Id)).Code);
        JobView empty = await server.DoneAsync(server.Board.Start("assess", "test", JobWork.Assess(options, AssessmentOptions.Default with { Dates = AsOfDates.On(new DateOnly(1999, 1, 4)) }))!.Id);
        Assert.Equal((JobState.Succeeded, "NO-DISTANCE"), (empty.State, empty.Code));

        using ManualResetEventSlim begun = new();
        Job job = server.Board.Start("assess", "analyst", j =>
        {
            begun.Set();
            j.Token.WaitHandle.WaitOne();
            j.Token.ThrowIfCancellationRequested();
            return JobState.Succeeded;
        })!;
        Assert.True(begun.Wait(TimeSpan.FromMinutes(1)));
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        Assert.Equal(HttpStatusCode.Accepted, (await key.DeleteAsync("/api/v1/jobs/" + job.Id)).StatusCode);
        Assert.Equal(JobState.Cancelled, (await server.DoneAsync(job.Id)).State);
        AuditLine line = server.Book.Lines(null, 5).Single(static l => l.Action == "job.cancel");
        Assert.Equal(("administrator", job.Id, "assess of analyst"), (line.Actor, line.Subject, line.Detail));

        // What is not there is not deleted in silence.
        using HttpClient analyst = server.SignedIn(Role.Analyst);
        foreach (string address in new[] { "/jobs/none/cancel", "/portfolio/none/delete", "/migration/none/delete", "/macro/files/delete", "/watchlists/delete" })
        {
            using HttpResponseMessage answer = await analyst.PostAsync(address, new FormUrlEncodedContent([KeyValuePair.Create("name", "none")]));
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task An_explanation_has_the_figures_of_the_rows_and_says_when_there_is_no_earlier_day()
    {
        await using Server server = await Server.WithRunAsync();
        using RunArchive archive = RunArchive.Open(server.Store);
        AssessmentRun run = archive.Find(null)!;
        using HttpClient key = server.WithKey(Right.Read);
        int compared = 0;
        foreach (IGrouping<string, AssessmentRow> firm in run.Rows.Where(static r => r.Status == AssessmentStatus.Converged).GroupBy(static r => r.Firm))
        {
            AssessmentRow[] own = [.. firm];
            for (int i = 1; i < own.Length; i += 5)
            {
                JsonElement said = await JsonAsync(key, FormattableString.Invariant($"/api/v1/runs/latest/firms/{firm.Key}/explanation?from={own[i - 1].Date:yyyy-MM-dd}&to={own[i].Date:yyyy-MM-dd}"));
                Assert.Equal((own[i - 1].DdRiskNeutral, own[i].DdRiskNeutral), (said.GetProperty("distance").GetProperty("from").GetDouble(), said.GetProperty("distance").GetProperty("to").GetDouble()));
                Assert.Equal((own[i - 1].LnEdf, own[i].LnEdf), (said.GetProperty("logEdf").GetProperty("from").GetDouble(), said.GetProperty("logEdf").GetProperty("to").GetDouble()));
                compared++;
            }
        }

        Assert.True(compared > 20);
        AssessmentRow first = run.Rows.First(static r => r.Firm == "SY0003" && r.Status == AssessmentStatus.Converged);
        JsonElement problem = await ProblemAsync(await key.GetAsync($"/api/v1/runs/latest/firms/SY0003/explanation?to={first.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"), HttpStatusCode.UnprocessableEntity, "NO-EARLIER-DAY");
        Assert.DoesNotContain("0001", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(first.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        foreach ((string accept, string? type) in new[] { ("text/csv;q=0", null), ("text/csv;q=0, */*", "application/json"), ("application/json;q=0, */*;q=0.5", "application/x-ndjson"), ("text/csv;q=0.2, application/x-ndjson;q=0.7", "application/x-ndjson"), ("text/csv", (string?)"text/csv") })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/runs/latest/rows?limit=3");
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using HttpResponseMessage answer = await key.SendAsync(request);
            Assert.Equal(type is null ? HttpStatusCode.NotAcceptable : HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(type ?? "application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string kind, string name, string text)
    {
        using MultipartFormDataContent form = new() { { new StringContent(kind), "kind" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name } };
        return await client.PostAsync("/api/v1/macro/files", form);
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string address, string body, string? match = null, string? none = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, address) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        if (none is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", none);
        }

        return await client.SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string address)
    {
        using JsonDocument document = JsonDocument.Parse(await client.GetStringAsync(address));
        return document.RootElement.Clone();
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using JsonDocument problem = JsonDocument.Parse(text);
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        return problem.RootElement.Clone();
    }
}
