using System.CommandLine;
using Freeboard.Reporting.Report;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio simulate</c>: the loss distribution in default mode.</summary>
internal static class PortfolioSimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        PortfolioSettings settings = new();
        OutputOptions output = new();
        Option<string> levels = new("--levels") { Description = "Levels of value at risk and expected shortfall.", DefaultValueFactory = _ => "0.95,0.99,0.999,0.9997" };
        Option<string?> contributions = new("--contributions") { Description = "Write each obligor's contributions at every level to a file of its own.", HelpName = "FILE" };
        Option<string?> page = new("--report") { Description = "Also write a page, with the distribution and the contributions, as one HTML file.", HelpName = "PATH" };
        Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh-CN");
        Command command = new("simulate", "Losses in default mode: expected loss, deviation, VaR and ES with their errors.");
        settings.AddTo(command);
        command.Add(levels);
        command.Add(contributions);
        command.Add(page);
        command.Add(language);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = settings.PathOf(parsed);
            string? parts = parsed.GetValue(contributions);
            RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the file of contributions", parts), ("the page", parsed.GetValue(page)));
            RowOutput? partRows = parts is null ? null : FileOf(terminal, parts, path);
            if (parsed.GetValue(page) is { } place && ReportFile.Objection(place, "freeboard.db") is { } objection)
            {
                terminal.Fail(objection);
                return ExitCode.Usage;
            }

            double[] wanted = PortfolioSettings.Levels("--levels", parsed.GetValue(levels)!);
            if (settings.Compute(terminal, parsed, settings.Read(parsed, wanted, parts is not null || parsed.GetValue(page) is not null) with { WithHistogram = parsed.GetValue(page) is not null }, cancellationToken) is not { } report)
            {
                return ExitCode.DataRejected;
            }

            if (parsed.GetValue(page) is { } pagePath)
            {
                string html = await HtmlReport.RenderAsync(report, new ReportOptions { Language = parsed.GetValue(language)! }, cancellationToken);
                using ReportFile file = ReportFile.Stage(pagePath, html);
                file.Publish();
            }

            partRows?.Write(PortfolioRows.Contributions(report), cancellationToken);
            rows.Write(PortfolioRows.Levels(report), cancellationToken);
            return report.IsWhole ? ExitCode.Ok : ExitCode.Partial;
        });
        return command;
    }

    /// <summary>A file of rows named by another option than --out.</summary>
    private static RowOutput FileOf(Terminal terminal, string file, string input)
    {
        if (file.Length == 0 || Directory.Exists(file) || Path.GetFullPath(file).StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new SettingException("--contributions", file, "name a file that can be written.");
        }

        if (input != "-" && Path.GetFullPath(file) == Path.GetFullPath(input))
        {
            throw new SettingException("--contributions", file, "it is the input of this command; name another file.");
        }

        return new RowOutput(terminal, file, RowFormats.OfFile(file) ?? RowFormat.Csv, byteOrderMark: false);
    }
}
