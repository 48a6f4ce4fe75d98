using System.CommandLine;
using Freeboard.Migration;
using Freeboard.Services.Portfolio;

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
        OutputOptions output = new();
        Command command = new("joint-migration", "Joint probabilities of the ratings of two borrowers after a period, beside the independent ones.") { transition, first, second, correlation };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(transition)!;
            RowOutput rows = output.Read(terminal, parsed, ("the matrix", path));
            double rho = UncertaintyCommand.Number("--correlation", parsed.GetValue(correlation)!, static value => value is >= -1 and <= 1, "a number from -1 to 1");
            if (PortfolioMarkToMarketCommand.Matrix(terminal, path, cancellationToken) is not { } matrix)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            rows.Write(JointMigrationTable.Of(matrix, Known("--first", parsed.GetValue(first)!, matrix), Known("--second", parsed.GetValue(second)!, matrix), rho), cancellationToken);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static string Known(string option, string state, TransitionMatrix matrix) =>
        matrix.IndexOf(state) >= 0 ? state : throw new SettingException(option, state, $"the matrix has the states {string.Join(", ", matrix.States)}.");
}
