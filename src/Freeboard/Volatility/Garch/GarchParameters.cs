namespace Freeboard.Volatility.Garch;

/// <summary>The parameters of a model, in the units of the returns.</summary>
/// <remarks>Units: mu of the return; omega of its square in GARCH, GJR and EWMA, of ln h in EGARCH; the others have none.</remarks>
public sealed record GarchParameters
{
    /// <summary>mu: the mean, or the intercept of the autoregression; 0 for a zero mean.</summary>
    public double Mean { get; init; }

    /// <summary>phi, the weight of yesterday's return in the mean; 0 unless it is estimated.</summary>
    public double AutoRegression { get; init; }

    /// <summary>omega, the constant of the recursion; 0 in EWMA.</summary>
    public double Omega { get; init; }

    /// <summary>alpha_1 to alpha_p, the weights of squared shocks, or of |z| - c in EGARCH; 1 - lambda in EWMA.</summary>
    public IReadOnlyList<double> Alpha { get; init; } = [];

    /// <summary>gamma_1 to gamma_p: the weights of squared negative shocks in GJR, of z in EGARCH; empty in GARCH and EWMA.</summary>
    public IReadOnlyList<double> Gamma { get; init; } = [];

    /// <summary>beta_1 to beta_q, the weights of past variances, or of their logarithms in EGARCH; lambda in EWMA.</summary>
    public IReadOnlyList<double> Beta { get; init; } = [];

    /// <summary>nu, the shape of the distribution: degrees of freedom of Student's t, power of the GED; null for the normal.</summary>
    public double? Shape { get; init; }

    /// <inheritdoc/>
    public bool Equals(GarchParameters? other) =>
        other is not null && Mean.Equals(other.Mean) && AutoRegression.Equals(other.AutoRegression) && Omega.Equals(other.Omega) && Nullable.Equals(Shape, other.Shape)
        && Alpha.SequenceEqual(other.Alpha) && Gamma.SequenceEqual(other.Gamma) && Beta.SequenceEqual(other.Beta);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Mean, AutoRegression, Omega, Shape, Alpha.Count, Gamma.Count, Beta.Count);
}
