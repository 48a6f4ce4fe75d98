using System.CommandLine;
using System.Globalization;
using Freeboard.Services.FirmYears;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard firm-years compare FILE</c>.</summary>
internal static class FirmYearsCompareCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = FirmYearsInput.File();
        Option<string?> train = new("--train") { Description = "Group to learn from. Every row, when not given.", HelpName = "GROUP" };
        Option<string?> judge = new("--judge") { Description = "Group to judge on. Look once: a policy chosen by it is not judged by it any more.", HelpName = "GROUP" };
        Option<long> seed = new("--seed") { Description = "Seed of the folds.", DefaultValueFactory = _ => 1 };
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        Option<bool> json = CommonOptions.Json();
        Command command = new("compare", "Compare volatility policies and distances on rows that their fits did not see: area under the ROC curve by folds of firms, within places of a firm's history, on later years, on a group kept apart.")
        {
            file, train, judge, seed, ignoreExtra, keepGoing, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (FirmYearsInput.Read(terminal, parsed.GetValue(file)!, needsLabels: true, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), cancellationToken) is not { } table)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            if (FirmYearsInput.Group(terminal, table, "--train", parsed.GetValue(train)) is not { } training || FirmYearsInput.Group(terminal, table, "--judge", parsed.GetValue(judge)) is not { } judged)
            {
                return Task.FromResult(ExitCode.Usage);
            }

            IReadOnlyList<FirmYearComparisonRow> rows = FirmYearComparison.Of(training, parsed.GetValue(judge) is null ? [] : judged, FirmYearCandidate.Compared, unchecked((ulong)parsed.GetValue(seed)), cancellationToken);
            if (parsed.GetValue(json))
            {
                FirmYearComparisonTable.WriteJson(terminal.OutStream, rows);
            }
            else if (terminal.OutIsTerminal)
            {
                Show(terminal, rows);
            }
            else
            {
                FirmYearComparisonTable.WriteCsv(terminal.Out, rows);
            }

            return Task.FromResult(table.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok);
        });
        return command;
    }

    private static void Show(Terminal terminal, IReadOnlyList<FirmYearComparisonRow> rows)
    {
        Table grid = Grid.Make();
        grid.AddColumns(Grid.Left("volatility"), Grid.Left("distance"), Grid.Right("drift"), Grid.Right("AUC"), Grid.Right("95 %"), Grid.Right("in places"), Grid.Right("later"), Grid.Right("judged"));
        foreach (FirmYearComparisonRow row in rows)
        {
            string drift = row.Policy.Distance is FirmYearDistanceKind.Physical or FirmYearDistanceKind.Naive ? row.Policy.DriftWeight.ToString("0.0", CultureInfo.InvariantCulture) : "";
            grid.AddRow(row.Candidate.Volatility, row.Candidate.Distance.ToString(), drift, Digits(row.CrossValidated.Area), $"{Digits(row.CrossValidated.Low)}-{Digits(row.CrossValidated.High)}", Digits(row.WithinPlaces), Digits(row.Later.Area), Digits(row.Judged?.Area));
        }

        terminal.Tables().Write(grid);
    }

    private static string Digits(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
