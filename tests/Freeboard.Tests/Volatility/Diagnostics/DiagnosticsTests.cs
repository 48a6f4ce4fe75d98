using Freeboard.Numerics;
using Freeboard.Volatility.Diagnostics;
using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Diagnostics;

public class DiagnosticsTests
{
    private static readonly ReferenceTable Printed = ReferenceTable.Load("garch-diagnostics", "values.csv");

    [Fact]
    public void Every_test_gives_the_statistic_and_probability_of_statsmodels()
    {
        int compared = 0;
        double largest = 0;
        foreach (var group in Printed.Rows.GroupBy(row => (Series: row.Text("series"), N: (int)row["n"])))
        {
            double[] returns = [.. ReferenceTable.Load("garch", "series", group.Key.Series + ".csv").Rows.Take(group.Key.N).Select(row => row["return"])];
            double mean = returns.Average();
            double[] e = [.. returns.Select(r => r - mean)];
            double[] z = new double[e.Length];
            double h = e.Average(v => v * v);
            for (int t = 0; t < e.Length; t++)
            {
                z[t] = e[t] / Math.Sqrt(h);
                h = (0.94 * h) + (0.06 * e[t] * e[t]);
            }

            SignBiasResult bias = SignBias.Test(z, e);
            foreach (ReferenceTable.Row row in group)
            {
                double[] x = row.Text("of") == "e" ? e : z;
                int lags = (int)row["lags"];
                JarqueBeraResult normal = JarqueBera.Test(x);
                (double? statistic, double? probability) = row.Text("test") switch
                {
                    "ljung-box" => Of(LjungBox.Test(x, lags)),
                    "ljung-box-squares" => Of(LjungBox.TestSquares(x, lags)),
                    "arch-lm" => Of(ArchLm.Test(x, lags)),
                    "jarque-bera" => Of(normal.Test),
                    "skewness" => (normal.Skewness, normal.Skewness),
                    "kurtosis" => (normal.Kurtosis, normal.Kurtosis),
                    "sign" => Of(bias.Sign),
                    "negative-size" => Of(bias.NegativeSize),
                    "positive-size" => Of(bias.PositiveSize),
                    "sign-joint" => Of(bias.Joint),
                    _ => throw new InvalidOperationException(row.Text("test")),
                };
                largest = Math.Max(largest, Math.Abs(statistic!.Value - row["statistic"]) / Math.Max(1e-3, Math.Abs(row["statistic"])));

                // A probability's relative error is the statistic's absolute one, and those below 1e-290 are no doubles there.
                if (row["pvalue"] is > 1e-290 or < 0)
                {
                    largest = Math.Max(largest, Math.Abs((probability!.Value / row["pvalue"]) - 1) / Math.Max(1, Math.Abs(row["statistic"])));
                }

                compared++;
            }
        }

        Assert.Equal(Printed.Rows.Count, compared);
        Assert.True(largest < 1e-11, $"largest relative difference {largest:R}");
    }

    [Fact]
    public void Ljung_box_by_hand()
    {
        // n = 5, mean 3: r_1 = (2 + 0 + 0 + 2)/10 = .4, r_2 = (0 - 1 + 0)/10 = -.1; Q = 35 (.16/4 + .01/3).
        DiagnosticTest test = LjungBox.Test([1, 2, 3, 4, 5], 2);
        Assert.Equal(35 * ((0.16 / 4) + (0.01 / 3)), test.Statistic!.Value, 1e-12);
        Assert.Equal(Math.Exp(-test.Statistic.Value / 2), test.PValue!.Value, 1e-12);
        Assert.Equal(1, LjungBox.Test([1, 2, 3, 4, 5, 7], 2, fittedParameters: 1).DegreesOfFreedom);
        Assert.Null(LjungBox.Test([1, 2, 3, 4, 5, 7], 1, fittedParameters: 1).PValue);
    }

    [Fact]
    public void Information_criteria_by_hand()
    {
        InformationCriteria criteria = InformationCriteria.Of(-1102.257989242, 5, 1974);
        Assert.Equal(2214.515978484, criteria.Akaike, 1e-9);
        Assert.Equal(2204.515978484 + (5 * Math.Log(1974)), criteria.Schwarz, 1e-9);
        Assert.Equal(2204.515978484 + (10 * Math.Log(Math.Log(1974))), criteria.HannanQuinn, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => InformationCriteria.Of(double.NaN, 1, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => InformationCriteria.Of(0, -1, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => InformationCriteria.Of(0, 1, 2));
    }

    [Fact]
    public void Under_the_hypothesis_a_twentieth_of_all_tests_reject_at_five_percent()
    {
        const int draws = 800;
        int[] rejected = new int[5];
        for (uint draw = 0; draw < draws; draw++)
        {
            var random = new PhiloxStream(77, draw);
            double[] z = [.. Enumerable.Range(0, 400).Select(_ => random.NextNormal())];
            DiagnosticTest[] tests = [LjungBox.Test(z, 5), LjungBox.TestSquares(z, 5), ArchLm.Test(z, 5), SignBias.Test(z, z).Joint, SignBias.Test(z, z).Sign];
            for (int i = 0; i < tests.Length; i++)
            {
                rejected[i] += tests[i].PValue < 0.05 ? 1 : 0;
            }
        }

        // 4.5 standard errors of a share of 5 % in 800 are 3.5 %; of squares the asymptotic size is reached slowly.
        Assert.All(rejected, count => Assert.InRange(count / (double)draws, 0.015, 0.085));
    }

    [Fact]
    public void Changing_variance_and_a_missed_sign_are_found()
    {
        var random = new PhiloxStream(5);
        double h = 1;
        double[] e = new double[2000];
        for (int t = 0; t < e.Length; t++)
        {
            double z = random.NextNormal();
            e[t] = Math.Sqrt(h) * z;
            h = 0.05 + ((e[t] < 0 ? 0.25 : 0.02) * e[t] * e[t]) + (0.8 * h);
        }

        Assert.True(ArchLm.Test(e, 5).PValue < 1e-6);
        Assert.True(LjungBox.TestSquares(e, 10).PValue < 1e-6);
        Assert.True(JarqueBera.Test(e).Test.PValue < 1e-6);
        Assert.True(SignBias.Test(e, e).Joint.PValue < 1e-4);
        Assert.True(SignBias.Test(e, e).NegativeSize.Statistic < -2);
    }

    [Fact]
    public void Series_that_cannot_be_tested_say_why()
    {
        double[] constant = [.. Enumerable.Repeat(0.1, 50)];
        double[] broken = [.. Enumerable.Range(0, 50).Select(i => i == 20 ? double.NaN : Math.Sin(i))];
        Assert.Equal(DiagnosticStatus.NoMovement, LjungBox.Test(constant, 5).Status);
        Assert.Equal(DiagnosticStatus.NoMovement, JarqueBera.Test(constant).Test.Status);
        Assert.Equal(DiagnosticStatus.NoMovement, ArchLm.Test(constant, 5).Status);
        Assert.Equal(DiagnosticStatus.NoMovement, SignBias.Test(constant, constant).Joint.Status);
        Assert.Equal(DiagnosticStatus.InvalidInput, LjungBox.Test(broken, 5).Status);
        Assert.Equal(DiagnosticStatus.InvalidInput, JarqueBera.Test(broken).Test.Status);
        Assert.Equal(DiagnosticStatus.InvalidInput, ArchLm.Test(broken, 5).Status);
        Assert.Equal(DiagnosticStatus.InvalidInput, SignBias.Test(broken, broken).Sign.Status);
        Assert.Equal(DiagnosticStatus.NotEnoughData, LjungBox.Test([1, 2], 5).Status);
        Assert.Equal(DiagnosticStatus.NotEnoughData, JarqueBera.Test([1, 2]).Test.Status);
        Assert.Equal(DiagnosticStatus.NotEnoughData, ArchLm.Test([1, 2, 1], 1).Status);
        Assert.Equal(DiagnosticStatus.NotEnoughData, SignBias.Test([1, 2], [1, 2]).Joint.Status);
        Assert.Null(FitDiagnostics.Of(new GarchFit { Specification = new GarchSpecification() }));
        Assert.Equal(DiagnosticStatus.NotRun, default(DiagnosticTest).Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => LjungBox.Test(broken, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArchLm.Test(broken, 0));
        Assert.Throws<ArgumentException>(() => SignBias.Test([1, 2], [1]));
    }

    private static (double?, double?) Of(DiagnosticTest test) => (test.Statistic, test.PValue);
}
