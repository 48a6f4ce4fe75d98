using Freeboard.Numerics.Regression;

namespace Freeboard.Collections;

/// <summary>How much of a late balance comes back: whether anything is paid, and what share when something is.</summary>
/// <remarks>
/// Source: two-part (hurdle) models of fractions: J. M. C. Santos Silva, J. J. Oliveira Ramalho, J. Murteira, Journal of Econometrics 183 (2014). E[rate] = P(rate &gt; 0) E[rate | rate &gt; 0]; both parts by logit, the second by quasi-likelihood.
/// Half of late accounts pay nothing and few pay all: one curve for both is a compromise, which <see cref="Whole"/> is there to show.
/// Units: shares of the balance, decimals. Errors: tables that are none throw; parts that cannot be fitted have their status.
/// </remarks>
/// <param name="Any">P(rate > 0).</param>
/// <param name="Fraction">E[rate | rate > 0].</param>
/// <param name="Whole">E[rate] by one fractional logit, for comparison.</param>
public sealed record RepaymentModel(LogitRegression Any, LogitRegression Fraction, LogitRegression Whole)
{
    /// <summary>Whether both parts have coefficients.</summary>
    public bool HasAnswer => Any.Status == LogitStatus.Converged && Fraction.Status == LogitStatus.Converged;

    /// <summary>Fits.</summary>
    /// <param name="names">Names of the columns.</param>
    /// <param name="rows">A value a column in each row.</param>
    /// <param name="rates">Share of the balance repaid, one a row, in [0, 1].</param>
    /// <exception cref="ArgumentException">Sizes differ, or a figure is out of range.</exception>
    public static RepaymentModel Fit(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> rows, IReadOnlyList<double> rates)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(rates);
        if (rows.Count != rates.Count)
        {
            throw new ArgumentException("There must be a rate a row.", nameof(rates));
        }

        int[] paid = [.. Enumerable.Range(0, rates.Count).Where(i => rates[i] > 0)];
        return new RepaymentModel(
            LogitRegression.Fit(names, rows, [.. rates.Select(static rate => rate > 0 ? 1.0 : 0)]),
            LogitRegression.Fit(names, [.. paid.Select(i => rows[i])], [.. paid.Select(i => rates[i])]),
            LogitRegression.Fit(names, rows, rates));
    }

    /// <summary>What is expected of a row.</summary>
    /// <param name="row">A value a column.</param>
    /// <exception cref="InvalidOperationException">A part has no coefficients.</exception>
    public RepaymentForecast Predict(IReadOnlyList<double> row)
    {
        double any = Any.Predict(row);
        double fraction = Fraction.Predict(row);
        return new RepaymentForecast(any, fraction);
    }
}

/// <summary>What is expected of one account.</summary>
/// <param name="PaysAnything">P(rate > 0).</param>
/// <param name="RateGivenPayment">E[rate | rate > 0].</param>
public readonly record struct RepaymentForecast(double PaysAnything, double RateGivenPayment)
{
    /// <summary>E[rate], share of the balance.</summary>
    public double ExpectedRate => PaysAnything * RateGivenPayment;
}
