using Freeboard.Reporting.Report;

namespace Freeboard.Reporting.Tests.Report;

/// <summary>Writes pages to look at, when FREEBOARD_REPORT_FOLDER names a folder.</summary>
public sealed class Write_samples
{
    [Fact]
    public async Task Pages_are_written_where_asked()
    {
        if (Environment.GetEnvironmentVariable("FREEBOARD_REPORT_FOLDER") is not { Length: > 0 } folder)
        {
            return;
        }

        async Task Write(string name, SampleRun run, ReportOptions options) => await File.WriteAllTextAsync(Path.Combine(folder, name), await HtmlReport.RenderAsync(run.Build(), options));
        await Write("60-en.html", new SampleRun(), new ReportOptions());
        await Write("60-zh.html", new SampleRun(), new ReportOptions { Language = "zh-CN" });
        await Write("5000-en.html", new SampleRun { Firms = 5000 }, new ReportOptions());
        await Write("empty.html", new SampleRun { Firms = 0 }, new ReportOptions());
        await Write("one-firm.html", new SampleRun { Firms = 1 }, new ReportOptions());
        await Write("one-date.html", new SampleRun { Months = 1 }, new ReportOptions());
        await Write("all-fail.html", new SampleRun { AllFail = true }, new ReportOptions());
        await Write("currencies-zh.html", new SampleRun { Firms = 12, SeveralCurrencies = true }, new ReportOptions { Language = "zh-CN" });
    }
}
