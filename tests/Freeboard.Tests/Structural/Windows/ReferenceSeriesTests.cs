using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>KMV fixed points and likelihood maxima of series that others use, at high-precision figures.</summary>
public class ReferenceSeriesTests
{
    private static readonly ReferenceTable Reference = ReferenceTable.Load("equity-windows", "series_reference.csv");

    public static TheoryData<string> Series => [.. Reference.Rows.Select(row => row.Text("series"))];

    [Theory]
    [MemberData(nameof(Series))]
    public void The_KMV_fixed_point_is_the_reference(string name)
    {
        ReferenceTable.Row row = Reference.Rows.Single(r => r.Text("series") == name);
        WindowEstimate estimate = KmvFixedPoint.Fit(EquitySeries.Load(name).Window);
        Assert.Equal(EstimationStatus.Converged, estimate.Status);
        Near(row["kmv_vol"], estimate.AssetVolatility, 1e-12);
        Near(row["kmv_mu"], estimate.Drift, 1e-11);
        Assert.True(Math.Abs(estimate.Residual) < 1e-12, $"{estimate.Residual}");
        Assert.True(double.IsNaN(estimate.LogLikelihood));
    }

    [Theory]
    [MemberData(nameof(Series))]
    public void The_maximum_of_the_likelihood_is_the_reference(string name)
    {
        ReferenceTable.Row row = Reference.Rows.Single(r => r.Text("series") == name);
        WindowEstimate estimate = DuanLikelihood.Fit(EquitySeries.Load(name).Window);
        Assert.Equal(EstimationStatus.Converged, estimate.Status);
        Near(row["mle_vol"], estimate.AssetVolatility, 1e-12);
        Near(row["mle_mu"], estimate.Drift, 1e-11);
        Assert.Equal(row["mle_loglik"], estimate.LogLikelihood, 1e-11);
        Assert.True(Math.Abs(estimate.Residual) < 1e-11, $"{estimate.Residual}");
    }

    private static void Near(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"{actual:g17} is {(actual / expected) - 1:e2} off {expected:g17}");
}
