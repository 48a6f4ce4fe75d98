using System.CommandLine;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio</c>: what a portfolio may lose, by model; one file a verb.</summary>
internal static class PortfolioCommand
{
    public static Command Create(Terminal terminal) => new("portfolio", "Losses of a portfolio of loans, table in, table out.")
    {
        PortfolioSimulateCommand.Create(terminal),
        PortfolioContributionsCommand.Create(terminal),
        PortfolioMarkToMarketCommand.Create(terminal),
        PortfolioJointMigrationCommand.Create(terminal),
        PortfolioCreditRiskPlusCommand.Create(terminal),
        PortfolioAsrfCommand.Create(terminal),
        PortfolioPriceCommand.Create(terminal),
        PortfolioLoadingsCommand.Create(terminal),
    };
}
