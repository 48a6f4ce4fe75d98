using Freeboard.Numerics;

namespace Freeboard.Structural.CreditGrades;

/// <summary>A firm's survival and spread curves over all horizons, or the reason there are none.</summary>
/// <remarks>
/// <para>P(t) = N(-A/2 + ln d / A) - d N(-A/2 - ln d / A), A^2 = sigma^2 t + lambda^2, d = (S + L D) exp(lambda^2) / (L D), sigma = sigmaS S* / (S* + L D).</para>
/// <para>Source: Finger, Finkelstein, Lardy, Pan, Ta, Tierney, CreditGrades Technical Document (2002), equations 2.9 to 2.16: the approximation with the Brownian motion started
/// lambda^2/sigma^2 earlier, which is the standard. (The "exact" closed form printed beside it is wrong: Kiesel and Veraart, 2008; it is not offered.)</para>
/// <para>The uncertain barrier can stand above the assets at once: P(0) is below 1 when lambda is positive.</para>
/// </remarks>
public readonly record struct CreditGradesCurve
{
    private readonly double logRatio;
    private readonly double dispersion;

    internal CreditGradesCurve(ModelStatus status, string? offendingInput)
    {
        Status = status;
        OffendingInput = offendingInput;
        AssetVolatility = double.NaN;
    }

    internal CreditGradesCurve(double logRatio, double assetVolatility, double dispersion)
    {
        Status = ModelStatus.Converged;
        this.logRatio = logRatio;
        AssetVolatility = assetVolatility;
        this.dispersion = dispersion;
    }

    /// <summary>Why there is, or is not, a curve; read it first. <see cref="ModelStatus.Converged"/> and <see cref="ModelStatus.DegenerateNoDebt"/> have one.</summary>
    public ModelStatus Status { get; }

    /// <summary>The property of <see cref="CreditGradesInputs"/> that was invalid; null otherwise.</summary>
    public string? OffendingInput { get; }

    /// <summary>Asset volatility sigma = sigmaS S* / (S* + L D), decimal per sqrt-year; NaN without a curve.</summary>
    public double AssetVolatility { get; }

    /// <summary>Probability of no default up to a horizon, risk-neutral, decimal.</summary>
    /// <param name="years">Horizon t; finite, zero or positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The status says that there is no curve.</exception>
    public double Survival(double years) => 1 - DefaultProbability(years);

    /// <summary>Probability of default up to a horizon, risk-neutral, decimal; relative accuracy also where it is tiny.</summary>
    /// <inheritdoc cref="Survival" path="/param"/>
    /// <inheritdoc cref="Survival" path="/exception"/>
    public double DefaultProbability(double years) => Math.Exp(LogDefaultProbability(years));

    /// <summary>Natural logarithm of the probability of default up to a horizon; negative infinity where it is zero.</summary>
    /// <inheritdoc cref="Survival" path="/param"/>
    /// <inheritdoc cref="Survival" path="/exception"/>
    public double LogDefaultProbability(double years)
    {
        Check(years);
        if (Status == ModelStatus.DegenerateNoDebt)
        {
            return double.NegativeInfinity;
        }

        double a = Math.Sqrt((AssetVolatility * AssetVolatility * years) + (dispersion * dispersion));
        if (a == 0)
        {
            return double.NegativeInfinity;
        }

        // Both terms positive: N(A/2 - ln d/A) + d N(-A/2 - ln d/A).
        double middle = -logRatio / a;
        return LogSum.Of(StandardNormal.LogCumulative(middle + (0.5 * a)), logRatio + StandardNormal.LogCumulative(middle - (0.5 * a)));
    }

    /// <summary>Par spread of a default swap with continuous premium up to a horizon, decimal per year.</summary>
    /// <remarks>
    /// <para>c = (1 - R) [1 - P(t) exp(-r t) - r A] / A, A = integral of P(u) exp(-r u) over [0, t]: the technical document's equation 2.15, in which
    /// r A = P(0) - P(t) exp(-r t) - exp(r xi) [G(t + xi) - G(xi)], xi = lambda^2 / sigma^2.</para>
    /// <para>Method: the published G where r t is at least 0.01 and the formula is real; else, where it is a quotient of differences that vanish, Gauss-Legendre
    /// quadrature of A. Accuracy: see docs/credit-grades.md.</para>
    /// </remarks>
    /// <param name="years">Horizon t; finite and positive.</param>
    /// <param name="riskFreeRate">Rate r, continuously compounded, decimal per year; finite.</param>
    /// <param name="recovery">Recovery R of the insured claim (not the mean recovery L of all debt), decimal in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The status says that there is no curve.</exception>
    public double Spread(double years, double riskFreeRate, double recovery)
    {
        Check(years);
        if (years == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(years), years, "A swap needs a positive horizon.");
        }

        StructuralArguments.CheckRate(riskFreeRate * years, nameof(riskFreeRate));
        if (recovery is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(recovery), recovery, "Must lie in [0, 1).");
        }

        if (Status == ModelStatus.DegenerateNoDebt)
        {
            return 0;
        }

        (double protection, double annuity) = CreditGradesLegs.Of(this, logRatio, dispersion, years, riskFreeRate);
        return (1 - recovery) * protection / annuity;
    }

    private void Check(double years)
    {
        if (Status is not (ModelStatus.Converged or ModelStatus.DegenerateNoDebt))
        {
            throw new InvalidOperationException($"There is no curve: {Status}{(OffendingInput is null ? "" : " (" + OffendingInput + ")")}. Read Status first.");
        }

        if (!(years >= 0 && double.IsFinite(years)))
        {
            throw new ArgumentOutOfRangeException(nameof(years), years, "Must be finite and not negative.");
        }
    }
}
