using Freeboard.Numerics;
using Freeboard.Structural;
using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>The twelve firms of Zhan, Lin, Lou (2013) at the fixed rate: asset value, asset volatility, distance to default.</summary>
/// <remarks>
/// The source grows the debt at the rate where it must discount it, D e^{+rT} for D e^{-rT}, and its asset value has the number N(2) = 0.97725
/// where N(d2) must stand. Its asset volatility is sigma_E E / (E + D e^{+rT} N(d2)) with d2 at the published asset value.
/// </remarks>
internal static class UncertainKmvLedger
{
    private const string Document = "Zhan, Lin, Lou (2013), Uncertain KMV";

    // The source's 3.5 %, used as printed: it enters the exponential directly, so it acts as a continuous rate.
    private const double Rate = 0.035;
    private const double HorizonYears = 1;
    private const int MaximumIterations = 500;

    public static LedgerTable Run(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.UncertainKmv];
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Twelve listed firms, fixed rate 3.5 % used as a continuous rate, one year; money in 10,000 CNY",
            Rows = [.. table.Rows.SelectMany(row => Rows(tables, table, row))],
        };
    }

    /// <summary>V = [E + D e^{+rT} N(2)] / N(d1), with the V that solves it inside d1 and the published volatility.</summary>
    internal static double SlippedAssetValue(double equityValue, double debt, double assetVolatility)
    {
        double grown = debt * Math.Exp(Rate * HorizonYears);
        double above = equityValue + (grown * StandardNormal.Cumulative(2));
        double value = equityValue + grown;
        for (int i = 0; i < MaximumIterations; i++)
        {
            double d1 = DistanceToDefault.RiskNeutral(value, assetVolatility, debt, Rate, HorizonYears) + (assetVolatility * Math.Sqrt(HorizonYears));
            double next = above / StandardNormal.Cumulative(d1);
            if (!double.IsFinite(next))
            {
                break;
            }

            if (Math.Abs(next - value) <= 1e-14 * value)
            {
                return next;
            }

            value = next;
        }

        return double.NaN;
    }

    /// <summary>sigma_V = sigma_E E / (E + D e^{+rT} N(d2)), with the sigma_V that solves it and the published value inside d2.</summary>
    internal static double SlippedAssetVolatility(double equityValue, double equityVolatility, double debt, double assetValue)
    {
        double grown = debt * Math.Exp(Rate * HorizonYears);
        double volatility = equityVolatility * equityValue / (equityValue + grown);
        for (int i = 0; i < MaximumIterations; i++)
        {
            double d2 = DistanceToDefault.RiskNeutral(assetValue, volatility, debt, Rate, HorizonYears);
            double next = equityVolatility * equityValue / (equityValue + (grown * StandardNormal.Cumulative(d2)));
            if (Math.Abs(next - volatility) <= 1e-14 * volatility)
            {
                return next;
            }

            volatility = next;
        }

        return double.NaN;
    }

    private static IEnumerable<LedgerRow> Rows(ReplicationTables tables, PublishedTable table, PublishedRow row)
    {
        PrintedFigure equity = table.Figure(row, "equity_value");
        PrintedFigure equityVolatility = table.Figure(row, "equity_volatility");
        PrintedFigure debt = table.Figure(row, "debt");
        PrintedFigure value = table.Figure(row, "asset_value");
        PrintedFigure volatility = table.Figure(row, "asset_volatility");
        MertonSolution right = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = equity.Value,
            EquityVolatility = equityVolatility.Value,
            DefaultPoint = debt.Value,
            RiskFreeRate = Rate,
            HorizonYears = HorizonYears,
        });
        bool solved = right.Status == SolverStatus.Converged;

        yield return new LedgerEntry
        {
            Quantity = "asset_value",
            Unit = "10,000 CNY",
            Right = solved ? right.AssetValue : null,
            Slipped = SlippedAssetValue(equity.Value, debt.Value, volatility.Value),
            InputRounding = RoundingImage.HalfWidth(static x => SlippedAssetValue(x[0], x[1], x[2]), equity, debt, volatility),
            WhenReproduced = "The two equations give the published asset value.",
            WhenSlipped = "The source's slip gives it: V = [E + D exp(+rT) N(2)] / N(d1), the debt grown instead of discounted and N(2) in the place of N(d2).",
        }.Judge(tables, Document, table, row);

        yield return new LedgerEntry
        {
            Quantity = "asset_volatility",
            Unit = "per sqrt-year",
            Right = solved ? right.AssetVolatility : null,
            Slipped = SlippedAssetVolatility(equity.Value, equityVolatility.Value, debt.Value, value.Value),
            InputRounding = RoundingImage.HalfWidth(static x => SlippedAssetVolatility(x[0], x[1], x[2], x[3]), equity, equityVolatility, debt, value),
            WhenReproduced = "The two equations give the published asset volatility.",
            WhenSlipped = "The source's slip gives it: sigma_V = sigma_E E / [E + D exp(+rT) N(d2)], the debt grown instead of discounted.",
        }.Judge(tables, Document, table, row);

        yield return new LedgerEntry
        {
            Quantity = "distance_to_default",
            Unit = "1",
            Right = solved ? DistanceToDefault.Kmv(right.AssetValue, right.AssetVolatility, debt.Value, HorizonYears) : null,
            Slipped = DistanceToDefault.Kmv(value.Value, volatility.Value, debt.Value, HorizonYears),
            InputRounding = RoundingImage.HalfWidth(static x => DistanceToDefault.Kmv(x[0], x[1], x[2], HorizonYears), value, volatility, debt),
            WhenReproduced = "The two equations and (V - D) / (V sigma_V) give the published distance.",
            WhenSlipped = "(V - D) / (V sigma_V) gives it from the published asset value and volatility, which carry the slip.",
        }.Judge(tables, Document, table, row);
    }
}
