using System.Text.Json;
using System.Text.RegularExpressions;
using Freeboard.Assessment;
using Freeboard.Reporting.Report;
using Freeboard.Services.Edf;

namespace Freeboard.Reporting.Tests.Calibration;

public sealed partial class Map_is_drawn_with_its_buckets
{
    private static readonly EdfMapFile Map = EdfMapFile.Load(Path.Combine(Repository.Root, "samples", "edf", "map.json")).File!;

    [Theory]
    [InlineData("en", "EDF of the map", "Fitted on 7,150 observations with 268 events")]
    [InlineData("zh-CN", "映射 EDF", "由 7,150 个观测、268 次事件拟合")]
    public async Task A_mapped_run_shows_the_map_in_both_languages(string language, string name, string note)
    {
        string html = await HtmlReport.RenderAsync(Mapped(), new ReportOptions { Language = language, EdfMap = Map });
        string figure = Figure().Match(html).Value;
        Assert.Contains(name, figure, StringComparison.Ordinal);
        Assert.Contains(note, html, StringComparison.Ordinal);
        Assert.Contains(Map.Name, html, StringComparison.Ordinal);
        Assert.DoesNotContain("EDF = N(−DD)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("edfmap.", html[..html.LastIndexOf("<script>", StringComparison.Ordinal)], StringComparison.Ordinal);

        using JsonDocument data = JsonDocument.Parse(Figure().Match(html).Groups[1].Value);
        Assert.Equal(81, data.RootElement.GetProperty("curve").GetArrayLength());
        Assert.Equal(81, data.RootElement.GetProperty("low").GetArrayLength());
        JsonElement buckets = data.RootElement.GetProperty("buckets");
        Assert.Equal(8, buckets.GetArrayLength());
        Assert.Equal(Math.Log(61.0 / 240), buckets[0].GetProperty("observed").GetDouble(), 1e-15);
        Assert.Equal(JsonValueKind.Null, buckets[7].GetProperty("observed").ValueKind);
        Assert.Equal(JsonValueKind.Number, buckets[7].GetProperty("high").ValueKind);
    }

    [Fact]
    public async Task A_run_without_a_map_has_no_such_figure_and_every_run_says_how_far_tables_are_reproduced()
    {
        string html = await HtmlReport.RenderAsync(new SampleRun { Firms = 6 }.Build());
        Assert.DoesNotContain("<fb-edf-map", html, StringComparison.Ordinal);
        Assert.Contains("EDF = N(−DD)", html, StringComparison.Ordinal);
        Assert.Contains("Of 109 published figures 24 are reproduced, 36 with a slip of their source, 17 are contradicted by their own source and 32 cannot be reproduced. Every verdict is the one that the documentation claims.", html, StringComparison.Ordinal);
    }

    private static AssessmentRun Mapped()
    {
        AssessmentRun run = new SampleRun { Firms = 8 }.Build();
        return run with { Rows = [.. run.Rows.Select(static row => row with { EdfMap = Map.Name })] };
    }

    [GeneratedRegex("<fb-edf-map[^>]*><script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Figure();
}
