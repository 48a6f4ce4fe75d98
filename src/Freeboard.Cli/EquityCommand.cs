using System.CommandLine;

namespace Freeboard.Cli;

/// <summary><c>freeboard equity</c>: what restricted shares are worth, fitted on prices paid and applied to a panel; equity by calendar period.</summary>
internal static class EquityCommand
{
    public static Command Create(Terminal terminal) => new("equity", "Fit prices of restricted shares on auction and transfer prices, value firms with them, and tabulate equity by calendar period.")
    {
        EquityFitCommand.Create(terminal),
        EquityApplyCommand.Create(terminal),
        EquityPeriodsCommand.Create(terminal),
    };
}
