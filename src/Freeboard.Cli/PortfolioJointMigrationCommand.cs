using System.CommandLine;
using Freeboard.Migration;
using Freeboard.Services.Migration;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio joint-migration</c>: where two borrowers end together.</summary>
internal static class PortfolioJointMigrationCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> transition = PortfolioMarkToMarketCommand.TransitionOption(required: true);
        Option<string> first = new("--first") { Description = "Rating of the one.", Required = true };
        Option<string> second = new("--second") { Description = "Rating of the other.", Required = true };
        Option<string> correlation = new("--correlation") { Description = "Correlation of their asset returns.", Required = true };
        return TableCommand.CreateWithoutFile(
            terminal,
            "portfolio",
            new Command("joint-migration", "Joint probabilities of the ratings of two borrowers after a period, beside the independent ones."),
            [transition, first, second, correlation],
            parsed =>
            {
                string path = parsed.GetValue(transition)!;
                double rho = UncertaintyCommand.Number("--correlation", parsed.GetValue(correlation)!, static value => value is >= -1 and <= 1, "a number from -1 to 1");
                if (EquityFile.Read(terminal, path) is not { } bytes)
                {
                    return new TableOutcome(null, [], 0, 0);
                }

                string name = path == "-" ? path : Path.GetFileName(path);
                MatrixTable table = MatrixTable.Read(bytes, name, 1);
                return table.Matrix is { } matrix
                    ? JointMigrationTable.Outcome(matrix, (name, bytes), Known("--first", parsed.GetValue(first)!, matrix), Known("--second", parsed.GetValue(second)!, matrix), rho)
                    : new TableOutcome(null, table.Errors, table.ErrorCount, 0);
            });
    }

    private static string Known(string option, string state, TransitionMatrix matrix) =>
        matrix.IndexOf(state) >= 0 ? state : throw new SettingException(option, state, $"the matrix has the states {string.Join(", ", matrix.States)}.");
}
