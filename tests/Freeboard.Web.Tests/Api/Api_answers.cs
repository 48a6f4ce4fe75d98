using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Freeboard.Assessment;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Web.Tests.Api;

/// <summary>The API says what the store and the command line's services say, digit by digit, and says it in the forms that were asked for.</summary>
public sealed class Api_answers(SharedServer shared) : IClassFixture<SharedServer>
{
    private Server Server => shared.Server;

    private AssessmentRun Run
    {
        get
        {
            using RunArchive archive = RunArchive.Open(Server.Store);
            return archive.Find(null)!;
        }
    }

    [Fact]
    public async Task Rows_as_csv_are_those_of_the_command_line()
    {
        using HttpClient key = Server.WithKey(Right.Read);
        AssessmentRun run = Run;
        OutputTable table = AssessmentTable.TableOf(run.Provenance, run.Rows);
        using MemoryStream bytes = new();
        using (RowWriter writer = RowWriter.Open(bytes, RowFormat.Csv, table.Columns))
        {
            foreach (string[] row in table.Rows)
            {
                writer.Write(row);
            }

            writer.Complete();
        }

        string expected = Encoding.UTF8.GetString(bytes.ToArray());
        Assert.Equal(expected, await GetAsync(key, "/api/v1/runs/latest/rows", "text/csv"));
        Assert.Equal(expected, await GetAsync(key, "/api/v1/runs/latest/rows?format=csv", null));
        Assert.Equal(run.Rows.Count, (await GetAsync(key, "/api/v1/runs/latest/rows", "application/x-ndjson")).Count(static c => c == '\n'));
    }

    [Fact]
    public async Task Pages_of_rows_together_are_the_whole_once_each()
    {
        using HttpClient key = Server.WithKey(Right.Read);
        AssessmentRun run = Run;
        List<(string Firm, string Date, double? Distance)> got = [];
        string? next = "/api/v1/runs/latest/rows?limit=37";
        int pages = 0;
        while (next is not null)
        {
            using JsonDocument page = JsonDocument.Parse(await GetAsync(key, next, "application/json"));
            got.AddRange(page.RootElement.GetProperty("rows").EnumerateArray().Select(static r =>
                (r.GetProperty("firm").GetString()!, r.GetProperty("date").GetString()!, r.TryGetProperty("ddRiskNeutral", out JsonElement d) ? d.GetDouble() : (double?)null)));
            next = page.RootElement.GetProperty("next").GetString();
            pages++;
        }

        Assert.Equal(run.Rows.Select(static r => (r.Firm, r.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), r.DdRiskNeutral)), got);
        Assert.True(pages > 3, $"{pages} pages");
    }

    [Fact]
    public async Task Rows_are_chosen_by_firm_and_days()
    {
        using HttpClient key = Server.WithKey(Right.Read);
        AssessmentRow[] own = [.. Run.Rows.Where(static r => r.Firm == "SY0003")];
        string day = own[5].Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using JsonDocument page = JsonDocument.Parse(await GetAsync(key, $"/api/v1/runs/latest/rows?firm=SY0003&from={day}", null));
        Assert.Equal(own.Length - 5, page.RootElement.GetProperty("rows").GetArrayLength());
        Assert.Equal("UNKNOWN-FIRM", await CodeAsync(key, HttpStatusCode.NotFound, "/api/v1/runs/latest/rows?firm=SY9999"));
        Assert.Equal("DAY-MALFORMED", await CodeAsync(key, HttpStatusCode.BadRequest, "/api/v1/runs/latest/rows?from=2023-13-01"));
        Assert.Equal("CURSOR-MALFORMED", await CodeAsync(key, HttpStatusCode.BadRequest, "/api/v1/runs/latest/rows?cursor=!!"));
        Assert.Equal("NO-RUN", await CodeAsync(key, HttpStatusCode.NotFound, "/api/v1/runs/zzzz/rows"));
        Assert.Equal("FORMAT-UNKNOWN", await CodeAsync(key, HttpStatusCode.NotAcceptable, "/api/v1/runs/latest/rows?format=pdf"));
        Assert.Equal("NO-SUCH-ADDRESS", await CodeAsync(key, HttpStatusCode.NotFound, "/api/v1/nothing"));
    }

    [Fact]
    public async Task What_is_said_of_a_run_may_be_kept()
    {
        using HttpClient key = Server.WithKey(Right.Read);
        using HttpResponseMessage first = await key.GetAsync("/api/v1/runs/latest/rows?limit=5");
        using HttpRequestMessage again = new(HttpMethod.Get, "/api/v1/runs/latest/rows?limit=5");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage unchanged = await key.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using HttpRequestMessage other = new(HttpMethod.Get, "/api/v1/runs/latest/rows?limit=6");
        other.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, (await key.SendAsync(other)).StatusCode);
    }

    [Fact]
    public async Task Solve_gives_the_digits_of_the_service_in_every_form()
    {
        using HttpClient key = Server.WithKey(Right.Assess);
        const string Csv = "id,E,sigmaE,D,r,T\nHull,3,0.80,10,0.05,1\n";
        using StringReader reader = new(Csv);
        string expected = Services.Solve.SolveTable.CellsOf(Services.Solve.SolveTable.Solve(reader, "test").Rows[0])[1];
        using HttpResponseMessage json = await key.PostAsync("/api/v1/solve", Json("{\"rows\":[{\"id\":\"Hull\",\"e\":3,\"sigmaE\":0.80,\"d\":10,\"r\":0.05,\"t\":1}]}"));
        Assert.Contains($"\"v\": {expected}", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/solve") { Content = new StringContent(Csv, Encoding.UTF8, "text/csv") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        Assert.Contains($"Hull,{expected},", await (await key.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_names_row_column_code_and_cure_of_what_it_cannot_read()
    {
        using HttpClient key = Server.WithKey(Right.Assess);
        using HttpResponseMessage response = await key.PostAsync("/api/v1/solve", Json("{\"rows\":[{\"e\":3,\"sigmaE\":0.8,\"d\":10,\"r\":0.05,\"t\":1},{\"e\":\"three\",\"sigmaE\":0.8,\"d\":10,\"r\":0.05,\"t\":1}]}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        JsonElement error = Assert.Single(problem.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal((3, "E", "NUMBER-NOT-A-NUMBER"), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString(), error.GetProperty("code").GetString()));
        Assert.NotEmpty(error.GetProperty("cure").GetString()!);

        using HttpResponseMessage hopeless = await key.PostAsync("/api/v1/solve", Json("{\"rows\":[{\"e\":-3,\"sigmaE\":0.8,\"d\":10,\"r\":0.05,\"t\":1}]}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, hopeless.StatusCode);
        Assert.Contains("InvalidInput", await hopeless.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await key.PostAsync("/api/v1/solve", Json("{"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await key.PostAsync("/api/v1/solve", Json("[]"))).StatusCode);
    }

    [Fact]
    public async Task The_document_is_openapi_3_1_and_names_the_key()
    {
        using HttpClient key = Server.WithKey(Right.Read);
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(document.RootElement.GetProperty("paths").EnumerateObject().Count() > 25);
        Assert.True(document.RootElement.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("key", out _));
    }

    [Fact]
    public async Task The_explanation_is_that_of_the_service()
    {
        using HttpClient key = Server.WithKey(Right.Read);
        AssessmentRun run = Run;
        AssessmentRow[] own = [.. run.Rows.Where(static r => r.Firm == "SY0002" && r.Status == AssessmentStatus.Converged)];
        using JsonDocument answer = JsonDocument.Parse(await key.GetStringAsync("/api/v1/runs/latest/firms/SY0002/explanation"));
        Services.Explain.Explanation expected = Services.Explain.ExplainService.Explain(run, "SY0002", own[^2].Date, own[^1].Date).Explanation!;
        Assert.Equal(expected.Distance.DefaultPoint, answer.RootElement.GetProperty("distance").GetProperty("defaultPoint").GetDouble());
        Assert.Equal("NO-ROW", await CodeAsync(key, HttpStatusCode.NotFound, "/api/v1/runs/latest/firms/SY0002/explanation?from=2001-01-01"));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<string> GetAsync(HttpClient client, string path, string? accept)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string?> CodeAsync(HttpClient client, HttpStatusCode status, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }
}
