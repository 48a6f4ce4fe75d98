using System.CommandLine;
using Freeboard.Reporting.Report;
using Freeboard.Services.Portfolio;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio contributions</c>: what each obligor adds to the tail.</summary>
internal static class PortfolioContributionsCommand
{
    public static Command Create(Terminal terminal)
    {
        PortfolioSettings settings = new();
        OutputOptions output = new();
        Option<string> levels = new("--levels") { Description = "Levels at which the tail is divided.", DefaultValueFactory = _ => "0.999" };
        Command command = new("contributions", "What each obligor adds to VaR and ES; the contributions of a measure add up to it.");
        settings.AddTo(command);
        command.Add(levels);
        Option<string?> page = new("--report") { Description = "Also write a page, with the distribution and the contributions, as one HTML file.", HelpName = "PATH" };
        Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh-CN");
        command.Add(page);
        command.Add(language);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = settings.PathOf(parsed);
            RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the page", parsed.GetValue(page)));
            if (parsed.GetValue(page) is { } place && ReportFile.Objection(place, null, ("the input", path)) is { } objection)
            {
                terminal.Fail(objection);
                return ExitCode.Usage;
            }

            double[] wanted = PortfolioSettings.Levels("--levels", parsed.GetValue(levels)!);
            if (settings.Compute(terminal, parsed, settings.Read(parsed, wanted, withContributions: true) with { WithHistogram = parsed.GetValue(page) is not null }, cancellationToken) is not { } report)
            {
                return ExitCode.DataRejected;
            }

            using ReportFile? file = parsed.GetValue(page) is { } pagePath
                ? ReportFile.Stage(pagePath, await HtmlReport.RenderAsync(report with { Command = "portfolio contributions" }, new ReportOptions { Language = parsed.GetValue(language)! }, cancellationToken))
                : null;
            rows.Write(PortfolioRows.Contributions(report), cancellationToken);
            file?.Publish();
            return report.IsWhole && report.Contributions.Count > 0 ? ExitCode.Ok : ExitCode.Partial;
        });
        return command;
    }
}
