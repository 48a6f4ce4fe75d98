namespace Freeboard.Numerics.Regression;

/// <summary>One fit on the way, and what was dropped after it.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Dropped">The column dropped after it, the one of the largest p; null for the last fit.</param>
/// <param name="PValue">Its p; null for the last fit.</param>
public sealed record EliminationStep(LeastSquaresFit Fit, string? Dropped, double? PValue);

/// <summary>Backward elimination: drop the column of the largest p until every p is at most a threshold.</summary>
/// <remarks>
/// The p values of the last fit are those of a model that was chosen by them: they overstate. Equal p values drop the later column. The intercept stays.
/// </remarks>
public static class BackwardElimination
{
    /// <summary>Eliminates columns.</summary>
    /// <param name="response">y.</param>
    /// <param name="predictors">Columns to start from.</param>
    /// <param name="threshold">Largest p that stays, in (0, 1).</param>
    /// <param name="options">Settings of each fit.</param>
    /// <param name="covariance">Errors behind the p values; the classical ones when null.</param>
    /// <returns>Fits from the first to the last; a fit without p values (rank-deficient, exact, too few rows) is the last.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold lies outside (0, 1).</exception>
    public static IReadOnlyList<EliminationStep> Run(
        RegressionColumn response,
        IReadOnlyList<RegressionColumn> predictors,
        double threshold = 0.05,
        LeastSquaresOptions? options = null,
        Func<LeastSquaresFit, CoefficientCovariance>? covariance = null)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        if (!(threshold > 0 && threshold < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Must lie in (0, 1).");
        }

        options ??= LeastSquaresOptions.Default;
        List<RegressionColumn> left = [.. predictors];
        List<EliminationStep> steps = [];
        while (true)
        {
            LeastSquaresFit fit = LeastSquares.Fit(response, left, options);
            RegressionTerm? worst = fit.Status != RegressionStatus.Fitted ? null
                : fit.WithCovariance(covariance?.Invoke(fit) ?? fit.Covariance()).Where(static t => !t.IsIntercept && t.PValue is not null).Reverse().MaxBy(static t => t.PValue);

            // Without an intercept the last column stays, for a fit of nothing has no numbers.
            if (worst is null || worst.PValue <= threshold || (left.Count == 1 && !options.Intercept))
            {
                steps.Add(new EliminationStep(fit, null, null));
                return steps;
            }

            steps.Add(new EliminationStep(fit, worst.Name, worst.PValue));
            left.RemoveAll(column => column.Name == worst.Name);
        }
    }
}
