using System.CommandLine;
using Freeboard.Services.Collections;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard collections repayment</c>: how much of late balances comes back.</summary>
internal static class RepaymentCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> repaid = new("--repaid") { Description = "Column of the share of the balance repaid, 0 to 1.", HelpName = "COLUMN", DefaultValueFactory = _ => "repaid" };
        Option<string> on = CollectionsCommand.On();
        Option<int> folds = CollectionsCommand.Folds("row number");
        Option<string?> forecast = CollectionsCommand.Forecast("obligor and the same columns");
        return TableCommand.Create(
            terminal,
            "collections",
            "repayment",
            "Repayment rates of late accounts in two parts: whether anything is paid, and what share when something is.",
            "obligor, the share repaid and the columns of the model",
            [repaid, on, folds, forecast],
            (bytes, name, _, parsed, cancellationToken) =>
            {
                string rate = parsed.GetValue(repaid)!;
                string[] columns = CollectionsCommand.Columns(parsed.GetValue(on)!, "the share repaid", rate);
                RepaymentTable? accounts = null;
                if (parsed.GetValue(forecast) is { } scored)
                {
                    accounts = RepaymentTable.Read(CollectionsCommand.Bytes(scored), MigrationOutput.NameOf(scored), columns, null, cancellationToken);
                }

                RepaymentOutcome outcome = RepaymentFit.Of(RepaymentTable.Read(bytes, name, columns, rate, cancellationToken), columns, CollectionsCommand.FoldsOf(parsed.GetValue(folds)), accounts, cancellationToken);
                if (outcome.Report is not { } report)
                {
                    return new TableOutcome(null, outcome.Errors, outcome.ErrorCount, 0);
                }

                if (!report.Model.HasAnswer)
                {
                    terminal.Fail($"freeboard: the model has no full answer: any {report.Model.Any.Status}, fraction {report.Model.Fraction.Status}.");
                }

                return new TableOutcome(RepaymentRows.Of(report, accounts is not null), [], 0, report.Model.HasAnswer ? 0 : 1) { Detail = report, Provenance = report.Provenance };
            });
    }
}
