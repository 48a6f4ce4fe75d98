using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>Delta by the likelihood, against the likelihood written out plainly.</summary>
public class NusLikelihoodTests
{
    private const double TrueDelta = 0.4;

    [Fact]
    public void The_shared_delta_maximises_the_sum_of_the_plain_likelihoods()
    {
        NusSeries[] sector = [.. Enumerable.Range(0, 6).Select(i => Firm((uint)i, 0.25))];
        IReadOnlyList<NusEstimate> estimates = NusLikelihood.FitSector(sector);
        double delta = estimates[0].Delta;
        Assert.InRange(delta, 0.01, 0.99);
        Assert.All(estimates, e => Assert.Equal((EstimationStatus.Converged, delta), (e.Estimate.Status, e.Delta)));
        double At(double d) => sector.Sum(firm => NusLikelihood.FitAtDelta(firm, d).Estimate.LogLikelihood);
        double error = estimates[0].StandardErrorOfDelta;
        double top = At(delta);
        double h = Math.Min(0.2 * error, 0.1);
        Assert.True(At(delta + h) < top && At(delta - h) < top);
        double information = -(At(delta + h) + At(delta - h) - (2 * top)) / (h * h);
        Assert.Equal(1 / Math.Sqrt(information), error, 0.02 * error);
        double slope = ((8 * (At(delta + 0.01) - At(delta - 0.01))) - (At(delta + 0.02) - At(delta - 0.02))) / 0.12;
        Assert.Equal(0, slope * error, 1e-5);

        // The truth lies where the likelihood says it may.
        Assert.InRange(TrueDelta, delta - (3 * error), delta + (3 * error));
    }

    [Fact]
    public void At_a_given_delta_it_is_Duans_likelihood_of_the_scaled_assets()
    {
        NusSeries firm = Firm(3, 0);
        WindowEstimate nus = NusLikelihood.FitAtDelta(firm, TrueDelta).Estimate;
        double[] debts = [.. Enumerable.Range(0, firm.Times.Length).Select(i => firm.DefaultPoints.Span[i] + (TrueDelta * firm.OtherLiabilities.Span[i]))];
        var series = new EquitySeries { Times = firm.Times.ToArray(), EquityValues = firm.EquityValues.ToArray(), DefaultPoints = debts, RiskFreeRates = firm.RiskFreeRates.ToArray() };
        WindowEstimate duan = DuanLikelihood.Fit(series.Window);

        // Book assets that do not grow scale nothing.
        Assert.Equal(duan.AssetVolatility, nus.AssetVolatility, 1e-13);
        Assert.Equal(duan.LogLikelihood, nus.LogLikelihood, 1e-9);
        Assert.Equal(duan.StandardErrorOfDrift, nus.StandardErrorOfDrift, 1e-12);
    }

    [Fact]
    public void A_step_of_debt_and_book_assets_together_is_no_asset_risk()
    {
        // The firm doubles on day 100: debts, book assets, and equity.
        NusSeries firm = Firm(5, 0);
        double[] Doubled(ReadOnlyMemory<double> values) => [.. values.ToArray().Select((v, i) => i < 100 ? v : 2 * v)];
        NusSeries merged = firm with
        {
            EquityValues = Doubled(firm.EquityValues),
            DefaultPoints = Doubled(firm.DefaultPoints),
            OtherLiabilities = Doubled(firm.OtherLiabilities),
            TotalAssets = Doubled(firm.TotalAssets),
        };
        Assert.Equal(NusLikelihood.FitAtDelta(firm, TrueDelta).Estimate.AssetVolatility, NusLikelihood.FitAtDelta(merged, TrueDelta).Estimate.AssetVolatility, 1e-12);
    }

    [Fact]
    public void A_delta_at_its_bound_is_said_to_be_there()
    {
        int bound = 0;
        for (uint i = 0; i < 12; i++)
        {
            NusEstimate e = NusLikelihood.Fit(Firm(40 + i, 0.1));
            if (e.Delta is 0 or 1)
            {
                Assert.Equal((EstimationStatus.BoundBinds, "Delta"), (e.Estimate.Status, e.Estimate.BindingBound));
                Assert.True(double.IsNaN(e.StandardErrorOfDelta));
                Assert.True(e.Estimate.AssetVolatility > 0);
                bound++;
            }
            else
            {
                Assert.Equal(EstimationStatus.Converged, e.Estimate.Status);
                WindowEstimate given = NusLikelihood.FitAtDelta(Firm(40 + i, 0.1), e.Delta).Estimate;
                Assert.True(e.Estimate.StandardErrorOfVolatility >= given.StandardErrorOfVolatility);
            }
        }

        Assert.InRange(bound, 1, 11);
    }

    [Fact]
    public void Missing_and_impossible_balance_sheets_have_a_status()
    {
        NusSeries firm = Firm(1, 0);
        double[] other = firm.OtherLiabilities.ToArray();
        other[10] = double.NaN;
        Assert.Equal(1, NusLikelihood.FitAtDelta(firm with { OtherLiabilities = other }, 0.4).Estimate.SkippedDays);
        other = firm.OtherLiabilities.ToArray();
        other[10] = -1;
        NusEstimate bad = NusLikelihood.Fit(firm with { OtherLiabilities = other });
        Assert.Equal((EstimationStatus.InvalidInput, "OtherLiabilities"), (bad.Estimate.Status, bad.Estimate.OffendingInput));
        Assert.True(double.IsNaN(bad.Delta));
        double[] assets = firm.TotalAssets.ToArray();
        assets[3] = 0;
        Assert.Equal("TotalAssets", NusLikelihood.Fit(firm with { TotalAssets = assets }).Estimate.OffendingInput);
        Assert.Equal("TotalAssets", NusLikelihood.Fit(firm with { TotalAssets = assets.AsMemory(1) }).Estimate.OffendingInput);

        // One firm without an estimate does not lose the sector.
        IReadOnlyList<NusEstimate> sector = NusLikelihood.FitSector([firm with { TotalAssets = assets }, firm, Firm(2, 0.2)]);
        Assert.Equal(EstimationStatus.InvalidInput, sector[0].Estimate.Status);
        Assert.True(sector[1].Estimate.AssetVolatility > 0 && sector[2].Estimate.AssetVolatility > 0);
    }

    [Fact]
    public void Settings_it_does_not_have_are_the_callers_bug()
    {
        Assert.Throws<ArgumentException>(() => NusLikelihood.Fit(Firm(1, 0), WindowOptions.Default with { Survivorship = SurvivorshipCorrection.AtWindowEnd }));
        Assert.Throws<ArgumentOutOfRangeException>(() => NusLikelihood.FitAtDelta(Firm(1, 0), 1.5));
    }

    /// <summary>A firm whose default point is 40 + 0.4 x 60, with balance sheets that step each quarter by a share.</summary>
    private static NusSeries Firm(uint stream, double step)
    {
        SimulatedFirm firm = SimulatedFirm.Create(900 + stream, 0.3, 40 + (TrueDelta * 60), drift: 0.02);
        int days = firm.Series.Times.Length;
        double[] growth = [.. Enumerable.Range(0, days).Select(i => 1 + (step * (i / 63)))];
        double[] equity = [.. Enumerable.Range(0, days).Select(i => growth[i] * firm.Series.EquityValues[i])];
        return new NusSeries
        {
            Times = firm.Series.Times,
            EquityValues = equity,
            DefaultPoints = growth.Select(g => 40 * g).ToArray(),
            OtherLiabilities = growth.Select(g => 60 * g).ToArray(),
            TotalAssets = growth.Select(g => 100 * g).ToArray(),
            RiskFreeRates = firm.Series.RiskFreeRates,
            HorizonYears = 1,
        };
    }
}
