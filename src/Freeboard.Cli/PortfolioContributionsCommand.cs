using System.CommandLine;
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
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = settings.PathOf(parsed);
            RowOutput rows = output.Read(terminal, parsed, ("the input", path));
            double[] wanted = PortfolioSettings.Levels("--levels", parsed.GetValue(levels)!);
            if (settings.Compute(terminal, parsed, settings.Read(parsed, wanted, withContributions: true), cancellationToken) is not { } report)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            rows.Write(PortfolioRows.Contributions(report), cancellationToken);
            return Task.FromResult(report.IsWhole && report.Contributions.Count > 0 ? ExitCode.Ok : ExitCode.Partial);
        });
        return command;
    }
}
