namespace Freeboard.Numerics;

/// <summary>Tails of the binomial distribution, by the incomplete beta function: no sum of n terms, no factorials that overflow.</summary>
/// <remarks>P(X >= d) = I_p(d, n - d + 1). Accuracy: that of <see cref="IncompleteBeta"/>, measured in docs/regression.md.</remarks>
internal static class BinomialTail
{
    /// <summary>P(X >= count) of a binomial variable.</summary>
    /// <param name="count">The count d; any whole number.</param>
    /// <param name="trials">The number of trials n; not negative.</param>
    /// <param name="probability">Probability p of one trial, in [0, 1].</param>
    internal static double AtLeast(int count, int trials, double probability) =>
        count <= 0 ? 1 : count > trials ? 0 : IncompleteBeta.Regularized(count, trials - count + 1, probability, 1 - probability);

    /// <summary>P(X = count) of a binomial variable.</summary>
    /// <param name="count">The count d.</param>
    /// <param name="trials">The number of trials n.</param>
    /// <param name="probability">Probability p of one trial, in (0, 1).</param>
    internal static double Exactly(int count, int trials, double probability) =>
        count < 0 || count > trials ? 0
        : count == 0 ? Math.Exp(trials * StandardNormal.LogOnePlus(-probability))
        : count == trials ? Math.Exp(trials * Math.Log(probability))
        : IncompleteBeta.Factor(count, trials - count, probability, 1 - probability) * trials / ((double)count * (trials - count));
}
