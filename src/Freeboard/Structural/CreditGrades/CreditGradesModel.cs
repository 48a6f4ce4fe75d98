namespace Freeboard.Structural.CreditGrades;

/// <summary>CreditGrades: default when the assets first meet a barrier that is itself uncertain.</summary>
/// <remarks>
/// <para>Source: Finger et al., CreditGrades Technical Document, RiskMetrics Group (2002).</para>
/// <para>Units: price and debt per share in one currency, volatility decimal per sqrt-year. Errors: figures of a firm give a status, never an exception.</para>
/// <para>Accuracy: see docs/credit-grades.md.</para>
/// </remarks>
public static class CreditGradesModel
{
    /// <summary>The survival and spread curves of a firm.</summary>
    /// <param name="inputs">The figures of the firm.</param>
    /// <returns>The curves with their status.</returns>
    public static CreditGradesCurve Curve(in CreditGradesInputs inputs)
    {
        if (FindInvalid(inputs) is { } offending)
        {
            return new CreditGradesCurve(ModelStatus.InvalidInput, offending);
        }

        if (inputs.DebtPerShare == 0)
        {
            return new CreditGradesCurve(ModelStatus.DegenerateNoDebt, null);
        }

        if (inputs.EquityVolatility == 0)
        {
            return new CreditGradesCurve(ModelStatus.DegenerateNoVolatility, nameof(CreditGradesInputs.EquityVolatility));
        }

        double barrier = inputs.MeanRecovery * inputs.DebtPerShare;
        double reference = inputs.ReferenceSharePrice ?? inputs.SharePrice;
        double leverage = inputs.SharePrice / barrier;
        double assetVolatility = inputs.EquityVolatility * (reference / (reference + barrier));
        double lambda = inputs.RecoveryDispersion;

        // ln(1 + S / (L D)), exact also where the share is worth next to nothing.
        double logRatio = Numerics.StandardNormal.LogOnePlus(leverage) + (lambda * lambda);
        return double.IsNormal(leverage) && double.IsNormal(assetVolatility) && double.IsFinite(logRatio)
            ? new CreditGradesCurve(logRatio, assetVolatility, lambda)
            : new CreditGradesCurve(ModelStatus.Underflow, nameof(CreditGradesInputs.DebtPerShare));
    }

    private static string? FindInvalid(in CreditGradesInputs inputs)
    {
        if (!(inputs.SharePrice > 0 && double.IsFinite(inputs.SharePrice)))
        {
            return nameof(CreditGradesInputs.SharePrice);
        }

        if (!(inputs.EquityVolatility >= 0 && double.IsFinite(inputs.EquityVolatility)))
        {
            return nameof(CreditGradesInputs.EquityVolatility);
        }

        if (!(inputs.DebtPerShare >= 0 && double.IsFinite(inputs.DebtPerShare)))
        {
            return nameof(CreditGradesInputs.DebtPerShare);
        }

        if (inputs.MeanRecovery is not (> 0 and <= 1))
        {
            return nameof(CreditGradesInputs.MeanRecovery);
        }

        if (!(inputs.RecoveryDispersion >= 0 && double.IsFinite(inputs.RecoveryDispersion)))
        {
            return nameof(CreditGradesInputs.RecoveryDispersion);
        }

        return inputs.ReferenceSharePrice is { } reference && !(reference > 0 && double.IsFinite(reference))
            ? nameof(CreditGradesInputs.ReferenceSharePrice)
            : null;
    }
}
