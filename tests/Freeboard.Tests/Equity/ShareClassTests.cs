using Freeboard.Equity;
using Freeboard.Numerics.Regression;
using Freeboard.Structural;
using Freeboard.Structural.Sensitivity;
using Freeboard.Volatility;

namespace Freeboard.Tests.Equity;

public sealed class ShareClassTests
{
    private static readonly ShareCapital Capital = new() { Tradable = 600, Restricted = 300, B = 60, H = 40 };

    [Fact]
    public void B_and_H_shares_count_at_their_own_prices()
    {
        EquityValue value = EquityValuation.Value(new SharePrices { Tradable = 5, B = 2, H = 3 }, Capital, new AtNetAssetsPerShare(), 2000, null);
        Assert.Equal(EquityValuationStatus.Valued, value.Status);
        Assert.Equal(120, value.B);
        Assert.Equal(120, value.H);
        Assert.Equal(3000 + 120 + 120, value.Tradable);
        Assert.Equal(3240 + (2 * 300), value.Total);
        Assert.Equal(ShareClasses.None, value.AtTradablePrice);
    }

    [Fact]
    public void A_class_without_a_price_counts_at_the_tradable_price_and_is_named()
    {
        EquityValue value = EquityValuation.Value(new SharePrices { Tradable = 5, H = 3 }, Capital, RestrictedShareModel.Default, null, null);
        Assert.Equal(ShareClasses.B, value.AtTradablePrice);
        Assert.Equal(5 * 60, value.B);
        Assert.Equal(3000 + 300 + 120, value.Tradable);
        Assert.Equal(ShareClasses.B | ShareClasses.H, EquityValuation.Value(5, Capital, RestrictedShareModel.Default, null, null).AtTradablePrice);
        Assert.Equal(ShareClasses.None, EquityValuation.Value(5, Capital with { B = 0, H = 0 }, RestrictedShareModel.Default, null, null).AtTradablePrice);
    }

    [Fact]
    public void Own_prices_equal_to_the_tradable_one_change_nothing_but_the_name()
    {
        SplitMix random = new(17);
        for (int i = 0; i < 200; i++)
        {
            double price = random.LogUniform(-1, 3);
            ShareCapital capital = new() { Tradable = random.LogUniform(5, 10), Restricted = random.LogUniform(5, 10), B = random.LogUniform(5, 9), H = random.LogUniform(5, 9) };
            EquityValue one = EquityValuation.Value(price, capital, new AtDiscount(0.3), null, null);
            EquityValue three = EquityValuation.Value(new SharePrices { Tradable = price, B = price, H = price }, capital, new AtDiscount(0.3), null, null);
            Assert.Equal(one.Total, three.Total, 1e-15 * one.Total * 4);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_class_price_that_is_none_is_reported(double price)
    {
        EquityValue value = EquityValuation.Value(new SharePrices { Tradable = 5, H = price }, Capital, RestrictedShareModel.Default, null, null);
        Assert.Equal(EquityValuationStatus.InvalidInput, value.Status);
        Assert.Contains("H shares", value.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fitted_regression_prices_restricted_shares_with_the_error_of_a_prediction()
    {
        LeastSquaresFit fit = SampleFit();
        ByFittedRegression model = new(fit.ToModel(), "sample");
        EquityValue value = EquityValuation.Value(6, Capital, model, netAssets: 3000, netIncome: 240);
        Prediction expected = fit.ToModel().Predict([3000.0 / 1000, 6, 240.0 / 3000]);
        Assert.Equal(EquityValuationStatus.Valued, value.Status);
        Assert.Equal(expected.Mean, value.RestrictedPrice);
        Assert.Equal(300 * expected.StandardErrorOfObservation, value.StandardError);
        Assert.Equal(fit.DegreesOfFreedom!.Value, value.DegreesOfFreedom);
        Assert.Equal("by-fitted-regression(sample)", model.Name);
        Assert.Equal(EquityValuationStatus.MissingNetAssets, EquityValuation.Value(6, Capital, model, null, 240).Status);
        Assert.Equal(EquityValuationStatus.MissingNetIncome, EquityValuation.Value(6, Capital, model, 3000, null).Status);
        EquityValue other = EquityValuation.Value(6, Capital, new AtDiscount(0.1), null, null);
        Assert.Equal(0, other.StandardError);
        Assert.Equal(double.PositiveInfinity, other.DegreesOfFreedom);
    }

    [Fact]
    public void A_fitted_regression_of_given_coefficients_is_the_given_regression()
    {
        LinearModel line = new()
        {
            Response = "P2",
            HasIntercept = true,
            Names = ["constant", RestrictedShareVariables.NetAssetsPerShare, RestrictedShareVariables.TradablePrice, RestrictedShareVariables.ReturnOnEquity],
            Coefficients = [0.5, 0.8, 0.2, 3],
            Covariance = new CoefficientCovariance("classical", new double[4, 4]),
            ResidualVariance = 0,
            DegreesOfFreedom = 10,
        };
        EquityValue fitted = EquityValuation.Value(6, Capital, new ByFittedRegression(line, "x"), 3000, 240);
        EquityValue given = EquityValuation.Value(6, Capital, new ByRegression(0.5, 0.8, 0.2, 3), 3000, 240);
        Assert.Equal(given.Total, fitted.Total, 1e-11);
        Assert.Equal(0, fitted.StandardError);
    }

    [Fact]
    public void A_predictor_that_no_file_holds_is_refused_by_name()
    {
        LinearModel line = SampleFit().ToModel();
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ByFittedRegression(line with { Names = ["constant", "net_assets_per_share", "moon_phase", "return_on_equity"] }, "x"));
        Assert.Contains("moon_phase", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_equity_is_carried_to_the_distances_by_the_analytic_slopes()
    {
        // Hull's firm: an equity error of 3 %. The ends of the interval of E, mapped through the equations, must lie at those of the interval of d2.
        MertonInputs hull = new() { EquityValue = 3, EquityVolatility = 0.80, DefaultPoint = 10, RiskFreeRate = 0.05, HorizonYears = 1 };
        DistanceIntervals carried = EquityErrorPropagation.Carry(hull, 0.09);
        CarriedError d2 = carried.DistanceRiskNeutral!.Value;
        double low = TwoEquations.Solve(hull with { EquityValue = 3 - (1.959964 * 0.09) }).D2;
        double high = TwoEquations.Solve(hull with { EquityValue = 3 + (1.959964 * 0.09) }).D2;
        Assert.Equal(low, d2.Lower, 0.03 * (high - low));
        Assert.Equal(high, d2.Upper, 0.03 * (high - low));
        Assert.True(d2.Lower < d2.Value && d2.Value < d2.Upper);
        CarriedError logEdf = carried.LogEdf!.Value;
        Assert.True(logEdf.Lower < carried.Solution.LogDefaultProbability && logEdf.Upper > carried.Solution.LogDefaultProbability);
        Assert.Equal(d2.StandardError * 0.5, EquityErrorPropagation.Carry(hull, 0.045).DistanceRiskNeutral!.Value.StandardError, 1e-15);
        Assert.Equal(0, EquityErrorPropagation.Carry(hull, 0).DistanceKmv!.Value.StandardError);
        Assert.Null(EquityErrorPropagation.Carry(hull with { DefaultPoint = 0 }, 0.1).DistanceRiskNeutral);
        Assert.Throws<ArgumentOutOfRangeException>(() => EquityErrorPropagation.Carry(hull, -1));
    }

    [Fact]
    public void Carried_intervals_are_the_mapped_ones_when_errors_are_small()
    {
        SplitMix random = new(5);
        int checkedFirms = 0;
        double worst = 0;
        for (int i = 0; i < 300; i++)
        {
            double e = random.LogUniform(-1, 1);
            MertonInputs firm = new() { EquityValue = e, EquityVolatility = random.Uniform(0.2, 1), DefaultPoint = 1, RiskFreeRate = random.Uniform(0, 0.05), HorizonYears = 1 };
            double error = 0.02 * e;
            CarriedError d2 = EquityErrorPropagation.Carry(firm, error).DistanceRiskNeutral!.Value;
            double low = TwoEquations.Solve(firm with { EquityValue = e - (1.959963984540054 * error) }).D2;
            double high = TwoEquations.Solve(firm with { EquityValue = e + (1.959963984540054 * error) }).D2;
            worst = Math.Max(worst, Math.Max(Math.Abs(low - d2.Lower), Math.Abs(high - d2.Upper)) / (high - low));
            checkedFirms++;
        }

        Assert.Equal(300, checkedFirms);
        Assert.True(worst < 0.03, $"{worst}");
    }

    [Fact]
    public void Half_of_the_predictions_lie_inside_their_own_half_intervals()
    {
        // The interval of the distance covers the distance at the price that was really paid as often as it says.
        SplitMix random = new(31);
        int hits = 0;
        const int Trials = 1500;
        for (int k = 0; k < Trials; k++)
        {
            double[] naps = [.. Enumerable.Range(0, 25).Select(_ => random.Uniform(1, 6))];
            double[] paid = [.. naps.Select(v => 0.3 + (0.9 * v) + (0.4 * Normal(random)))];
            LinearModel line = LeastSquares.Fit(new RegressionColumn("P2", paid), [new RegressionColumn(RestrictedShareVariables.NetAssetsPerShare, naps)]).ToModel();
            ByFittedRegression model = new(line, "k");
            EquityValue value = EquityValuation.Value(6, Capital, model, 3500, null);
            double really = 0.3 + (0.9 * 3.5) + (0.4 * Normal(random));
            MertonInputs firm = new() { EquityValue = value.Total, EquityVolatility = 0.5, DefaultPoint = 4000, RiskFreeRate = 0.02, HorizonYears = 1 };
            CarriedError interval = EquityErrorPropagation.Carry(firm, value.StandardError, 0.5, value.DegreesOfFreedom).DistanceRiskNeutral!.Value;
            double truth = TwoEquations.Solve(firm with { EquityValue = (6 * 700) + (really * 300) }).D2;
            hits += interval.Lower <= truth && truth <= interval.Upper ? 1 : 0;
        }

        // Three standard errors of a frequency of one half in 1,500 trials are 3.9 points.
        Assert.InRange(hits / (double)Trials, 0.461, 0.539);
    }

    [Fact]
    public void The_average_of_the_first_ten_days_is_their_mean()
    {
        PriceObservation[] closes = [.. Enumerable.Range(1, 20).Select(i => new PriceObservation { Date = new DateOnly(2019, 1, i), AdjustedClose = 10 + i })];
        FirstDaysAverage average = FirstDaysPrice.Average(closes, 30, new DateOnly(2019, 1, 1));
        Assert.Equal(new FirstDaysAverage(FirstDaysStatus.Valued, 15.5, 10), average);
        Assert.Equal(12, FirstDaysPrice.Average(closes, 30, new DateOnly(2018, 1, 1), 3).Price, 1e-14);
        Assert.Equal(17, FirstDaysPrice.Average(closes, 30, new DateOnly(2019, 1, 6), 3).Price, 1e-14);
    }

    [Fact]
    public void The_average_is_in_todays_shares()
    {
        // Ten for ten on the fourth day: adjusted closes run on, unadjusted ones halve. The average of the first three days in today's shares is half of what was paid.
        PriceObservation[] closes = [.. Enumerable.Range(1, 6).Select(i => new PriceObservation { Date = new DateOnly(2019, 1, i), AdjustedClose = 20 })];
        Assert.Equal(10, FirstDaysPrice.Average(closes, lastClose: 10, new DateOnly(2019, 1, 1), 3).Price);
    }

    [Fact]
    public void Too_few_days_bad_closes_and_disorder_have_statuses()
    {
        PriceObservation[] closes = [.. Enumerable.Range(1, 5).Select(i => new PriceObservation { Date = new DateOnly(2019, 1, i), AdjustedClose = 20 })];
        FirstDaysAverage few = FirstDaysPrice.Average(closes, 20, new DateOnly(2019, 1, 1));
        Assert.Equal(FirstDaysStatus.NotEnoughDays, few.Status);
        Assert.Equal(5, few.Days);
        Assert.True(double.IsNaN(few.Price));
        Assert.Equal(FirstDaysStatus.NotEnoughDays, FirstDaysPrice.Average([], 20, new DateOnly(2019, 1, 1)).Status);
        Assert.Equal(FirstDaysStatus.InvalidInput, FirstDaysPrice.Average([closes[0] with { AdjustedClose = 0 }, closes[1]], 20, new DateOnly(2019, 1, 1), 2).Status);
        Assert.Equal(FirstDaysStatus.InvalidInput, FirstDaysPrice.Average([closes[1], closes[0]], 20, new DateOnly(2019, 1, 1), 2).Status);
        Assert.Equal(FirstDaysStatus.NotRun, default(FirstDaysAverage).Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => FirstDaysPrice.Average(closes, 20, new DateOnly(2019, 1, 1), 0));
    }

    private static double Normal(SplitMix random) => Freeboard.Numerics.NormalQuantile.FromProbability(random.Uniform(1e-12, 1));

    private static LeastSquaresFit SampleFit()
    {
        SplitMix random = new(8);
        double[][] x = [new double[40], new double[40], new double[40]];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++)
        {
            (x[0][i], x[1][i], x[2][i]) = (random.Uniform(1, 6), random.Uniform(3, 12), random.Uniform(-0.05, 0.2));
            y[i] = 0.2 + (0.7 * x[0][i]) + (0.25 * x[1][i]) + (2 * x[2][i]) + (0.3 * Normal(random));
        }

        return LeastSquares.Fit(
            new RegressionColumn("P2", y),
            [
                new RegressionColumn(RestrictedShareVariables.NetAssetsPerShare, x[0]),
                new RegressionColumn(RestrictedShareVariables.TradablePrice, x[1]),
                new RegressionColumn(RestrictedShareVariables.ReturnOnEquity, x[2]),
            ]);
    }
}
