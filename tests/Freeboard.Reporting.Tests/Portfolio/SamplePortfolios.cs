using System.Text;
using Freeboard.Services.Portfolio;

namespace Freeboard.Reporting.Tests.Portfolio;

/// <summary>Small portfolios computed by every model.</summary>
internal static class SamplePortfolios
{
    public static PortfolioReport Of(PortfolioModel model, PortfolioMethod method = PortfolioMethod.Plain)
    {
        byte[] table = Table();
        double[] levels = [0.95, 0.99, 0.999];
        switch (model)
        {
            case PortfolioModel.CreditRiskPlus:
                return Page(CreditRiskPlusTable.Run(table, "loans.csv", new CreditRiskPlusRequest { Levels = levels, WantsPage = true }), "portfolio creditriskplus", table);
            case PortfolioModel.Asymptotic:
                return Page(AsymptoticTable.Run(table, "loans.csv", levels, Freeboard.Portfolio.Capital.AsymptoticOptions.Default, new ModelWishes(false, true)), "portfolio asrf", table);
            case PortfolioModel.MarkToMarket:
                MarkToMarketRequest request = new() { Options = new Freeboard.Portfolio.MarkToMarket.MarkToMarketOptions { Scenarios = 5000, Levels = [0.95, 0.99] }, RisklessRate = 0.02, WantsPage = true };
                return Page(MarkToMarketTable.Run(table, "loans.csv", request), "portfolio mark-to-market", table);
            default:
                PortfolioOptions options = new() { Method = method, Levels = levels, Scenarios = method == PortfolioMethod.Exact ? null : 4096, WithContributions = true, WithHistogram = true };
                PortfolioInput input = PortfolioTable.Read(table, "loans.csv", PortfolioService.Columns(options)).Input!;
                return PortfolioService.Compute(input, table, "loans.csv", options, TimeProvider.System);
        }
    }

    private static PortfolioReport Page(ModelLossesResult result, string command, byte[] table) => PortfolioReport.Of(result.Losses!, command, [("loans.csv", table)], []);

    private static byte[] Table()
    {
        StringBuilder text = new("obligor,ead,lgd,pd,rho,pd_sd,asset_volatility,coupon,maturity\n");
        for (int i = 0; i < 60; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"B{i:00},{10 + (i * 5)},0.5,{0.002 + (0.0005 * i):0.####},0.2,{0.001 + (0.0002 * i):0.####},0.25,0.04,3\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
