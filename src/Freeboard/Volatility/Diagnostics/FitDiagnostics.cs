using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Diagnostics;

/// <summary>All tests of one fit: whether its standardised residuals are as the model says.</summary>
public sealed record FitDiagnostics
{
    /// <summary>No autocorrelation of z: the mean's model suffices.</summary>
    public required DiagnosticTest LjungBox { get; init; }

    /// <summary>No autocorrelation of z^2: the variance's model suffices.</summary>
    public required DiagnosticTest LjungBoxSquares { get; init; }

    /// <summary>No dependence of z^2 on its past.</summary>
    public required DiagnosticTest ArchLm { get; init; }

    /// <summary>z is normal. With Student's t or GED it should not be.</summary>
    public required JarqueBeraResult JarqueBera { get; init; }

    /// <summary>Good and bad news are told apart as they should be.</summary>
    public required SignBiasResult SignBias { get; init; }

    /// <summary>Information criteria.</summary>
    public required InformationCriteria Criteria { get; init; }

    /// <summary>Tests a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="lags">Lags of the three lag tests; at least 1. An autoregressive mean takes one degree of freedom from the first.</param>
    /// <returns>The tests; null when the fit carries no numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Lags less than 1.</exception>
    public static FitDiagnostics? Of(GarchFit fit, int lags = 10)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        if (fit.Parameters is null || fit.LogLikelihood is not { } logLikelihood)
        {
            return null;
        }

        ReadOnlySpan<double> z = fit.StandardizedResiduals.Span;
        return new FitDiagnostics
        {
            LjungBox = Diagnostics.LjungBox.Test(z, lags, fit.Specification.Mean == MeanModel.AutoRegressive ? 1 : 0),
            LjungBoxSquares = Diagnostics.LjungBox.TestSquares(z, lags),
            ArchLm = Diagnostics.ArchLm.Test(z, lags),
            JarqueBera = Diagnostics.JarqueBera.Test(z),
            SignBias = Diagnostics.SignBias.Test(z, fit.Residuals.Span),
            Criteria = InformationCriteria.Of(logLikelihood, fit.ParameterNames.Count, fit.Observations),
        };
    }
}
