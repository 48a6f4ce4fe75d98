using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Collections;

namespace Freeboard.Cli;

/// <summary><c>freeboard collections repayment</c>: how much of late balances comes back.</summary>
internal sealed class RepaymentCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "CSV with obligor, the share repaid and the columns of the model; - reads the standard input." };
    private readonly Option<string> repaid = new("--repaid") { Description = "Column of the share of the balance repaid, 0 to 1.", HelpName = "COLUMN", DefaultValueFactory = _ => "repaid" };
    private readonly Option<string> on = new("--on") { Description = "Columns that explain it.", HelpName = "COLUMNS", Required = true };
    private readonly Option<int> folds = new("--folds") { Description = "Folds of the comparison on rows not seen, by row number, 2 to 50.", HelpName = "N", DefaultValueFactory = _ => 5 };
    private readonly Option<string?> forecast = new("--forecast") { Description = "Forecast the accounts of this file: obligor and the same columns. Rows are then a row an account.", HelpName = "FILE" };
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;

    private RepaymentCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        RepaymentCommand self = new(terminal);
        CommonOptions.RefuseMistypedOption(self.file);
        Command command = new("repayment", "Repayment rates of late accounts in two parts: whether anything is paid, and what share when something is.") { self.file, self.repaid, self.on, self.folds, self.forecast };
        self.output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(file)!;
        string rate = parsed.GetValue(repaid)!;
        string? scored = parsed.GetValue(forecast);
        RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the accounts to forecast", scored));
        string[] columns = parsed.GetValue(on)!.Split(',', StringSplitOptions.TrimEntries);
        if (columns.Any(static column => column.Length == 0) || columns.Distinct(StringComparer.Ordinal).Count() != columns.Length || columns.Contains(rate, StringComparer.Ordinal))
        {
            throw new SettingException("--on", parsed.GetValue(on)!, "give columns between commas, no two alike, and not the share repaid.");
        }

        int parts = parsed.GetValue(folds);
        if (parts is < 2 or > 50)
        {
            throw new SettingException("--folds", parts.ToString(CultureInfo.InvariantCulture), "give 2 to 50.");
        }

        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        RepaymentTable? accounts = null;
        if (scored is not null)
        {
            if (EquityFile.Read(terminal, scored) is not { } more)
            {
                return ExitCode.DataRejected;
            }

            accounts = RepaymentTable.Read(more, MigrationOutput.NameOf(scored), columns, null, cancellationToken);
        }

        RepaymentOutcome outcome = RepaymentFit.Of(RepaymentTable.Read(bytes, MigrationOutput.NameOf(path), columns, rate, cancellationToken), columns, parts, accounts, cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Report is not { } report)
        {
            terminal.Fail("freeboard: the input was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        rows.Write(RepaymentRows.Of(report, accounts is not null), cancellationToken);
        if (!report.Model.HasAnswer)
        {
            terminal.Fail($"freeboard: the model has no full answer: any {report.Model.Any.Status}, fraction {report.Model.Fraction.Status}.");
        }

        return report.Model.HasAnswer ? ExitCode.Ok : ExitCode.Partial;
    }
}
