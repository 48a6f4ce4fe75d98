using System.Net;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;
using Freeboard.Services.Studies;
using Freeboard.Web.Jobs;

namespace Freeboard.Web.Tests.Studies;

/// <summary>Portfolios and transitions from a form and from the API: jobs, kept, the same figures everywhere.</summary>
public sealed class Portfolios_and_transitions(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly string Loans = Path.Combine(Server.Root, "samples", "portfolio", "loans.csv");
    private static readonly string Ratings = Path.Combine(Server.Root, "samples", "migration", "ratings.csv");

    [Fact]
    public async Task A_table_becomes_a_page_whose_figures_are_those_of_the_api_and_of_the_computation()
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        JobView job = await DoneAsync(await analyst.PostAsync("/portfolio", await FormAsync(Loans, ("method", "qmc"), ("levels", "0.99,0.999"))));
        Assert.Equal((JobState.Succeeded, "portfolio"), (job.State, job.Kind));
        using HttpClient viewer = shared.Server.SignedIn(Role.Viewer);
        string page = await viewer.GetStringAsync($"/portfolio/{job.StudyId}?lang=en");
        using JsonDocument document = JsonDocument.Parse(await viewer.GetStringAsync($"/api/v1/portfolios/{job.StudyId}"));
        JsonElement level = document.RootElement.GetProperty("levels")[0];
        Assert.Equal(job.StudyId, document.RootElement.GetProperty("runId").GetString());
        Assert.Contains(Reporting.Language.Numbers.Amount(level.GetProperty("es").GetDouble()), page, StringComparison.Ordinal);
        Assert.Contains("fb-loss", page, StringComparison.Ordinal);
        Assert.Contains("fb-shares", page, StringComparison.Ordinal);

        // The rows add up to the measure, and the kept document is what a book made anew computes.
        string[] rows = (await viewer.GetStringAsync($"/api/v1/portfolios/{job.StudyId}/contributions?format=csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int column = Array.IndexOf(rows[0].Trim('\uFEFF').Split(','), "esContribution");
        double sum = rows[1..].Where(row => row.StartsWith("0.98999999999999999,", StringComparison.Ordinal)).Sum(row => double.Parse(row.Split(',')[column], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(level.GetProperty("es").GetDouble(), sum, 1e-9 * sum);
        using StudyBook anew = new(shared.Server.Store, TimeProvider.System);
        Assert.Equal(level.GetProperty("var").GetDouble(), anew.Portfolio(job.StudyId!)!.Measures!.Levels[0].ValueAtRisk);
        Assert.Contains("loans.csv", await viewer.GetStringAsync("/portfolio?lang=zh-CN"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_table_is_asked_something_else_without_sending_it_again()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read, Right.Assess);
        JobView first = await DoneAsync(await key.PostAsync("/api/v1/portfolios", await FormAsync(Loans, ("method", "qmc"), ("levels", "0.95"))));
        using MultipartFormDataContent again = new() { { new StringContent(first.StudyId!), "study" }, { new StringContent("plain"), "method" }, { new StringContent("1000"), "scenarios" }, { new StringContent("4"), "degrees" } };
        JobView second = await DoneAsync(await key.PostAsync("/api/v1/portfolios", again));
        Assert.NotEqual(first.StudyId, second.StudyId);
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync($"/api/v1/portfolios/{second.StudyId}"));
        Assert.Equal(("t(4)", 1000), (document.RootElement.GetProperty("copula").GetString(), document.RootElement.GetProperty("scenarios").GetInt32()));
        using HttpResponseMessage gone = await key.DeleteAsync($"/api/v1/portfolios/{second.StudyId}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync($"/api/v1/portfolios/{second.StudyId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await key.DeleteAsync($"/api/v1/portfolios/{second.StudyId}")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_table_is_told_with_line_column_and_cure_on_the_page_and_in_the_api()
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        const string wrong = "obligor,ead,lgd,pd,rho\na,100,0.4,0.01,0.2\nb,100,40,0.01,0.2\n";
        using HttpResponseMessage page = await analyst.PostAsync("/portfolio?lang=en", Form("wrong.csv", wrong));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        string html = await page.Content.ReadAsStringAsync();
        Assert.Contains("LGD-OUT-OF-RANGE", html, StringComparison.Ordinal);
        Assert.Contains("wrong.csv", html, StringComparison.Ordinal);
        using HttpResponseMessage api = await analyst.PostAsync("/api/v1/portfolios", Form("wrong.csv", wrong));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, api.StatusCode);
        using JsonDocument problem = JsonDocument.Parse(await api.Content.ReadAsStringAsync());
        JsonElement error = problem.RootElement.GetProperty("errors")[0];
        Assert.Equal((3, "lgd", "LGD-OUT-OF-RANGE"), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString(), error.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("method", "magic")]
    [InlineData("method", "1")]
    [InlineData("scenarios", "99")]
    [InlineData("scenarios", "30000000")]
    [InlineData("levels", "0.99,0.99")]
    [InlineData("levels", "1.5")]
    [InlineData("degrees", "0.5")]
    [InlineData("seed", "-1")]
    [InlineData("recovery", "none")]
    public async Task A_setting_out_of_range_is_refused_by_page_and_api(string name, string value)
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await analyst.PostAsync("/portfolio", await FormAsync(Loans, (name, value)))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await analyst.PostAsync("/api/v1/portfolios", await FormAsync(Loans, (name, value)))).StatusCode);
    }

    [Fact]
    public async Task The_bands_of_a_run_and_a_table_of_grades_become_heat_maps()
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        using MultipartFormDataContent form = new() { { new StringContent(""), "run" }, { new StringContent("3"), "months" } };
        JobView bands = await DoneAsync(await analyst.PostAsync("/migration", form));
        Assert.True(bands.State == JobState.Succeeded, bands.Text);
        string page = await analyst.GetStringAsync($"/migration/{bands.StudyId}?lang=zh-CN");
        Assert.Contains("class=\"heat\"", page, StringComparison.Ordinal);
        JobView grades = await DoneAsync(await analyst.PostAsync("/api/v1/migrations", await FormAsync(Ratings, ("states", "AAA,AA,A,BBB,BB,B,CCC,D"), ("method", "duration"))));
        using JsonDocument document = JsonDocument.Parse(await analyst.GetStringAsync($"/api/v1/migrations/{grades.StudyId}"));
        Assert.Equal("D", document.RootElement.GetProperty("defaultState").GetString());
        string[] rows = (await analyst.GetStringAsync($"/api/v1/migrations/{grades.StudyId}/rows?format=csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(65, rows.Length);
        Assert.Equal(document.RootElement.GetProperty("matrix")[0][1].GetRawText(), rows[2].Split(',')[4]);
        using HttpResponseMessage refused = await analyst.PostAsync("/migration", Form("s.csv", "obligor,date,state\na,2024-02-30,A\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    private async Task<JobView> DoneAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
            return await shared.Server.DoneAsync(answer.Headers.Location!.OriginalString.Split('/')[^1]);
        }
    }

    private static async Task<MultipartFormDataContent> FormAsync(string path, params (string Name, string Value)[] settings) => Form(Path.GetFileName(path), await File.ReadAllTextAsync(path), settings);

    private static MultipartFormDataContent Form(string name, string table, params (string Name, string Value)[] settings)
    {
        MultipartFormDataContent form = new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(table)), "files", name } };
        foreach ((string key, string value) in settings)
        {
            form.Add(new StringContent(value), key);
        }

        return form;
    }
}
