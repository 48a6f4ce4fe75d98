using Freeboard.Structural;

namespace Freeboard.Tests.Structural;

public class MertonModelTests
{
    /// <summary>
    /// 300 firms with equity from 1e-200 of the debt to 1e80 times it. The tolerance is a fixed 1e-14 plus the effect of half-unit errors in the inputs, times 4.
    /// </summary>
    [Fact]
    public void Equity_and_debt_hold_their_relative_accuracy_however_lopsided_the_firm()
    {
        ReferenceTable table = ReferenceTable.Load("merton-forward", "values.csv");
        Assert.Equal(300, table.Rows.Count);
        foreach (ReferenceTable.Row row in table.Rows)
        {
            (double v, double sigma, double d, double r, double t) = (row["V"], row["sigmaV"], row["D"], row["r"], row["T"]);
            Hold(row, "E", MertonModel.EquityValue(v, sigma, d, r, t), "ulpE");
            Hold(row, "sigmaE", MertonModel.EquityVolatility(v, sigma, d, r, t), "ulpSigmaE");
            Hold(row, "debt", RiskyDebt.Value(v, sigma, d, r, t), "ulpDebt");
            Hold(row, "spread", RiskyDebt.CreditSpread(v, sigma, d, r, t), "ulpSpread");
            Hold(row, "loss", RiskyDebt.ExpectedLoss(v, sigma, d, r, t), "ulpLoss");
        }
    }

    [Fact]
    public void Spread_is_right_where_assets_and_equity_are_the_same_double()
    {
        // V - E would be 0 or a rounding error; the debt of 1 is worth almost 1, and its loss is N(-d2) - v N(-d1).
        double equity = MertonModel.EquityValue(1e17, 1.2, 1, 0, 1);
        Assert.Equal(1e17, equity);
        Assert.Equal(1, RiskyDebt.Value(1e17, 1.2, 1, 0, 1));
        double spread = RiskyDebt.CreditSpread(1e17, 1.2, 1, 0, 1);
        double loss = RiskyDebt.ExpectedLoss(1e17, 1.2, 1, 0, 1);
        Assert.True(spread > 0);
        Assert.Equal(1, spread / loss, 1e-14);
    }

    [Fact]
    public void Assets_are_equity_plus_debt() =>
        Assert.Equal(90, MertonModel.EquityValue(90, 0.5, 110, -0.1, 2) + RiskyDebt.Value(90, 0.5, 110, -0.1, 2), 1e-13);

    [Fact]
    public void Without_debt_equity_is_the_assets()
    {
        Assert.Equal(7, MertonModel.EquityValue(7, 0.3, 0, 0.05, 1));
        Assert.Equal(0.3, MertonModel.EquityVolatility(7, 0.3, 0, 0.05, 1));
    }

    [Fact]
    public void Volatility_of_equity_stays_a_number_where_the_equity_underflows()
    {
        Assert.Equal(0, MertonModel.EquityValue(1, 0.01, 3, 0, 1));

        // d1 = -109.86: equity moves about |d1| / (sigmaV sqrt T) times as much as assets, |d1| / sqrt T in all.
        double volatility = MertonModel.EquityVolatility(1, 0.01, 3, 0, 1);
        Assert.InRange(volatility, 109.86, 109.90);
    }

    [Theory]
    [InlineData(double.NaN, 0.2, 1, 0, 1)]
    [InlineData(0, 0.2, 1, 0, 1)]
    [InlineData(-1, 0.2, 1, 0, 1)]
    [InlineData(double.PositiveInfinity, 0.2, 1, 0, 1)]
    [InlineData(1, 0, 1, 0, 1)]
    [InlineData(1, double.NaN, 1, 0, 1)]
    [InlineData(1, 0.2, -1, 0, 1)]
    [InlineData(1, 0.2, double.NaN, 0, 1)]
    [InlineData(1, 0.2, 1, double.NaN, 1)]
    [InlineData(1, 0.2, 1, double.PositiveInfinity, 1)]
    [InlineData(1, 0.2, 1, 1e300, 1e300)]
    [InlineData(1, 0.2, 1, 0, 0)]
    [InlineData(1, 0.2, 1, 0, double.NaN)]
    public void Arguments_outside_their_range_are_the_callers_bug(double v, double sigma, double d, double r, double t)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MertonModel.EquityValue(v, sigma, d, r, t));
        Assert.Throws<ArgumentOutOfRangeException>(() => MertonModel.EquityVolatility(v, sigma, d, r, t));
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskyDebt.Value(v, sigma, d, r, t));
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskyDebt.CreditSpread(v, sigma, d, r, t));
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskyDebt.ExpectedLoss(v, sigma, d, r, t));
        Assert.Throws<ArgumentOutOfRangeException>(() => DistanceToDefault.RiskNeutral(v, sigma, d, r, t));
        Assert.Throws<ArgumentOutOfRangeException>(() => DistanceToDefault.Physical(v, sigma, d, r, t));
        if (double.IsFinite(r) && r < 1e300)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => DistanceToDefault.Kmv(v, sigma, d, t));
        }
    }

    [Theory]
    [InlineData(800)]
    [InlineData(-800)]
    public void Rates_that_discount_the_debt_out_of_a_double_are_refused_and_not_turned_into_NaN(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MertonModel.EquityValue(1, 0.2, 1, rate, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskyDebt.CreditSpread(1, 0.2, 1, rate, 1));
        Assert.True(double.IsFinite(DistanceToDefault.RiskNeutral(1, 0.2, 1, rate, 1)));
    }

    [Fact]
    public void Forward_functions_never_give_NaN_for_valid_arguments()
    {
        var random = new SplitMix(31);
        for (int i = 0; i < 20_000; i++)
        {
            double v = random.LogUniform(-100, 100);
            double sigma = random.LogUniform(-12, 4);
            double d = random.LogUniform(-100, 100);
            double r = random.Uniform(-1, 1);
            double t = random.LogUniform(-3, 1.5);
            double[] results =
            [
                MertonModel.EquityValue(v, sigma, d, r, t),
                MertonModel.EquityVolatility(v, sigma, d, r, t),
                RiskyDebt.Value(v, sigma, d, r, t),
                RiskyDebt.CreditSpread(v, sigma, d, r, t),
                RiskyDebt.ExpectedLoss(v, sigma, d, r, t),
                DistanceToDefault.Kmv(v, sigma, d, t),
                DistanceToDefault.RiskNeutral(v, sigma, d, r, t),
            ];
            string place = $"V {v:g17}, sigmaV {sigma:g17}, D {d:g17}, r {r:g17}, T {t:g17}: {string.Join(' ', results)}";
            Assert.True(results.All(result => !double.IsNaN(result)), place);
            Assert.True(results[0] >= 0 && results[0] <= v * (1 + 2e-14), place);
            Assert.True(results[1] >= sigma * (1 - 2e-14), place);
            Assert.True(results[2] >= 0 && results[2] <= v * (1 + 2e-14), place);
            Assert.True(results[3] >= 0 && results[4] is >= 0 and <= 1, place);
        }
    }

    [Fact]
    public void Debt_of_nothing_has_no_value() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskyDebt.Value(1, 0.2, 0, 0.05, 1));

    private static void Hold(ReferenceTable.Row row, string column, double computed, string ulpColumn)
    {
        double expected = row[column];
        if (Math.Abs(expected) < 1e-307)
        {
            return;
        }

        double tolerance = 1e-14 + (4 * row[ulpColumn]);
        Assert.True(Math.Abs((computed / expected) - 1) <= tolerance, $"{column} is {computed:g17}, {Math.Abs((computed / expected) - 1):g3} off, {tolerance:g3} allowed: {row}");
    }
}
