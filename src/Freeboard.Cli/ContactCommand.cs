using System.CommandLine;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Collections;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard collections contact</c>: which late accounts will stop being reachable.</summary>
internal static class ContactCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> lost = new("--lost") { Description = "Column that is 1 in the period in which contact was lost, 0 in those before.", HelpName = "COLUMN", DefaultValueFactory = _ => "lost" };
        Option<string> on = CollectionsCommand.On();
        Option<int> horizon = new("--horizon") { Description = "Periods of the longer forecasts, 1 to 120.", HelpName = "N", DefaultValueFactory = _ => 6 };
        Option<string?> grows = new("--grows") { Description = "Columns of --on that rise by one each period while an account stays late, for the longer forecasts; others stay as they are.", HelpName = "COLUMNS" };
        Option<int> folds = CollectionsCommand.Folds("account");
        Option<string?> forecast = CollectionsCommand.Forecast("obligor, the next period and the same columns");
        return TableCommand.Create(
            terminal,
            "collections",
            "contact",
            "Early warning of lost contact: the probability that an account that can still be reached cannot be after the next period, by a hazard of periods that knows of censoring.",
            "obligor, period, lost and the columns of the model, a row an account and month up to the loss or the end of its watch",
            [lost, on, horizon, grows, folds, forecast],
            (bytes, name, _, parsed, cancellationToken) =>
            {
                string outcome = parsed.GetValue(lost)!;
                string[] columns = CollectionsCommand.Columns(parsed.GetValue(on)!, "the loss", outcome);
                int periods = parsed.GetValue(horizon) is >= 1 and <= 120 and int wanted ? wanted : throw new SettingException("--horizon", "", "give 1 to 120 periods.");
                string[] growing = parsed.GetValue(grows)?.Split(',', StringSplitOptions.TrimEntries) ?? [];
                if (growing.FirstOrDefault(name => !columns.Contains(name)) is { } stranger)
                {
                    throw new SettingException("--grows", stranger, "it is no column of --on.");
                }

                ContactTable? accounts = null;
                if (parsed.GetValue(forecast) is { } scored)
                {
                    accounts = ContactTable.Read(CollectionsCommand.Bytes(scored), MigrationOutput.NameOf(scored), columns, null, cancellationToken);
                }

                ContactOutcome found = ContactFit.Of(ContactTable.Read(bytes, name, columns, outcome, cancellationToken), columns, periods, CollectionsCommand.FoldsOf(parsed.GetValue(folds)), growing, accounts, cancellationToken);
                if (found.Report is not { } report)
                {
                    return new TableOutcome(null, found.Errors, found.ErrorCount, 0);
                }

                bool answered = report.Model.Status == LogitStatus.Converged;
                if (!answered)
                {
                    terminal.Fail($"freeboard: the model has no answer: {report.Model.Status}.");
                }

                return new TableOutcome(ContactRows.Of(report, accounts is not null), [], 0, answered ? 0 : 1) { Detail = report, Provenance = report.Provenance };
            });
    }
}
