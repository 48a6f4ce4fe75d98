namespace Freeboard.Uncertainty;

/// <summary>Distributions from an expert's answers.</summary>
/// <remarks>
/// <para>Least squares: the parameters with the least sum of (F(x_i) - a_i)^2 (Liu 2010). Normal and lognormal by Levenberg and Marquardt from the line of
/// the logits and from the line through every pair of points; linear and zigzag, whose sums have kinks, by Nelder and Mead from the same lines.</para>
/// <para>Moments: the empirical moments of Wang and Peng (2014) set equal to the family's, solved in closed form (zigzag and lognormal: one bracketed root).</para>
/// <para>Errors: never throws for an expert's answers; see <see cref="BeliefFitStatus"/>. Accuracy: parameters to about 1e-9 relative where the sum is smooth.</para>
/// </remarks>
public static class BeliefFit
{
    /// <summary>Fits by least squares.</summary>
    /// <param name="data">The answers.</param>
    /// <param name="family">The family.</param>
    public static BeliefFitResult LeastSquares(ExpertData data, UncertaintyFamily family)
    {
        ArgumentNullException.ThrowIfNull(data);
        BeliefFitStatus ready = Check(data, family);
        return ready != BeliefFitStatus.Converged ? BeliefFitResult.Without(ready)
            : family is UncertaintyFamily.Normal or UncertaintyFamily.Lognormal ? LogisticBeliefFit.Run(data, family)
            : PolygonBeliefFit.Run(data, family);
    }

    /// <summary>Fits by moments.</summary>
    /// <param name="data">The answers.</param>
    /// <param name="family">The family.</param>
    public static BeliefFitResult Moments(ExpertData data, UncertaintyFamily family)
    {
        ArgumentNullException.ThrowIfNull(data);
        BeliefFitStatus ready = Check(data, family);
        return ready != BeliefFitStatus.Converged ? BeliefFitResult.Without(ready) : MomentBeliefFit.Run(data, family);
    }

    private static BeliefFitStatus Check(ExpertData data, UncertaintyFamily family)
    {
        if (!Enum.IsDefined(family))
        {
            throw new ArgumentOutOfRangeException(nameof(family), family, "There is no such family.");
        }

        return family == UncertaintyFamily.Lognormal && data.Points[0].Value <= 0 ? BeliefFitStatus.InvalidInput
            : data.Points.Length < (family == UncertaintyFamily.Zigzag ? 3 : 2) ? BeliefFitStatus.NotEnoughData
            : data.Points[0].Belief == data.Points[^1].Belief ? BeliefFitStatus.NoSolution
            : BeliefFitStatus.Converged;
    }
}
