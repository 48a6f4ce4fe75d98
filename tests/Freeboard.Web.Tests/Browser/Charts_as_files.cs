using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Freeboard.Services.Access;
using Microsoft.Playwright;

namespace Freeboard.Web.Tests.Browser;

/// <summary>The CSV of every chart has exact figures in the plain unit that its header names: amounts in the currency, shares as decimals, probabilities as logarithms.</summary>
[Collection("browser")]
public sealed partial class Charts_as_files(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", ", decimal")]
    [InlineData("zh-CN", "，小数")]
    public async Task Every_csv_is_in_the_unit_of_its_header_and_has_the_figures_of_the_api(string language, string share)
    {
        await using Window window = await browser.OpenAsync(browser.Server, Role.Viewer, language);
        using HttpClient key = browser.Server.WithKey(Right.Read);
        Dictionary<string, Dictionary<string, Row>> rows = await RowsAsync(key);
        string[] studies = await browser.StudiesAsync();
        Dictionary<string, Sheet> sheets = [];
        foreach (string path in (string[])["/", "/firms/SY0001", "/firms/SY0003", "/compare?firm=SY0001&firm=SY0002", .. studies[..2]])
        {
            foreach (Sheet sheet in await SheetsAsync(window.Page, path))
            {
                sheets.Add($"{path} {sheet.Figure}", sheet);
                Assert.All(sheet.Header, h => Assert.DoesNotMatch(ScaledUnit(), h));
                Assert.All(sheet.Lines, line => Assert.Equal(sheet.Header.Length, line.Length));
            }
        }

        Assert.True(sheets.Count >= 11, string.Join(", ", sheets.Keys));
        Assert.Contains(sheets, s => s.Value.Element == "FB-GROUPS");
        Assert.Contains(sheets, s => s.Value.Element == "FB-ROC");
        Assert.Contains(sheets, s => s.Value.Element == "FB-RELIABILITY");
        Assert.Contains(sheets, s => s.Value.Element == "FB-LOSS");

        foreach (string firm in (string[])["SY0001", "SY0003"])
        {
            Sheet waterline = sheets[$"/firms/{firm} waterline"];
            Assert.EndsWith(", CNY", waterline.Header[1], StringComparison.Ordinal);
            Assert.EndsWith(", CNY", waterline.Header[2], StringComparison.Ordinal);
            Assert.EndsWith(share, waterline.Header[3], StringComparison.Ordinal);
            Same(waterline, 1, d => rows[firm].GetValueOrDefault(d)?.AssetValue);
            Same(waterline, 2, d => rows[firm].GetValueOrDefault(d)?.DefaultPoint);
            Same(waterline, 3, d => rows[firm].GetValueOrDefault(d)?.AssetVolatility);
            Same(waterline, 4, d => rows[firm].GetValueOrDefault(d)?.Distance);
            Sheet distance = sheets[$"/firms/{firm} distance"];
            Same(distance, 1, d => rows[firm].GetValueOrDefault(d)?.Distance);

            // Of the others too, to the last digit.
            double?[] Others(string date) => [.. rows.Where(r => r.Key != firm).Select(r => r.Value.GetValueOrDefault(date)?.Distance)];
            Same(distance, 2, d => Quantile(Others(d), 0.5));
            Same(distance, 3, d => Quantile(Others(d), 0.1));
            Same(distance, 4, d => Quantile(Others(d), 0.9));
            Sheet edf = sheets[$"/firms/{firm} edf"];
            Assert.All(edf.Header[1..], h => Assert.StartsWith("ln ", h, StringComparison.Ordinal));
            Same(edf, 1, d => rows[firm].GetValueOrDefault(d)?.LnEdf);
        }

        Sheet compared = sheets.Single(s => s.Key.StartsWith("/compare", StringComparison.Ordinal) && !s.Value.Header[1].StartsWith("ln ", StringComparison.Ordinal)).Value;
        Same(compared, 1, d => rows["SY0001"].GetValueOrDefault(d)?.Distance);
        Same(compared, 2, d => rows["SY0002"].GetValueOrDefault(d)?.Distance);
        Sheet shares = sheets["/ share"];
        Assert.EndsWith(share, shares.Header[1], StringComparison.Ordinal);
        Same(shares, 1, d =>
        {
            double[] there = [.. rows.Values.Select(r => r.GetValueOrDefault(d)?.Distance).OfType<double>()];
            return there.Length == 0 ? null : (double)there.Count(static v => v < 1) / there.Length;
        });

        using JsonDocument validation = JsonDocument.Parse(await key.GetStringAsync("/api/v1/validations/" + studies[0].Split('/')[^1]));
        JsonElement[] buckets = [.. validation.RootElement.GetProperty("calibration").GetProperty("buckets").EnumerateArray()];
        Sheet reliability = sheets.Values.Single(static s => s.Element == "FB-RELIABILITY");
        Assert.EndsWith(share, reliability.Header[0], StringComparison.Ordinal);
        Assert.Equal(buckets.Select(static b => b.GetProperty("n").GetInt32()).Where(static n => n > 0), reliability.Lines.Select(static l => (int)Number(l[1])!.Value));
        Assert.Equal(buckets.Where(static b => b.GetProperty("n").GetInt32() > 0).Select(static b => (double?)b.GetProperty("predicted").GetDouble()), reliability.Lines.Select(static l => Number(l[0])));
        Sheet roc = sheets.Values.Single(static s => s.Element == "FB-ROC");
        Assert.All(roc.Lines, l => Assert.InRange(Number(l[0])!.Value, 0, 1));
        Sheet groups = sheets.Values.Single(static s => s.Element == "FB-GROUPS");
        Assert.Equal(1, groups.Lines.Sum(static l => Number(l[2])!.Value), 1e-9);
        Assert.All(groups.Lines.Skip(1), (l, i) => Assert.Equal(Number(groups.Lines[i][1])!.Value, Number(l[0])!.Value, 1e-9));
        Sheet losses = sheets.Values.Single(static s => s.Element == "FB-LOSS");
        Assert.Equal(1, losses.Lines.Sum(static l => Number(l[2])!.Value), 1e-9);
        Assert.Null(Number(losses.Lines[^1][1]));
    }

    private static void Same(Sheet sheet, int column, Func<string, double?> expected)
    {
        Assert.NotEmpty(sheet.Lines);
        Assert.Contains(sheet.Lines, l => Number(l[column]) is not null);
        foreach (string[] line in sheet.Lines)
        {
            double? given = Number(line[column]);
            double? wanted = expected(line[0]);
            Assert.True(given == wanted, $"{sheet.Figure}, {sheet.Header[column]}, {line[0]}: {given} in the file, {wanted} by the API");
        }
    }

    /// <summary>Linear between order statistics, as the page says; five others at least.</summary>
    private static double? Quantile(double?[] values, double probability)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        if (sorted.Length < 5)
        {
            return null;
        }

        double place = probability * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        double low = sorted[below];
        return low + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - low));
    }

    private static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static async Task<Sheet[]> SheetsAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync(".plot svg");
        string[][] found = await page.EvaluateAsync<string[][]>("() => [...document.querySelectorAll('fb-figure')].filter((f) => f.querySelector('.plot')).map((f) => [f.querySelector('.plot').tagName, f.querySelector('h3').id.replace(/-t$/, ''), f.csv()])");
        return [.. found.Select(static f =>
        {
            string[][] lines = [.. f[2].TrimEnd('\n').Split('\n').Select(Cells)];
            return new Sheet(f[0], f[1], lines[0], lines[1..]);
        })];
    }

    /// <summary>The cells of a line; names of firms may stand in quotes.</summary>
    private static string[] Cells(string line)
    {
        List<string> cells = [""];
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += c;
            }
        }

        return [.. cells];
    }

    /// <summary>What pages show of rows: a distance and an EDF where the row converged, in pages of the API's largest size.</summary>
    private static async Task<Dictionary<string, Dictionary<string, Row>>> RowsAsync(HttpClient key)
    {
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/runs/latest/rows?limit=10000"));
        Dictionary<string, Dictionary<string, Row>> rows = [];
        foreach (JsonElement row in document.RootElement.GetProperty("rows").EnumerateArray())
        {
            double? Of(string name) => row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
            bool converged = row.GetProperty("status").GetString() == "Converged";
            string firm = row.GetProperty("firm").GetString()!;
            rows.TryAdd(firm, []);
            rows[firm].Add(row.GetProperty("date").GetString()!, new Row(Of("assetValue"), Of("defaultPoint"), Of("assetVolatility"), converged ? Of("DDRiskNeutral") ?? Of("ddRiskNeutral") : null, converged ? Of("lnEDF") ?? Of("lnEdf") : null));
        }

        return rows;
    }

    private sealed record Row(double? AssetValue, double? DefaultPoint, double? AssetVolatility, double? Distance, double? LnEdf);

    private sealed record Sheet(string Element, string Figure, string[] Header, string[][] Lines);

    [GeneratedRegex(@"\b(tn|bn|m|k)$|[万亿]|%$|\s\s")]
    private static partial Regex ScaledUnit();
}
