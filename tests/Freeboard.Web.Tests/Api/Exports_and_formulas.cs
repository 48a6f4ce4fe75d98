using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Import;
using Freeboard.Services.KeptFiles;
using Freeboard.Services.Monitoring;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Freeboard.Web.Tests.Macro;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Tests.Api;

/// <summary>Whatever leaves as a file can be opened in a spreadsheet: no text of it is computed. Held over every call and page that gives CSV or a workbook.</summary>
public sealed class Exports_and_formulas
{
    private static readonly string[] Payloads = ["=HYPERLINK(\"http://evil.example\";\"x\")", "+1+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1;1)", "\t=1+1", "＝1+1"];

    /// <summary>Rows of what was computed and kept.</summary>
    private static readonly string[] OfStudies =
        ["/api/v1/portfolios/{id}/contributions", "/api/v1/migrations/{id}/rows", "/api/v1/monitors/{name}/digest", "/api/v1/monitors/{name}/events", "/api/v1/macro/study"];

    private static readonly string[] Names = [.. Payloads.Select(static p => p.Trim()).Distinct(StringComparer.Ordinal)];

    [Fact]
    public async Task No_export_of_any_call_or_page_holds_a_formula()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("freeboard-formulas-");
        try
        {
            foreach (string file in Directory.GetFiles(Server.SampleMarket, "*.csv"))
            {
                string text = await File.ReadAllTextAsync(file);
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, Path.GetFileName(file)), Path.GetFileName(file) == "firms.csv" ? Named(text) : text);
            }

            ImportReport report = ImportService.Store(new ImportRequest { Paths = [folder.FullName] }, server.Store, TimeProvider.System);
            Assert.True(report.Accepted, string.Join('\n', report.Errors));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await server.DoneAsync(server.Board.Start("assess", "test", JobWork.Assess(server.Host.App.Services.GetRequiredService<ServeOptions>(), AssessmentOptions.Default))!.Id);
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        using HttpClient key = server.WithKey(Right.Read);
        foreach (string payload in Payloads.Where(static p => !p.StartsWith('\t')))
        {
            server.Book.Log(payload, payload, payload, payload);
        }

        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        List<string> exports = ["/screener/rows"];
        exports.AddRange(document.RootElement.GetProperty("paths").EnumerateObject()
            .Where(static p => p.Value.TryGetProperty("get", out JsonElement get) && get.GetProperty("responses").TryGetProperty("200", out JsonElement ok) && ok.TryGetProperty("content", out JsonElement content) && content.TryGetProperty("text/csv", out _))
            .Select(static p => p.Name.Replace("{run}", "latest", StringComparison.Ordinal)));
        Assert.True(exports.Count >= 5, string.Join(' ', exports));
        Assert.Superset(OfStudies.ToHashSet(StringComparer.Ordinal), exports.ToHashSet(StringComparer.Ordinal));
        exports.RemoveAll(OfStudies.Contains);

        // The very bytes that were given, for who gave them: nothing here wrote them.
        Assert.True(exports.Remove("/api/v1/macro/files/{kind}/{name}"));
        string[] studies = await StudiesAsync(server, administrator);
        exports.AddRange(studies);

        int guarded = 0;
        foreach (string export in exports)
        {
            int before = guarded;
            string asked = export + (export.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "format=";
            using HttpResponseMessage csv = await administrator.GetAsync(asked + "csv");
            Assert.True(csv.StatusCode == HttpStatusCode.OK, $"{asked}csv: {await csv.Content.ReadAsStringAsync()}");
            foreach (string cell in Cells(await csv.Content.ReadAsStringAsync()))
            {
                Assert.False(IsComputed(cell), $"{export}: {cell}");
                guarded += cell.StartsWith('\'') ? 1 : 0;
            }

            // A study in which no name came through would have shown nothing. Events have codes of firms and rules only.
            Assert.True(guarded - before >= 2 || !studies.Contains(export) || export.EndsWith("/events", StringComparison.Ordinal), $"{export}: only {guarded - before} texts were guarded");
            using HttpResponseMessage workbook = await administrator.GetAsync(asked + "xlsx");
            Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
            using ZipArchive parts = new(await workbook.Content.ReadAsStreamAsync());
            foreach (ZipArchiveEntry part in parts.Entries.Where(static e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)))
            {
                using StreamReader reader = new(part.Open());
                string xml = await reader.ReadToEndAsync();
                Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
                Assert.DoesNotContain("<f ", xml, StringComparison.Ordinal);
                Assert.DoesNotContain(":f>", xml, StringComparison.Ordinal);
            }
        }

        Assert.True(guarded >= 20, $"only {guarded} texts were guarded: the payloads did not come through");
    }

    /// <summary>A portfolio, transitions, a monitor's step and a study of the economy, whose obligors, states and firms have such names; the addresses of their rows.</summary>
    private static async Task<string[]> StudiesAsync(Server server, HttpClient administrator)
    {
        string loans = "obligor,ead,lgd,pd,rho\n" + string.Concat(Names.Select(static n => Quoted(n) + ",100,0.4,0.02,0.2\n"));
        Assert.DoesNotContain(',', Names[2] + Names[3]);
        string states = "obligor,date,state\n" + string.Concat(Names.SelectMany((n, who) => Enumerable.Range(0, 6).Select(year => $"{Quoted(n)},{2015 + year}-12-31,{Quoted(Names[(who + year) % Names.Length])}\n")));
        string portfolio = await StudyAsync(server, administrator, "/api/v1/portfolios", loans, ("method", "exact"));
        string migration = await StudyAsync(server, administrator, "/api/v1/migrations", states, ("method", "cohort"), ("states", string.Join(',', Names)));
        KeptFileBook files = server.Host.App.Services.GetRequiredService<KeptFileBook>();
        files.Keep(KeptFileKind.Series, "series.csv", Encoding.UTF8.GetBytes(EconomyFiles.Series), "analyst");
        files.Keep(KeptFileKind.Scenarios, "scenarios.csv", Encoding.UTF8.GetBytes(EconomyFiles.Scenarios.Replace("calm", Names[2], StringComparison.Ordinal).Replace("severe", Names[3], StringComparison.Ordinal)), "analyst");
        KeptMonitors monitors = server.Host.App.Services.GetRequiredService<KeptMonitors>();
        Assert.Empty(monitors.Keep("all", MonitorRules.DefaultText, "analyst", ""));
        Assert.NotNull(monitors.Step("all"));
        return [$"/api/v1/portfolios/{portfolio}/contributions", $"/api/v1/migrations/{migration}/rows", "/api/v1/monitors/all/digest", "/api/v1/monitors/all/events", "/api/v1/macro/study?series=series.csv&scenarios=scenarios.csv&driver=industrial_output:growth&what=firms"];
    }

    private static async Task<string> StudyAsync(Server server, HttpClient administrator, string path, string table, params (string Name, string Value)[] settings)
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(table)), "files", "table.csv" } };
        foreach ((string name, string value) in settings)
        {
            form.Add(new StringContent(value), name);
        }

        using HttpResponseMessage answer = await administrator.PostAsync(path, form);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        JobView done = await server.DoneAsync(answer.Headers.Location!.OriginalString.Split('/')[^1]);
        Assert.Equal(JobState.Succeeded, done.State);
        return done.StudyId!;
    }

    private static string Named(string firms)
    {
        string[] lines = firms.TrimEnd().Split('\n');
        string[] header = lines[0].TrimEnd('\r').Split(',');
        int name = Array.IndexOf(header, "name");
        int industry = Array.IndexOf(header, "industry");
        return string.Join('\n', lines.Select((line, i) =>
        {
            if (i == 0)
            {
                return line;
            }

            string[] cells = line.TrimEnd('\r').Split(',');
            cells[name] = Quoted(Payloads[i % Payloads.Length].Trim());
            if (industry >= 0)
            {
                cells[industry] = Quoted(Payloads[(i + 1) % Payloads.Length].Trim());
            }

            return string.Join(',', cells);
        })) + "\n";
    }

    /// <summary>The cells of a CSV text, one after the other.</summary>
    private static IEnumerable<string> Cells(string text)
    {
        StringBuilder cell = new();
        bool inside = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"' && inside && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(c);
                i++;
            }
            else if (c == '"')
            {
                inside = !inside;
            }
            else if (!inside && c is (',' or '\n'))
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        yield return cell.ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsComputed(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠'
        && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
