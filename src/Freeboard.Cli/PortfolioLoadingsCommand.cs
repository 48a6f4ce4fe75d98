using System.CommandLine;
using Freeboard.Services.Portfolio;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio loadings</c>: loadings on the market from asset values.</summary>
internal static class PortfolioLoadingsCommand
{
    public static Command Create(Terminal terminal) => TableCommand.Create(
        terminal,
        "portfolio",
        "loadings",
        "Loadings on the market and asset correlations from the asset values of several firms, betas drawn towards the others'.",
        "firm,date,assetValue (or V), as assess and estimate print them; other columns are passed over",
        [],
        static (bytes, name, _, _, cancellationToken) => LoadingTable.Estimate(bytes, name, cancellationToken));
}
