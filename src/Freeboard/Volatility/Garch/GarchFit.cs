namespace Freeboard.Volatility.Garch;

/// <summary>A fitted model with the reason the estimator stopped. Numbers are there if, and only if, <see cref="Status"/> is <see cref="GarchStatus.Converged"/>.</summary>
public sealed record GarchFit
{
    /// <summary>What was fitted.</summary>
    public required GarchSpecification Specification { get; init; }

    /// <summary>Why the estimator stopped. Read it first.</summary>
    public GarchStatus Status { get; init; }

    /// <summary>Warnings, and what made the fit ill-posed.</summary>
    public GarchFindings Flags { get; init; }

    /// <summary>Returns in the likelihood: all, or all but the first with an autoregressive mean.</summary>
    public int Observations { get; init; }

    /// <summary>The estimates, in the units of the returns; null without numbers.</summary>
    public GarchParameters? Parameters { get; init; }

    /// <summary>The log-likelihood of the returns, constants included; it falls by n ln c when returns are multiplied by c. Null without numbers.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>h_t of every observation in squared units of the returns; empty without numbers.</summary>
    public ReadOnlyMemory<double> ConditionalVariances { get; init; }

    /// <summary>e_t of every observation, in units of the returns; empty without numbers.</summary>
    public ReadOnlyMemory<double> Residuals { get; init; }

    /// <summary>z_t = e_t / sqrt(h_t) of every observation; empty without numbers.</summary>
    public ReadOnlyMemory<double> StandardizedResiduals { get; init; }

    /// <summary>h of the day after the last, squared units of the returns; null without numbers.</summary>
    public double? VarianceNext { get; init; }

    /// <summary>c of EGARCH at the estimates: what is taken off |z|; null for the other models and without numbers.</summary>
    public double? AbsoluteMean { get; init; }

    /// <summary>Names of the estimated parameters in the order of the covariances: mu, phi, omega, alpha (alpha1, alpha2), gamma, beta, lambda, nu, as far as they are free; omega too when it is targeted.</summary>
    public IReadOnlyList<string> ParameterNames { get; init; } = [];

    /// <summary>H^-1 G H^-1; null without numbers, and when nothing was estimated.</summary>
    public ParameterCovariance? Robust { get; init; }

    /// <summary>(-H)^-1; null without numbers, and when nothing was estimated.</summary>
    public ParameterCovariance? Hessian { get; init; }

    /// <summary>G^-1; null without numbers, and when nothing was estimated or G is singular.</summary>
    public ParameterCovariance? OuterProduct { get; init; }

    /// <summary>The largest |score x standard error| left, in units of the log-likelihood per standard error; at a kink without the mean's. Null without numbers.</summary>
    public double? ScaledScore { get; init; }

    /// <summary>Evaluations of the likelihood with its derivatives, over all climbs.</summary>
    public int Evaluations { get; init; }

    /// <summary>Climbs made.</summary>
    public int Starts { get; init; }

    /// <summary>Climbs that ended within 1e-4 of the best log-likelihood.</summary>
    public int StartsAgreeing { get; init; }

    /// <summary>One of the three covariances.</summary>
    /// <param name="kind">Which.</param>
    /// <returns>The matrix; null without one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not a member of the enumeration.</exception>
    public ParameterCovariance? Covariance(CovarianceKind kind) => kind switch
    {
        CovarianceKind.Robust => Robust,
        CovarianceKind.Hessian => Hessian,
        CovarianceKind.OuterProduct => OuterProduct,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a member of the enumeration."),
    };
}
