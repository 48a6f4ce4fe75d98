namespace Freeboard.Structural.CreditGrades;

/// <summary>What the CreditGrades survival curve is made of: one firm on one day.</summary>
public readonly record struct CreditGradesInputs
{
    /// <summary>Share price S, currency units; positive.</summary>
    public required double SharePrice { get; init; }

    /// <summary>Annualised equity volatility sigmaS, decimal per sqrt-year; positive.</summary>
    public required double EquityVolatility { get; init; }

    /// <summary>Debt per share D, currency units; positive, or zero for a firm without debt.</summary>
    public required double DebtPerShare { get; init; }

    /// <summary>Mean global recovery L on the debt, decimal in (0, 1]; the barrier's mean is L D.</summary>
    /// <value>The default value is 0.5.</value>
    public double MeanRecovery { get; init; } = 0.5;

    /// <summary>Standard deviation lambda of the logarithm of the global recovery; zero or positive.</summary>
    /// <value>The default value is 0.3.</value>
    public double RecoveryDispersion { get; init; } = 0.3;

    /// <summary>Share price at which <see cref="EquityVolatility"/> was measured (S*); positive, null when it is the present one.</summary>
    public double? ReferenceSharePrice { get; init; }

    /// <summary>Inputs with the defaults of the technical document: L = 0.5, lambda = 0.3.</summary>
    public CreditGradesInputs()
    {
    }
}
