using System.CommandLine;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio</c>: what a portfolio may lose, by model; one file a verb.</summary>
internal static class PortfolioCommand
{
    public static Command Create(Terminal terminal)
    {
        Command command = new("portfolio", "Losses of a portfolio of loans, table in, table out.");
        foreach (Func<Terminal, Command> verb in Verbs)
        {
            command.Add(verb(terminal));
        }

        return command;
    }

    private static readonly Func<Terminal, Command>[] Verbs = [PortfolioCreditRiskPlusCommand.Create, PortfolioAsrfCommand.Create];
}
