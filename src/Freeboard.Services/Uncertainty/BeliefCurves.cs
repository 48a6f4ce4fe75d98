using Freeboard.Services.Tables;
using Freeboard.Uncertainty;

namespace Freeboard.Services.Uncertainty;

/// <summary>Distributions as curves: belief over value.</summary>
internal static class BeliefCurves
{
    private const int Points = 81;

    /// <summary>A distribution over the middle 99 % of its beliefs and all that was said.</summary>
    public static TableCurve Of(string name, UncertaintyDistribution distribution, params IReadOnlyList<ExpertData> said)
    {
        double low = Math.Min(distribution.Inverse(0.005), said.Select(data => data.Points[0].Value).DefaultIfEmpty(double.PositiveInfinity).Min());
        double high = Math.Max(distribution.Inverse(0.995), said.Select(data => data.Points[^1].Value).DefaultIfEmpty(double.NegativeInfinity).Max());
        double[] x = [.. Enumerable.Range(0, Points).Select(i => low + ((high - low) * i / (Points - 1)))];
        return new TableCurve(name, false, x, [.. x.Select(distribution.Belief)]);
    }

    /// <summary>An expert's polygon, corner by corner.</summary>
    public static TableCurve Polygon(string name, ExpertData data) => new(name, true, [.. data.Points.Select(point => point.Value)], [.. data.Points.Select(point => point.Belief)]);
}
