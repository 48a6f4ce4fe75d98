using Freeboard.Numerics;

namespace Freeboard.Portfolio.Simulation;

/// <summary>What a default costs, by model of recovery.</summary>
internal sealed class LossDraws
{
    private readonly DefaultKernel kernel;
    private readonly RecoveryModel model;
    private readonly double[] losses;
    private readonly double[] exposures;
    private readonly double[] means;
    private readonly double[] deviations;
    private readonly double[] linkShifts;

    internal LossDraws(CreditPortfolio portfolio, SimulationOptions options, DefaultKernel kernel)
    {
        this.kernel = kernel;
        model = options.Recovery;
        exposures = portfolio.Exposures.ToArray();
        means = portfolio.LossesGivenDefault.ToArray();
        losses = [.. Enumerable.Range(0, portfolio.Count).Select(portfolio.LossOf)];
        deviations = model == RecoveryModel.Beta ? Deviations(portfolio, options.LossGivenDefaultDeviations) : [];
        linkShifts = model == RecoveryModel.Linked ? Shifts(portfolio, options.DegreesOfFreedom) : [];
    }

    /// <summary>The losses of the block's defaults, in their order.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="block">The block.</param>
    /// <param name="scratch">The defaults.</param>
    /// <param name="output">Receives a loss a default.</param>
    internal void Draw(ulong seed, uint block, KernelScratch scratch, Span<double> output)
    {
        ReadOnlySpan<int> defaults = scratch.Defaults.AsSpan(0, scratch.Count);
        GammaDraws? draws = model == RecoveryModel.Beta ? new GammaDraws(new PhiloxStream(seed, block, 3)) : null;
        for (int d = 0; d < defaults.Length; d++)
        {
            int obligor = defaults[d] / DefaultKernel.Block;
            output[d] = model switch
            {
                RecoveryModel.Beta when deviations[obligor] > 0 => exposures[obligor] * draws!.NextBeta(means[obligor], deviations[obligor]),
                RecoveryModel.Linked => exposures[obligor] * Linked(obligor, defaults[d] % DefaultKernel.Block, scratch),
                _ => losses[obligor],
            };
        }
    }

    /// <summary>Adds the block's losses up by scenario, for fixed recoveries: no loss is drawn.</summary>
    internal bool IsFixed => model == RecoveryModel.Fixed;

    /// <summary>Losses in default at the mean, n.</summary>
    internal ReadOnlySpan<double> Fixed => losses;

    private double Linked(int obligor, int scenario, KernelScratch scratch)
    {
        double mean = means[obligor];
        if (mean is 0 or 1 || linkShifts[obligor] == 0)
        {
            return mean;
        }

        double x = kernel.Threshold(obligor, scenario, scratch);
        double shifted = x + (linkShifts[obligor] * kernel.ScaleOf(scenario, scratch));
        return Math.Exp(Math.Min(0, StandardNormal.LogCumulative(shifted) - StandardNormal.LogCumulative(x)));
    }

    private static double[] Deviations(CreditPortfolio portfolio, IReadOnlyList<double>? deviations)
    {
        if (deviations is null || deviations.Count != portfolio.Count)
        {
            throw new ArgumentException($"Beta recoveries take a deviation of the loss given default for each of the {portfolio.Count} obligors.", nameof(deviations));
        }

        for (int i = 0; i < portfolio.Count; i++)
        {
            double mean = portfolio.LossesGivenDefault[i];
            if (!(deviations[i] >= 0 && (deviations[i] == 0 || deviations[i] * deviations[i] < mean * (1 - mean))))
            {
                throw new ArgumentException($"Obligor {i} ({portfolio.Ids[i]}): no beta distribution has the mean {mean} and the deviation {deviations[i]}.", nameof(deviations));
            }
        }

        return [.. deviations];
    }

    private static double[] Shifts(CreditPortfolio portfolio, double? degreesOfFreedom)
    {
        double[] shifts = new double[portfolio.Count];
        for (int i = 0; i < shifts.Length; i++)
        {
            double p = portfolio.DefaultProbabilities[i];
            double lgd = portfolio.LossesGivenDefault[i];
            if (p is > 0 and < 1 && lgd is > 0 and < 1)
            {
                double own = 1;
                foreach (double a in portfolio.LoadingsOf(i))
                {
                    own -= a * a;
                }

                shifts[i] = (CopulaThresholds.Of(p * lgd, degreesOfFreedom) - CopulaThresholds.Of(p, degreesOfFreedom)) / Math.Sqrt(own);
            }
        }

        return shifts;
    }
}
