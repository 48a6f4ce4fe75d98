using Freeboard.Numerics;
using Freeboard.Numerics.Regression;

namespace Freeboard.Tests.Numerics.Regression;

public sealed class LeastSquaresLawTests
{
    [Fact]
    public void A_column_that_combines_others_is_named_with_its_factors()
    {
        (RegressionColumn y, RegressionColumn[] x) = Made(50, 3, seed: 1);
        RegressionColumn combined = Map("total", x[0], x[2], (a, c) => (2 * a) - (0.5 * c));
        LeastSquaresFit fit = LeastSquares.Fit(y, [x[0], x[1], x[2], combined]);
        Assert.Equal(RegressionStatus.RankDeficient, fit.Status);
        LinearDependency dependency = Assert.Single(fit.Dependencies);
        Assert.Equal("total", dependency.Column);
        Assert.Equal(["x1", "x3"], dependency.Terms.Select(t => t.Column));
        Assert.Equal(2, dependency.Terms[0].Factor, 1e-12);
        Assert.Equal(-0.5, dependency.Terms[1].Factor, 1e-12);
        Assert.Equal("total = 2 x1 - 0.5 x3", fit.Reason);
        Assert.Empty(fit.Terms);
        Assert.False(fit.HasNumbers);
    }

    [Fact]
    public void Constant_zero_and_repeated_columns_are_named()
    {
        (RegressionColumn y, RegressionColumn[] x) = Made(20, 1, seed: 2);
        RegressionColumn constant = new("unit", [.. Enumerable.Repeat(3.0, 20)]);
        RegressionColumn zero = new("nothing", new double[20]);
        RegressionColumn again = new("again", x[0].Values);
        LeastSquaresFit fit = LeastSquares.Fit(y, [x[0], constant, zero, again]);
        Assert.Equal(["unit = 3 constant", "nothing = 0", "again = 1 x1"], fit.Dependencies.Select(d => d.ToString()));
    }

    [Fact]
    public void Shares_that_sum_to_one_are_a_dependency_though_each_is_rounded()
    {
        // The dummy trap: parts rounded as doubles sum to one only to the last bit.
        SplitMix random = new(3);
        double[][] parts = [new double[40], new double[40], new double[40]];
        for (int i = 0; i < 40; i++)
        {
            double a = random.Uniform(0, 1);
            double b = random.Uniform(0, 1) * (1 - a);
            (parts[0][i], parts[1][i], parts[2][i]) = (a, b, 1 - a - b);
        }

        RegressionColumn y = new("y", [.. Enumerable.Range(0, 40).Select(_ => random.Uniform(0, 1))]);
        LeastSquaresFit fit = LeastSquares.Fit(y, [.. parts.Select((p, j) => new RegressionColumn($"share{j}", p))]);
        Assert.Equal("share2 = 1 constant - 1 share0 - 1 share1", fit.Reason);
    }

    [Fact]
    public void Residuals_are_orthogonal_to_every_column_and_sum_to_zero()
    {
        (RegressionColumn y, RegressionColumn[] x) = Made(80, 4, seed: 4);
        LeastSquaresFit fit = LeastSquares.Fit(y, x);
        double length = Math.Sqrt(fit.ResidualSumOfSquares!.Value);
        double[] residuals = fit.Residuals.ToArray();
        Assert.Equal(0, residuals.Sum() / length, 1e-13);
        foreach (RegressionColumn column in x)
        {
            Assert.Equal(0, residuals.Zip(column.Values.ToArray(), (e, v) => e * v).Sum() / length, 1e-11);
        }

        Assert.Equal(fit.Terms.Count, fit.Leverages().Sum(), 1e-12);
        Assert.Equal(y.Values.ToArray(), fit.Fitted.ToArray().Zip(residuals, (f, e) => f + e), new Close(1e-14));
    }

    [Fact]
    public void Units_of_columns_never_matter()
    {
        (RegressionColumn y, RegressionColumn[] x) = Made(40, 3, seed: 5);
        LeastSquaresFit plain = LeastSquares.Fit(y, x);
        LeastSquaresFit scaled = LeastSquares.Fit(Map("y", y, y, (a, _) => a * Math.ScaleB(1, -100)), [Map("x1", x[0], x[0], (a, _) => a * Math.ScaleB(1, 80)), x[1], Map("x3", x[2], x[2], (a, _) => a * Math.ScaleB(1, -60))]);
        Assert.Equal(plain.Terms.Select(t => t.TStatistic), scaled.Terms.Select(t => t.TStatistic), (a, b) => Math.Abs(a!.Value - b!.Value) <= 1e-13 * Math.Abs(a.Value));
        Assert.Equal(plain.RSquared!.Value, scaled.RSquared!.Value, 1e-14);
        Assert.Equal(plain.Terms[1].Coefficient * Math.ScaleB(1, -180), scaled.Terms[1].Coefficient, plain.Terms[1].Coefficient * Math.ScaleB(1, -180) * 1e-13);
        CoefficientCovariance robust = RobustCovariance.Heteroskedasticity(plain, HeteroskedasticityWeight.HC3);
        CoefficientCovariance robustScaled = RobustCovariance.Heteroskedasticity(scaled, HeteroskedasticityWeight.HC3);
        Assert.Equal(robust.StandardError(2) / plain.Terms[2].Coefficient, robustScaled.StandardError(2) / scaled.Terms[2].Coefficient, 1e-12);
    }

    [Fact]
    public void F_is_t_squared_with_one_column_and_agrees_with_R_squared()
    {
        LeastSquaresFit fit = NistData.Fit("norris");
        Assert.Equal(fit.Terms[1].TStatistic!.Value * fit.Terms[1].TStatistic!.Value, fit.FStatistic!.Value, 1e-8 * fit.FStatistic.Value);
        Assert.Equal(fit.Terms[1].PValue!.Value, fit.FPValue!.Value, 1e-10 * fit.FPValue.Value);
        LeastSquaresFit longley = NistData.Fit("longley");

        // R prints 0.9925 for the adjusted R2 of this regression; 0.992465007628826 in the tests of Apache Commons Math.
        Assert.Equal(0.992465007628826, longley.AdjustedRSquared!.Value, 1e-14);
    }

    [Fact]
    public void Partial_correlation_tests_are_the_t_tests_of_the_regression()
    {
        (RegressionColumn y, RegressionColumn[] x) = NistData.Columns("longley");
        LeastSquaresFit fit = LeastSquares.Fit(y, x);
        CorrelationMatrix partial = CorrelationMatrix.Partial([.. x, y]);
        Assert.Equal(fit.DegreesOfFreedom, partial.DegreesOfFreedom);
        for (int j = 0; j < 6; j++)
        {
            Assert.Equal(fit.Terms[j + 1].TStatistic!.Value, partial.TStatistic(j, 6)!.Value, 1e-9);
            Assert.Equal(fit.Terms[j + 1].PValue!.Value, partial.PValue(j, 6)!.Value, 1e-9);
        }
    }

    [Fact]
    public void Regression_through_the_origin_of_Longley_is_that_of_R()
    {
        // Coefficients, errors and sums as in the tests of Apache Commons Math, which have them from R.
        LeastSquaresFit fit = NistData.Fit("longley", new LeastSquaresOptions { Intercept = false });
        double[] printed = [-52.99357013868291, 0.07107319907358, -0.42346585566399, -0.57256866841929, -0.41420358884978, 48.41786562001326];
        for (int j = 0; j < printed.Length; j++)
        {
            Assert.Equal(printed[j], fit.Terms[j].Coefficient, 1e-11);
        }

        Assert.Equal(129.54486693117232, fit.Terms[0].StandardError, 1e-9);
        Assert.All(fit.Terms, term => Assert.False(term.IsIntercept));
    }

    [Fact]
    public void Backward_elimination_ends_as_the_study_did_on_a_sample_made_to_its_coefficients()
    {
        // 120 made firms with the coefficients that Huang (2024) prints (constant 0.0452, net assets per share 2.3634, price 0.3250, return on equity 0.2133) and an X4 of no effect.
        SplitMix random = new(2024);
        int n = 120;
        double[][] x = [new double[n], new double[n], new double[n], new double[n]];
        double[] p2 = new double[n];
        for (int i = 0; i < n; i++)
        {
            double quality = Normal(random);
            x[0][i] = 3 + quality + (0.4 * Normal(random));
            x[1][i] = 8 + (2 * quality) + Normal(random);
            x[2][i] = 5 + quality + (2 * Normal(random));
            x[3][i] = 0.5 - (0.3 * quality) + (0.5 * Normal(random));
            p2[i] = 0.0452 + (2.3634 * x[0][i]) + (0.3250 * x[1][i]) + (0.2133 * x[2][i]) + (0.6 * Normal(random));
        }

        RegressionColumn[] columns = [.. x.Select((v, j) => new RegressionColumn($"X{j + 1}", v))];
        IReadOnlyList<EliminationStep> steps = BackwardElimination.Run(new RegressionColumn("P2", p2), columns);
        Assert.Equal(2, steps.Count);
        Assert.Equal("X4", steps[0].Dropped);
        Assert.True(steps[0].PValue > 0.05);
        Assert.Equal(["constant", "X1", "X2", "X3"], steps[^1].Fit.Terms.Select(t => t.Name));
        Assert.All(steps[^1].Fit.Terms.Skip(1), t => Assert.True(t.PValue <= 0.05));
        Assert.True(steps[^1].Fit.Terms[1].Lower < 2.3634 && 2.3634 < steps[^1].Fit.Terms[1].Upper);
        Assert.True(steps[^1].Fit.AdjustedRSquared > 0.9);
    }

    [Fact]
    public void Elimination_of_everything_leaves_the_mean()
    {
        SplitMix random = new(11);
        RegressionColumn y = new("y", [.. Enumerable.Range(0, 30).Select(_ => Normal(random))]);
        RegressionColumn x = new("x", [.. Enumerable.Range(0, 30).Select(_ => Normal(random))]);
        IReadOnlyList<EliminationStep> steps = BackwardElimination.Run(y, [x], 1e-6);
        LeastSquaresFit last = steps[^1].Fit;
        Assert.Equal("constant", Assert.Single(last.Terms).Name);
        Assert.Equal(y.Values.ToArray().Average(), last.Terms[0].Coefficient, 1e-14);
        Assert.Null(last.FStatistic);
        Assert.Equal(0, last.RSquared!.Value, 1e-15);
    }

    [Fact]
    public void Intervals_cover_as_often_as_they_say()
    {
        SplitMix random = new(99);
        int coefficientHits = 0;
        int meanHits = 0;
        int observationHits = 0;
        const int Trials = 2000;
        double[] x = [.. Enumerable.Range(0, 15).Select(i => (double)i)];
        RegressionColumn column = new("x", x);
        for (int k = 0; k < Trials; k++)
        {
            LeastSquaresFit fit = LeastSquares.Fit(new RegressionColumn("y", [.. x.Select(v => 1 + (2 * v) + (3 * Normal(random)))]), [column]);
            coefficientHits += fit.Terms[1].Lower <= 2 && 2 <= fit.Terms[1].Upper ? 1 : 0;
            Prediction prediction = fit.ToModel().Predict([20]);
            (double low, double high) = prediction.ConfidenceInterval();
            meanHits += low <= 41 && 41 <= high ? 1 : 0;
            (low, high) = prediction.PredictionInterval();
            double seen = 41 + (3 * Normal(random));
            observationHits += low <= seen && seen <= high ? 1 : 0;
        }

        // Three standard errors of a frequency of 95 % in 2,000 trials are 1.5 points.
        foreach (int hits in (int[])[coefficientHits, meanHits, observationHits])
        {
            Assert.InRange(hits / (double)Trials, 0.935, 0.965);
        }
    }

    [Fact]
    public void Breusch_Pagan_and_Koenker_reject_as_often_as_they_say()
    {
        SplitMix random = new(123);
        const int Trials = 1000;
        int pagan = 0;
        int koenker = 0;
        int found = 0;
        double[] x = [.. Enumerable.Range(0, 100).Select(i => i / 10.0)];
        RegressionColumn column = new("x", x);
        for (int k = 0; k < Trials; k++)
        {
            LeastSquaresFit even = LeastSquares.Fit(new RegressionColumn("y", [.. x.Select(v => v + Normal(random))]), [column]);
            pagan += RegressionDiagnostics.BreuschPagan(even)!.PValue < 0.05 ? 1 : 0;
            koenker += RegressionDiagnostics.Koenker(even)!.PValue < 0.05 ? 1 : 0;
            LeastSquaresFit uneven = LeastSquares.Fit(new RegressionColumn("y", [.. x.Select(v => v + ((0.2 + v) * Normal(random)))]), [column]);
            found += RegressionDiagnostics.Koenker(uneven)!.PValue < 0.05 ? 1 : 0;
        }

        Assert.InRange(pagan / (double)Trials, 0.03, 0.07);
        Assert.InRange(koenker / (double)Trials, 0.03, 0.07);
        Assert.True(found > 0.95 * Trials);
    }

    [Fact]
    public void Bad_input_has_a_status_and_bugs_throw()
    {
        RegressionColumn y = new("y", [1, 2, 3]);
        RegressionColumn x = new("x", [1, 5, double.NaN]);
        LeastSquaresFit fit = LeastSquares.Fit(y, [x]);
        Assert.Equal(RegressionStatus.InvalidInput, fit.Status);
        Assert.Equal("x is NaN in row 3", fit.Reason);
        Assert.Equal(RegressionStatus.NotEnoughData, LeastSquares.Fit(y, [new("a", [1, 2, 4]), new("b", [0, 2, 1])]).Status);
        Assert.Equal(RegressionStatus.NotRun, new LeastSquaresFit().Status);
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [new("x", [1, 2])]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [new("x", [1, 2, 4]), new("x", [1, 2, 5])]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [], new LeastSquaresOptions { Intercept = false }));
        Assert.Throws<InvalidOperationException>(() => fit.Covariance());
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionColumn.Power(y, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeastSquaresOptions { RankTolerance = 1 });
        Assert.Equal(RegressionStatus.RankDeficient, CorrelationMatrix.Partial([new("a", [1, 2, 3, 5, 7]), new("b", [2, 4, 6, 10, 14])]).Status);
        Assert.Equal(RegressionStatus.NotEnoughData, CorrelationMatrix.Partial([y, new("b", [2, 4, 7]), new("c", [2, 4, 8])]).Status);
    }

    [Fact]
    public void A_constant_response_is_an_exact_fit_without_R_squared()
    {
        LeastSquaresFit fit = LeastSquares.Fit(new RegressionColumn("y", [5, 5, 5, 5]), [new RegressionColumn("x", [1, 2, 3, 5])]);
        Assert.Equal(RegressionStatus.ExactFit, fit.Status);
        Assert.Null(fit.RSquared);
        Assert.Equal(5, fit.Terms[0].Coefficient, 1e-15);
        Assert.Equal(0, fit.Terms[1].Coefficient, 1e-15);
    }

    private static double Normal(SplitMix random) => NormalQuantile.FromProbability(random.Uniform(1e-12, 1));

    private static (RegressionColumn, RegressionColumn[]) Made(int n, int k, ulong seed)
    {
        SplitMix random = new(seed);
        double[][] x = [.. Enumerable.Range(0, k).Select(_ => new double[n])];
        double[] y = new double[n];
        for (int i = 0; i < n; i++)
        {
            y[i] = 1 + Normal(random);
            for (int j = 0; j < k; j++)
            {
                x[j][i] = (j + 1) * Normal(random);
                y[i] += x[j][i];
            }
        }

        return (new RegressionColumn("y", y), [.. x.Select((v, j) => new RegressionColumn($"x{j + 1}", v))]);
    }

    private static RegressionColumn Map(string name, RegressionColumn a, RegressionColumn b, Func<double, double, double> map) =>
        new(name, [.. a.Values.ToArray().Zip(b.Values.ToArray(), map)]);

    private sealed class Close(double relative) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= relative * Math.Max(1, Math.Abs(x));

        public int GetHashCode(double obj) => 0;
    }
}
