using System.CommandLine;

namespace Freeboard.Cli;

/// <summary><c>freeboard equity</c>: what restricted shares are worth, fitted on prices paid and applied to a panel.</summary>
internal static class EquityCommand
{
    public static Command Create(Terminal terminal) => new("equity", "Fit prices of restricted shares on auction and transfer prices, and value firms with them.")
    {
        EquityFitCommand.Create(terminal),
        EquityApplyCommand.Create(terminal),
    };
}
