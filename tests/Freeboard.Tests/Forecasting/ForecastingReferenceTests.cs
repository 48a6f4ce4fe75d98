using Freeboard.Forecasting;
using Freeboard.Numerics.Regression;

namespace Freeboard.Tests.Forecasting;

public class ForecastingReferenceTests
{
    private static readonly ReferenceTable Series = ReferenceTable.Load("forecasting", "series.csv");

    [Fact]
    public void Partially_linear_fits_agree_with_an_independent_computation()
    {
        double[] y = [.. Series.Rows.Select(r => r["y"])];
        double[][] x = [[.. Series.Rows.Select(r => r["x1"])], [.. Series.Rows.Select(r => r["x2"])]];
        int compared = 0;
        foreach (var group in ReferenceTable.Load("forecasting", "fits.csv").Rows.GroupBy(r => (Lags: (int)r["lags"], Columns: (int)r["columns"], Kernel: r.Text("kernel"), Rule: r.Text("bandwidth"))))
        {
            PartiallyLinearOptions options = new() { Lags = group.Key.Lags, Kernel = Enum.Parse<SmoothingKernel>(group.Key.Kernel), Bandwidth = Enum.Parse<SmoothingBandwidth>(group.Key.Rule) };
            ReadOnlyMemory<double>[] columns = [.. x.Take(group.Key.Columns).Select(c => (ReadOnlyMemory<double>)c)];
            PartiallyLinearFit robust = PartiallyLinearAutoregression.Fit(y, columns, options);
            PartiallyLinearFit plain = PartiallyLinearAutoregression.Fit(y, columns, options with { RobustErrors = false });
            Assert.Equal(ForecastingStatus.Fitted, robust.Status);
            Assert.Equal(y.Length - group.Key.Lags, robust.Observations);
            foreach (ReferenceTable.Row row in group)
            {
                if (row.Text("term")[0] == 'g')
                {
                    double[] at = [.. columns.Select(c => Point(c.Span[group.Key.Lags..], row.Text("term") == "g1"))];
                    Assert.Equal(row["value"], robust.Curve(at)!.Value, 1e-10);
                }
                else
                {
                    RegressionTerm term = robust.Coefficients.Single(t => t.Name == row.Text("term"));
                    Assert.Equal(row["value"], term.Coefficient, 1e-10);
                    Assert.Equal(row["robustError"], term.StandardError, 1e-10);
                    Assert.Equal(row["standardError"], plain.Coefficients.Single(t => t.Name == term.Name).StandardError, 1e-10);
                }

                compared++;
            }
        }

        Assert.Equal(35, compared);

        static double Point(ReadOnlySpan<double> column, bool oneDeviation)
        {
            double[] values = column.ToArray();
            double mean = values.Average();
            return mean + (oneDeviation ? Math.Sqrt(values.Average(v => (v - mean) * (v - mean))) : 0);
        }
    }

    [Fact]
    public void Diebold_Mariano_agrees_with_an_independent_computation()
    {
        ReferenceTable errors = ReferenceTable.Load("forecasting", "errors.csv");
        double[] first = [.. errors.Rows.Select(r => r["first"])];
        double[] second = [.. errors.Rows.Select(r => r["second"])];
        foreach (ReferenceTable.Row row in ReferenceTable.Load("forecasting", "tests.csv").Rows)
        {
            DieboldMariano test = DieboldMariano.Test(first, second, (int)row["horizon"], row["power"]);
            Assert.Equal(row["uncorrected"], test.Uncorrected!.Value, 1e-12);
            Assert.Equal(row["statistic"], test.Statistic!.Value, 1e-12);
            Assert.Equal(row["probability"], test.Probability!.Value, 1e-12);
        }
    }
}
