using Freeboard.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>The likelihood, its errors, its intervals and the correction for survivors against a likelihood that shares no line with the engine, and against simulation.</summary>
public class IndependentLikelihoodTests
{
    public static TheoryData<uint, double, double, bool> Firms => new()
    {
        // stream, volatility, debt, given survival
        { 900, 0.25, 60, false },
        { 901, 0.4, 80, false },
        { 902, 0.15, 85, false },
        { 903, 0.3, 110, false },
        { 900, 0.25, 60, true },
        { 904, 0.3, 75, true },
        { 0, 0.35, 80, true },
    };

    [Theory]
    [MemberData(nameof(Firms))]
    public void Maximum_and_standard_errors_are_those_of_second_differences(uint stream, double volatility, double debt, bool survived)
    {
        EquitySeries series = Firm(stream, volatility, debt, unequal: stream % 2 == 0, survived);
        WindowEstimate e = DuanLikelihood.Fit(series.Window, With(survived));
        Assert.Equal(EstimationStatus.Converged, e.Status);
        double s = e.AssetVolatility;
        double m = e.Drift;
        double L(double sigma, double mu) => LogLikelihood(series, sigma, mu, survived);
        double top = L(s, m);
        Assert.Equal(top, e.LogLikelihood, 1e-8);

        // Second differences at two steps, the error of the square of the step taken out.
        (double Ss, double Sm, double Mm) fine = Second(0.02);
        (double Ss, double Sm, double Mm) coarse = Second(0.04);
        double ss = ((4 * fine.Ss) - coarse.Ss) / 3;
        double sm = ((4 * fine.Sm) - coarse.Sm) / 3;
        double mm = ((4 * fine.Mm) - coarse.Mm) / 3;
        double determinant = (ss * mm) - (sm * sm);
        Assert.True(ss < 0 && determinant > 0);
        Assert.Equal(1, e.StandardErrorOfVolatility / Math.Sqrt(-mm / determinant), 2e-4);
        Assert.Equal(1, e.StandardErrorOfDrift / Math.Sqrt(-ss / determinant), 2e-4);

        (double Ss, double Sm, double Mm) Second(double share)
        {
            double a = share * e.StandardErrorOfVolatility;
            double b = share * e.StandardErrorOfDrift;
            return (
                (L(s + a, m) + L(s - a, m) - (2 * top)) / (a * a),
                (L(s + a, m + b) - L(s + a, m - b) - L(s - a, m + b) + L(s - a, m - b)) / (4 * a * b),
                (L(s, m + b) + L(s, m - b) - (2 * top)) / (b * b));
        }
    }

    [Theory]
    [MemberData(nameof(Firms))]
    public void Profile_intervals_end_where_the_best_likelihood_has_fallen_by_half_the_quantile(uint stream, double volatility, double debt, bool survived)
    {
        EquitySeries series = Firm(stream, volatility, debt, unequal: stream % 2 == 0, survived);
        LikelihoodIntervals i = DuanLikelihood.Intervals(series.Window, With(survived));
        Assert.Equal(EstimationStatus.Converged, i.Estimate.Status);

        // Half of 2.705543, the 90 % quantile of a chi-square of one degree.
        double floor = i.Estimate.LogLikelihood - 1.3527717270477064;
        double width = 12 * i.Estimate.StandardErrorOfDrift;
        foreach (double end in (double[])[i.VolatilityProfile.Lower, i.VolatilityProfile.Upper])
        {
            Assert.Equal(floor, Highest(mu => LogLikelihood(series, end, mu, survived), i.Estimate.Drift - width, i.Estimate.Drift + width), 1e-6);
        }

        double spread = 6 * i.Estimate.StandardErrorOfVolatility;
        foreach (double end in (double[])[i.DriftProfile.Lower, i.DriftProfile.Upper])
        {
            double best = Highest(sigma => LogLikelihood(series, sigma, end, survived), Math.Max(0.3 * i.Estimate.AssetVolatility, i.Estimate.AssetVolatility - spread), i.Estimate.AssetVolatility + spread);
            Assert.Equal(floor, best, 1e-5);
        }
    }

    [Theory]
    [InlineData(900, 0.25, 60)]
    [InlineData(904, 0.3, 75)]
    [InlineData(0, 0.35, 80)]
    [InlineData(0, 0.2, 85)]
    public void The_correction_for_survivors_is_the_share_of_simulated_firms_that_survive(uint stream, double volatility, double debt)
    {
        const int Paths = 400_000;
        EquitySeries series = Firm(stream, volatility, debt, unequal: false, survived: true);
        WindowEstimate e = DuanLikelihood.Fit(series.Window, With(survived: true));
        Assert.Equal(EstimationStatus.Converged, e.Status);
        double correction = e.LogLikelihood - LogLikelihood(series, e.AssetVolatility, e.Drift, survived: false);

        // Assets from the window's first day on, by the estimate: how many are above the default point on the last day?
        var random = new PhiloxStream(71, stream);
        double elapsed = series.Times[^1] - series.Times[0];
        double mean = Math.Log(Assets(series, 0, e.AssetVolatility) / series.DefaultPoints[^1]) + ((e.Drift - (0.5 * e.AssetVolatility * e.AssetVolatility)) * elapsed);
        double deviation = e.AssetVolatility * Math.Sqrt(elapsed);
        int alive = 0;
        for (int i = 0; i < Paths; i++)
        {
            alive += mean + (deviation * random.NextNormal()) > 0 ? 1 : 0;
        }

        double share = alive / (double)Paths;
        double error = Math.Sqrt((1 - share) / (share * Paths));
        Assert.InRange(share, 0.02, 0.99999);
        Assert.Equal(-Math.Log(share), correction, (4 * error) + 1e-7);
    }

    [Fact]
    public void Among_survivors_the_correction_takes_most_of_the_bias_of_the_drift_away()
    {
        // Half of these firms end below their default point. Those that do not have been lucky, and an estimate that does not know it is too high.
        const double Drift = -0.1;
        double plain = 0;
        double corrected = 0;
        int firms = 0;
        for (uint stream = 0; firms < 150; stream++)
        {
            SimulatedFirm firm = SimulatedFirm.Create(3000 + stream, 0.3, 90, drift: Drift);
            if (firm.AssetValues[^1] <= 90)
            {
                continue;
            }

            WindowEstimate given = DuanLikelihood.Fit(firm.Series.Window, With(survived: true));
            if (given.Status != EstimationStatus.Converged)
            {
                continue;
            }

            firms++;
            plain += DuanLikelihood.Fit(firm.Series.Window).Drift;
            corrected += given.Drift;
        }

        double biasPlain = (plain / firms) - Drift;
        double biasCorrected = (corrected / firms) - Drift;
        Assert.True(biasPlain > 0.1, $"plain {biasPlain:f3}");
        Assert.True(Math.Abs(biasCorrected) < biasPlain, $"plain {biasPlain:f3}, corrected {biasCorrected:f3}");
    }

    /// <summary>A firm; for stream 0 the first one that has a maximum given its survival.</summary>
    private static EquitySeries Firm(uint stream, double volatility, double debt, bool unequal, bool survived)
    {
        for (uint s = stream == 0 ? 910 : stream; ; s++)
        {
            EquitySeries series = SimulatedFirm.Create(s, volatility, debt, unequal: unequal).Series;
            if (stream != 0 || DuanLikelihood.Fit(series.Window, With(survived)).Status == EstimationStatus.Converged)
            {
                return series;
            }
        }
    }

    private static WindowOptions With(bool survived) => WindowOptions.Default with { Survivorship = survived ? SurvivorshipCorrection.AtWindowEnd : SurvivorshipCorrection.None };

    private static double Highest(Func<double, double> f, double low, double high)
    {
        double golden = (Math.Sqrt(5) - 1) / 2;
        for (int i = 0; i < 60; i++)
        {
            double a = high - (golden * (high - low));
            double b = low + (golden * (high - low));
            (low, high) = f(a) > f(b) ? (low, b) : (a, high);
        }

        return f(0.5 * (low + high));
    }

    private static double LogLikelihood(EquitySeries series, double sigma, double mu, bool survived)
    {
        int n = series.Times.Length;
        double[] v = [.. Enumerable.Range(0, n).Select(k => Assets(series, k, sigma))];
        double sum = 0;
        for (int k = 1; k < n; k++)
        {
            double dt = series.Times[k] - series.Times[k - 1];
            double mean = (mu - (0.5 * sigma * sigma)) * dt;
            double deviation = sigma * Math.Sqrt(dt);
            double z = (Math.Log(v[k] / v[k - 1]) - mean) / deviation;

            // Density of ln V, then of V, then of E.
            sum += (-0.5 * z * z) - Math.Log(deviation * Math.Sqrt(2 * Math.PI)) - Math.Log(v[k]) - Math.Log(N(D1(series, k, v[k], sigma)));
        }

        if (survived)
        {
            double elapsed = series.Times[^1] - series.Times[0];
            sum -= Math.Log(N((Math.Log(v[0] / series.DefaultPoints[^1]) + ((mu - (0.5 * sigma * sigma)) * elapsed)) / (sigma * Math.Sqrt(elapsed))));
        }

        return sum;
    }

    private static double D1(EquitySeries series, int k, double v, double sigma)
    {
        double t = series.HorizonYears;
        return (Math.Log(v / series.DefaultPoints[k]) + ((series.RiskFreeRates[k] + (0.5 * sigma * sigma)) * t)) / (sigma * Math.Sqrt(t));
    }

    /// <summary>By halving on the textbook's formula.</summary>
    private static double Assets(EquitySeries series, int k, double sigma)
    {
        double low = series.EquityValues[k];
        double high = series.EquityValues[k] + (2 * series.DefaultPoints[k]);
        for (int i = 0; i < 60; i++)
        {
            double v = 0.5 * (low + high);
            double d1 = D1(series, k, v, sigma);
            double equity = (v * N(d1)) - (series.DefaultPoints[k] * Math.Exp(-series.RiskFreeRates[k] * series.HorizonYears) * N(d1 - (sigma * Math.Sqrt(series.HorizonYears))));
            (low, high) = equity < series.EquityValues[k] ? (v, high) : (low, v);
        }

        return 0.5 * (low + high);
    }

    /// <summary>The normal distribution by its series (Marsaglia, 2004) and, in the tail, its continued fraction (Laplace).</summary>
    private static double N(double x)
    {
        double density = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) > 5)
        {
            double fraction = 0;
            for (int k = 60; k >= 1; k--)
            {
                fraction = k / (Math.Abs(x) + fraction);
            }

            double tail = density / (Math.Abs(x) + fraction);
            return x < 0 ? tail : 1 - tail;
        }

        double term = x;
        double sum = x;
        for (int k = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum) && k < 200; k++)
        {
            term *= x * x / ((2 * k) + 1);
            sum += term;
        }

        return 0.5 + (sum * density);
    }
}
