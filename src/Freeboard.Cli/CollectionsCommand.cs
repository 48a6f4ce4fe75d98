using System.CommandLine;
using System.Globalization;
using Freeboard.Collections;
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
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;

    private CollectionsCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        CollectionsCommand self = new(terminal);
        CommonOptions.RefuseMistypedOption(self.file);
        Command ageing = new("ageing", "Ageing (roll-rate) matrix of accounts, its homogeneity, and forecasts held against what came.") { self.file, self.buckets, self.period, self.ahead, self.ignoreExtra };
        self.output.AddTo(ageing);
        ageing.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        return new Command("collections", "Receivables that are late: ageing matrices, their forecasts, repayment rates.") { ageing, RepaymentCommand.Create(terminal) };
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(file)!;
        RowOutput rows = output.Read(terminal, parsed, ("the input", path));
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

        if (rows.IsForAPerson)
        {
            MigrationGrid.Write(terminal, report.Fit);
            Forecasts(report);
        }
        else
        {
            rows.Write(AgeingRows.Of(report), cancellationToken);
        }

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
