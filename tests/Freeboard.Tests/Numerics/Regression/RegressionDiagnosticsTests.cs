using Freeboard.Numerics.Regression;
using Xunit.Abstractions;

namespace Freeboard.Tests.Numerics.Regression;

/// <summary>Errors, tests and predictions against textbook formulas in 60 digits: Longley, and a made set whose errors grow and remember.</summary>
public sealed class RegressionDiagnosticsTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<ReferenceTable.Row> Rows = ReferenceTable.Load("regression-diagnostics", "values.csv").Rows;

    [Theory]
    [InlineData("longley", 1e-8)]
    [InlineData("made", 1e-11)]
    public void Robust_errors_tests_and_predictions_agree_with_high_precision(string set, double tolerance)
    {
        LeastSquaresFit fit = FitOf(set);
        Assert.Equal(RegressionStatus.Fitted, fit.Status);
        double[] leverages = fit.Leverages();
        CorrelationMatrix plain = CorrelationMatrix.Plain(AllColumns(set));
        CorrelationMatrix partial = CorrelationMatrix.Partial(AllColumns(set));
        Prediction prediction = fit.ToModel().Predict([.. Of(set, "prediction at").Select(r => r["value"])]);
        int checkedFigures = 0;
        Dictionary<string, double> worst = [];
        foreach (ReferenceTable.Row row in Rows.Where(r => r.Text("set") == set && r.Text("quantity") is not ("data" or "prediction at")))
        {
            string quantity = row.Text("quantity");
            string term = row.Text("term");
            double value = quantity switch
            {
                "leverage" => leverages[(int)row["term"]],
                "HC0" or "HC1" or "HC2" or "HC3" => Weighted(quantity).StandardError((int)row["term"]),
                "HC0 covariance" or "HC1 covariance" or "HC2 covariance" or "HC3 covariance" => Weighted(quantity[..3])[1, 0],
                "newey-west(1)" => RobustCovariance.NeweyWest(fit, 1).StandardError((int)row["term"]),
                "newey-west(4)" => RobustCovariance.NeweyWest(fit, 4).StandardError((int)row["term"]),
                "durbin-watson" => RegressionDiagnostics.DurbinWatson(fit)!.Value,
                "breusch-pagan" => RegressionDiagnostics.BreuschPagan(fit)!.Statistic,
                "breusch-pagan p" => RegressionDiagnostics.BreuschPagan(fit)!.PValue,
                "koenker" => RegressionDiagnostics.Koenker(fit)!.Statistic,
                "koenker p" => RegressionDiagnostics.Koenker(fit)!.PValue,
                "vif" => fit.Terms[(int)row["term"]].VarianceInflation!.Value,
                "partial correlation" => At(partial, term, static (m, i, j) => m[i, j]),
                "partial correlation p" => At(partial, term, static (m, i, j) => m.PValue(i, j)!.Value),
                "correlation" => At(plain, term, static (m, i, j) => m[i, j]),
                "prediction" => term switch { "mean" => prediction.Mean, "se mean" => prediction.StandardErrorOfMean, _ => prediction.StandardErrorOfObservation },
                _ => throw new InvalidOperationException(quantity),
            };
            double exact = row["value"];
            double error = Math.Abs(value - exact) / Math.Abs(exact);
            worst[quantity] = Math.Max(worst.GetValueOrDefault(quantity), error);
            Assert.True(error <= tolerance, $"{row}: {value:R}, relative error {error:G3}");
            checkedFigures++;
        }

        foreach ((string quantity, double error) in worst)
        {
            output.WriteLine(FormattableString.Invariant($"{set} {quantity}: {error:G2}"));
        }

        Assert.True(checkedFigures > 50);

        CoefficientCovariance Weighted(string name) => RobustCovariance.Heteroskedasticity(fit, Enum.Parse<HeteroskedasticityWeight>(name));
    }

    [Theory]
    // SAS errors of Longley's regression, as quoted in the tests of statsmodels: columns 1 to 6, printed to five decimals.
    [InlineData(HeteroskedasticityWeight.HC0, new[] { 51.22035, 0.02458, 0.38324, 0.14625, 0.15821, 428.38438 })]
    [InlineData(HeteroskedasticityWeight.HC1, new[] { 68.29380, 0.03277, 0.51099, 0.19499, 0.21094, 571.17917 })]
    [InlineData(HeteroskedasticityWeight.HC2, new[] { 67.49208, 0.03653, 0.55334, 0.20522, 0.22324, 617.59295 })]
    [InlineData(HeteroskedasticityWeight.HC3, new[] { 91.11939, 0.05562, 0.82213, 0.29879, 0.32491, 922.80784 })]
    public void Heteroskedasticity_consistent_errors_of_Longley_are_those_of_SAS(HeteroskedasticityWeight weight, double[] printed)
    {
        CoefficientCovariance covariance = RobustCovariance.Heteroskedasticity(NistData.Fit("longley"), weight);
        for (int j = 0; j < printed.Length; j++)
        {
            Assert.Equal(printed[j], covariance.StandardError(j + 1), 5.1e-6);
        }
    }

    [Fact]
    public void Newey_West_without_lags_is_HC0()
    {
        LeastSquaresFit fit = FitOf("made");
        CoefficientCovariance zero = RobustCovariance.NeweyWest(fit, 0);
        CoefficientCovariance hc0 = RobustCovariance.Heteroskedasticity(fit, HeteroskedasticityWeight.HC0);
        for (int j = 0; j < zero.Size; j++)
        {
            Assert.Equal(hc0.StandardError(j), zero.StandardError(j), 1e-14 * hc0.StandardError(j));
        }

        Assert.Equal("newey-west(3)", RobustCovariance.NeweyWest(fit).Kind);
        Assert.Throws<ArgumentOutOfRangeException>(() => RobustCovariance.NeweyWest(fit, 60));
    }

    private static LeastSquaresFit FitOf(string set)
    {
        (RegressionColumn y, RegressionColumn[] x) = Columns(set);
        return LeastSquares.Fit(y, x);
    }

    private static RegressionColumn[] AllColumns(string set)
    {
        (RegressionColumn y, RegressionColumn[] x) = Columns(set);
        return [.. x, y];
    }

    private static (RegressionColumn, RegressionColumn[]) Columns(string set)
    {
        if (set == "longley")
        {
            return NistData.Columns(set);
        }

        List<double>[] columns = [[], [], [], []];
        foreach (ReferenceTable.Row row in Of(set, "data"))
        {
            columns[int.Parse(row.Text("term").Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)].Add(row["value"]);
        }

        return (new RegressionColumn("y", [.. columns[0]]), [.. Enumerable.Range(1, 3).Select(j => new RegressionColumn($"x{j}", [.. columns[j]]))]);
    }

    private static IEnumerable<ReferenceTable.Row> Of(string set, string quantity) => Rows.Where(r => r.Text("set") == set && r.Text("quantity") == quantity);

    private static double At(CorrelationMatrix matrix, string term, Func<CorrelationMatrix, int, int, double> read)
    {
        int[] places = [.. term.Split(':').Select(t => int.Parse(t, System.Globalization.CultureInfo.InvariantCulture) - 1)];
        return read(matrix, places[0], places[1]);
    }
}
