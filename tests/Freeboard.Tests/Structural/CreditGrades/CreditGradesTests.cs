using Freeboard.Structural;
using Freeboard.Structural.CreditGrades;

namespace Freeboard.Tests.Structural.CreditGrades;

public class CreditGradesTests
{
    [Fact]
    public void Published_formula_is_reproduced_at_the_chosen_points()
    {
        ReferenceTable table = ReferenceTable.Load("credit-grades", "published.csv");
        Assert.Equal(4, table.Rows.Count);
        foreach (ReferenceTable.Row row in table.Rows)
        {
            CreditGradesCurve curve = CreditGradesModel.Curve(InputsOf(row));
            Assert.Equal(ModelStatus.Converged, curve.Status);
            Assert.Equal(1, curve.Survival(row["t"]) / row["survival"], 1e-15);
        }
    }

    [Fact]
    public void Survival_and_spread_equal_high_precision_integration_of_the_curve()
    {
        double worst = 0;
        ReferenceTable values = ReferenceTable.Load("credit-grades", "values.csv");
        Assert.Equal(30, values.Rows.Count);
        foreach (ReferenceTable.Row row in values.Rows)
        {
            CreditGradesCurve curve = CreditGradesModel.Curve(InputsOf(row));
            Assert.Equal(1, curve.Survival(row["t"]) / row["survival"], 1e-15);
            double error = Math.Abs((curve.Spread(row["t"], row["r"], row["R"]) / row["spread"]) - 1);
            worst = Math.Max(worst, error);
            Assert.True(error < 1e-13, $"{error:g3} {row}");
        }

        Assert.True(worst < 1e-13, $"{worst:g3}");
    }

    /// <summary>The published closed form and the quadrature are two routes; where the one takes over from the other no step is seen.</summary>
    [Fact]
    public void Spread_is_continuous_in_the_rate_through_zero()
    {
        CreditGradesCurve curve = CreditGradesModel.Curve(new CreditGradesInputs { SharePrice = 50, EquityVolatility = 0.4, DebtPerShare = 60 });
        double below = curve.Spread(5, 0.002 - 1e-12, 0.3);
        double above = curve.Spread(5, 0.002 + 1e-12, 0.3);
        Assert.Equal(1, above / below, 1e-11);
        Assert.Equal(1, curve.Spread(5, 1e-13, 0.3) / curve.Spread(5, -1e-13, 0.3), 1e-11);
    }

    [Fact]
    public void Survival_falls_with_the_horizon_and_with_debt_and_lies_between_0_and_1()
    {
        var random = new SplitMix(71);
        for (int i = 0; i < 500; i++)
        {
            CreditGradesInputs firm = new()
            {
                SharePrice = random.LogUniform(-1, 3),
                EquityVolatility = random.Uniform(0.05, 1.5),
                DebtPerShare = random.LogUniform(-1, 3),
                MeanRecovery = random.Uniform(0.1, 1),
                RecoveryDispersion = i % 4 == 0 ? 0 : random.Uniform(0, 0.6),
            };
            CreditGradesCurve curve = CreditGradesModel.Curve(firm);
            CreditGradesCurve indebted = CreditGradesModel.Curve(firm with { DebtPerShare = firm.DebtPerShare * 1.5, ReferenceSharePrice = firm.SharePrice });
            double previous = double.NegativeInfinity;
            double previousSurvival = 1;
            for (double t = 0; t <= 10; t += 0.25)
            {
                double log = curve.LogDefaultProbability(t);
                Assert.True(log >= previous && log <= 0, $"{t} {log} {previous}");
                Assert.True(curve.Survival(t) <= previousSurvival && curve.Survival(t) >= 0);
                previous = log;
                previousSurvival = curve.Survival(t);
            }

            // At one asset volatility; more debt alone also lowers the asset volatility that a given equity volatility implies.
            double sameAssets = firm.EquityVolatility * (indebted.AssetVolatility > 0 ? curve.AssetVolatility / indebted.AssetVolatility : 1);
            CreditGradesCurve moreDebt = CreditGradesModel.Curve(firm with { DebtPerShare = firm.DebtPerShare * 1.5, EquityVolatility = sameAssets });
            Assert.Equal(1, moreDebt.AssetVolatility / curve.AssetVolatility, 1e-14);
            Assert.True(moreDebt.LogDefaultProbability(5) >= curve.LogDefaultProbability(5));
        }
    }

    [Fact]
    public void Without_dispersion_the_curve_starts_at_one_and_with_it_below()
    {
        CreditGradesInputs firm = new() { SharePrice = 50, EquityVolatility = 0.4, DebtPerShare = 60, RecoveryDispersion = 0 };
        Assert.Equal(1, CreditGradesModel.Curve(firm).Survival(0));
        Assert.True(CreditGradesModel.Curve(firm with { RecoveryDispersion = 0.5 }).Survival(0) < 1);
    }

    [Fact]
    public void The_unit_of_money_does_not_matter()
    {
        CreditGradesInputs firm = new() { SharePrice = 50, EquityVolatility = 0.4, DebtPerShare = 60 };
        CreditGradesCurve cents = CreditGradesModel.Curve(firm with { SharePrice = 5000, DebtPerShare = 6000 });
        Assert.Equal(CreditGradesModel.Curve(firm).Spread(5, 0.03, 0.4), cents.Spread(5, 0.03, 0.4), 1e-16);
    }

    [Fact]
    public void Figures_without_a_curve_have_a_status_and_asking_such_a_curve_throws()
    {
        CreditGradesInputs firm = new() { SharePrice = 50, EquityVolatility = 0.4, DebtPerShare = 60 };
        CreditGradesCurve invalid = CreditGradesModel.Curve(firm with { SharePrice = double.NaN });
        Assert.Equal((ModelStatus.InvalidInput, "SharePrice"), (invalid.Status, invalid.OffendingInput));
        Assert.Throws<InvalidOperationException>(() => invalid.Survival(1));
        Assert.Equal("MeanRecovery", CreditGradesModel.Curve(firm with { MeanRecovery = 1.2 }).OffendingInput);
        Assert.Equal("RecoveryDispersion", CreditGradesModel.Curve(firm with { RecoveryDispersion = -0.1 }).OffendingInput);
        Assert.Equal("ReferenceSharePrice", CreditGradesModel.Curve(firm with { ReferenceSharePrice = 0 }).OffendingInput);
        Assert.Equal(ModelStatus.DegenerateNoVolatility, CreditGradesModel.Curve(firm with { EquityVolatility = 0 }).Status);
        Assert.Equal(ModelStatus.Underflow, CreditGradesModel.Curve(firm with { SharePrice = 1e-300, DebtPerShare = 1e300 }).Status);
        CreditGradesCurve noDebt = CreditGradesModel.Curve(firm with { DebtPerShare = 0 });
        Assert.Equal(ModelStatus.DegenerateNoDebt, noDebt.Status);
        Assert.Equal((1, 0), (noDebt.Survival(5), noDebt.Spread(5, 0.03, 0.4)));
        Assert.Equal(ModelStatus.NotRun, default(CreditGradesCurve).Status);
        Assert.Throws<InvalidOperationException>(() => default(CreditGradesCurve).Survival(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => noDebt.Survival(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CreditGradesModel.Curve(firm).Spread(5, 0.03, 1));
    }

    private static CreditGradesInputs InputsOf(ReferenceTable.Row row) => new()
    {
        SharePrice = row["S"],
        EquityVolatility = row["sigmaS"],
        DebtPerShare = row["Dps"],
        MeanRecovery = row["L"],
        RecoveryDispersion = row["lambda"],
    };
}
