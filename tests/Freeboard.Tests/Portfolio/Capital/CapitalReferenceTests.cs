using Freeboard.Portfolio.Capital;

namespace Freeboard.Tests.Portfolio.Capital;

public sealed class CapitalReferenceTests
{
    [Fact]
    public void Risk_weights_of_annex_5_to_the_printed_digit()
    {
        int printed = 0;
        foreach (ReferenceTable.Row row in ReferenceTable.Load("capital", "irb.csv").Rows)
        {
            IrbCapital capital = IrbModel.Capital(
                new IrbExposure { Class = Enum.Parse<IrbClass>(row.Text("class")), DefaultProbability = row["pd"], LossGivenDefault = 0.45, AnnualSalesMillions = 5 },
                IrbOptions.BaselTwo);
            double percent = 100 * capital.RiskWeight!.Value;
            Assert.Equal(row["computed"], percent, 1e-10 * percent);
            if (row.Has("published"))
            {
                Assert.Equal(row["published"], percent, row["tolerance"]);
                printed++;
            }
        }

        Assert.Equal(25, printed);
    }

    [Fact]
    public void A_financial_institution_has_five_quarters_of_the_correlation()
    {
        IrbCapital capital = IrbModel.Capital(new IrbExposure { Class = IrbClass.Corporate, DefaultProbability = 0.01, LossGivenDefault = 0.45, IsFinancialInstitution = true });
        Assert.Equal(1.1794939000861531, capital.RiskWeight!.Value, 1e-12);
    }

    [Fact]
    public void Vasiceks_quantile_and_the_mean_beyond_it()
    {
        foreach (ReferenceTable.Row row in ReferenceTable.Load("capital", "vasicek.csv").Rows)
        {
            double value = row.Text("quantity") == "quantile"
                ? AsymptoticSingleFactor.Quantile(row["pd"], row["rho"], row["level"])
                : AsymptoticSingleFactor.ExpectedShortfall(row["pd"], row["rho"], row["level"]);
            Assert.Equal(row["value"], value, 1e-13 * row["value"] * (row["level"] > 0.999 ? 10 : 1));
        }
    }

    [Fact]
    public void Standard_deviation_and_default_correlation()
    {
        Assert.Equal(0.015456945981449574, AsymptoticSingleFactor.StandardDeviation(0.01, 0.2), 1e-15);
        Assert.Equal(5.717085533044934e-05, AsymptoticSingleFactor.JointDefaultProbability(0.0106, 0.0006, 0.3), 1e-17);
        Assert.Equal(0.020261533983138878, AsymptoticSingleFactor.DefaultCorrelation(0.0106, 0.0006, 0.3)!.Value, 1e-14);
    }

    [Fact]
    public void The_regulatory_delta_is_that_of_its_authors() => Assert.Equal(4.83, RegulatoryGranularity.Delta(0.25, 0.999), 0.005);
}
