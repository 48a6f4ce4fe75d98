using System.CommandLine;
using System.Globalization;
using Freeboard.Collections;
using Freeboard.Reporting.Report;
using Freeboard.Services.Collections;
using Freeboard.Services.Migration;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard collections</c>: receivables that are late.</summary>
internal sealed class CollectionsCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "CSV with the columns obligor,date,state, a row an account and month-end; - reads the standard input." };
    private readonly Option<string> buckets = new("--buckets") { Description = "Ageing buckets from current to the worst: current,1-30,31-60,61-90,91+.", HelpName = "NAMES", Required = true };
    private readonly Option<string> period = new("--period") { Description = "Length of a period: 1m, 3m.", HelpName = "MONTHS", DefaultValueFactory = _ => "1m" };
    private readonly Option<int> ahead = new("--ahead") { Description = "Periods ahead, 1 to 120.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> page = new("--report") { Description = "Also write a page: matrix, homogeneity, forecasts, as one HTML file.", HelpName = "PATH" };
    private readonly Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;

    private CollectionsCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        CollectionsCommand self = new(terminal);
        CommonOptions.RefuseMistypedOption(self.file);
        Command ageing = new("ageing", "Ageing (roll-rate) matrix of accounts, its homogeneity, and forecasts held against what came.") { self.file, self.buckets, self.period, self.ahead, self.page, self.language, self.ignoreExtra };
        self.language.AcceptOnlyFromAmong("en", "zh-CN");
        self.output.AddTo(ageing);
        ageing.SetAction(self.RunAsync);
        return new Command("collections", "Receivables that are late: ageing matrices, their forecasts, repayment rates, lost contact.") { ageing, RepaymentCommand.Create(terminal), ContactCommand.Create(terminal), ContactSimulateCommand.Create(terminal) };
    }

    /// <summary>The option of the columns of a model.</summary>
    internal static Option<string> On() => new("--on") { Description = "Columns that explain it, with commas between.", HelpName = "COLUMNS", Required = true };

    /// <summary>The option of the folds of a comparison.</summary>
    internal static Option<int> Folds(string by) => new("--folds") { Description = $"Folds of the comparison on rows not seen, by {by}, 2 to 50.", HelpName = "N", DefaultValueFactory = _ => 5 };

    /// <summary>The option of accounts to forecast.</summary>
    internal static Option<string?> Forecast(string columns) => new("--forecast") { Description = $"Forecast the accounts of this file: {columns}. Rows are then a row an account.", HelpName = "FILE" };

    /// <summary>Checks the folds.</summary>
    /// <exception cref="SettingException">They are out of range.</exception>
    internal static int FoldsOf(int folds) => folds is >= 2 and <= 50 ? folds : throw new SettingException("--folds", folds.ToString(CultureInfo.InvariantCulture), "give 2 to 50.");

    /// <summary>Reads columns between commas.</summary>
    /// <exception cref="SettingException">One has no name, two are alike, or one is the outcome.</exception>
    internal static string[] Columns(string text, string word, string outcome)
    {
        string[] columns = text.Split(',', StringSplitOptions.TrimEntries);
        return columns.All(static column => column.Length > 0) && columns.Distinct(StringComparer.Ordinal).Count() == columns.Length && !columns.Contains(outcome, StringComparer.Ordinal)
            ? columns
            : throw new SettingException("--on", text, $"give columns between commas, no two alike, and not {word}.");
    }

    /// <summary>Reads the accounts to forecast.</summary>
    /// <exception cref="SettingException">There is no such file.</exception>
    internal static byte[] Bytes(string path) => File.Exists(path) ? File.ReadAllBytes(path) : throw new SettingException("--forecast", path, "there is no such file.");

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(file)!;
        string? html = parsed.GetValue(page);
        RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the report", html));
        if (html is not null && ReportFile.Objection(html, null, ("the input", path)) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        string[] names = parsed.GetValue(buckets)!.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length < 2 || names.Any(static name => name.Length == 0) || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw new SettingException("--buckets", parsed.GetValue(buckets)!, "give at least two names between commas, no two alike.");
        }

        int periods = parsed.GetValue(ahead);
        if (periods is < 1 or > 120)
        {
            throw new SettingException("--ahead", periods.ToString(CultureInfo.InvariantCulture), "give 1 to 120 periods.");
        }

        int months = MigrationFitSettings.Months(parsed.GetValue(period)!);
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        AgeingOutcome outcome = AgeingFit.Of(StateTable.Read(bytes, MigrationOutput.NameOf(path), parsed.GetValue(ignoreExtra), cancellationToken), names, months, periods, cancellationToken: cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Report is not { } report)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        using ReportFile? staged = html is null ? null : ReportFile.Stage(html, await HtmlReport.RenderAsync(report, new ReportOptions { Language = parsed.GetValue(language)! }, cancellationToken));
        if (rows.IsForAPerson)
        {
            MigrationGrid.Write(terminal, report.Fit);
            Forecasts(report);
        }
        else
        {
            rows.Write(AgeingRows.Of(report), cancellationToken);
        }

        staged?.Publish();
        return report.Backtest.Status == AgeingStatus.Forecast ? ExitCode.Ok : ExitCode.Partial;
    }

    private void Forecasts(AgeingReport report)
    {
        IAnsiConsole console = terminal.Tables();
        foreach (AgeingForecast forecast in report.Backtest.Forecasts)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Fit.Ends[forecast.Origin]:yyyy-MM-dd} to {report.Fit.Ends[forecast.Target + 1]:yyyy-MM-dd}: {100 * forecast.Misplaced:0.00} % of accounts forecast into a wrong bucket, {100 * forecast.MisplacedByNoChange:0.00} % by no change"));
        }
    }
}
