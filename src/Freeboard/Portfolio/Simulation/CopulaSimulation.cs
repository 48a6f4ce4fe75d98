namespace Freeboard.Portfolio.Simulation;

/// <summary>Losses in default mode by simulation, under a Gaussian or a t copula with any number of factors.</summary>
/// <remarks>
/// <para>Source: O. Vasicek (1987), CreditMetrics (1997), for the Gaussian law; R. Frey and A. McNeil, "Dependent defaults in models of portfolio credit risk",
/// Journal of Risk 6 (2003), for the t law, in which one chi-square divides factors and idiosyncratic parts alike.</para>
/// <para>Method: scenarios are drawn 64 at a time (see the remarks of the kernel), summed, and forgotten but for their loss; no matrix of scenarios exists.</para>
/// <para>The expected loss is the closed form under every copula and recovery; the scenarios' own mean stands beside it.</para>
/// <para>Reproducible: block b of the scenarios has the streams (seed, b). Neither threads nor instruction sets change a bit.</para>
/// <para>Memory: 8 bytes a scenario, and 4 (k + 3) + 8 (k + 1) bytes an obligor.</para>
/// <para>Accuracy: on five portfolios with an exact solution, VaR and ES lie within three standard errors (tests).</para>
/// </remarks>
public static class CopulaSimulation
{
    /// <summary>Blocks that a thread takes at a time.</summary>
    private const int Share = 16;

    /// <summary>Simulates a portfolio.</summary>
    /// <param name="portfolio">The portfolio; a default probability of 0 or 1 stands.</param>
    /// <param name="options">Scenarios, seed, law; null for <see cref="SimulationOptions.Default"/>.</param>
    /// <param name="progress">Receives the share of the scenarios that is done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">Beta recoveries without usable deviations.</exception>
    public static SimulatedLosses Simulate(CreditPortfolio portfolio, SimulationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        options ??= SimulationOptions.Default;
        if (!(portfolio.ExpectedLoss > 0))
        {
            return new SimulatedLosses(PortfolioStatus.NothingToLose, []);
        }

        DefaultKernel kernel = new(portfolio, options.DegreesOfFreedom);
        LossDraws draws = new(portfolio, options, kernel);
        double[] losses = new double[options.Scenarios];
        Draw(kernel, draws, options, losses, progress, cancellationToken);
        return OfLosses(portfolio, kernel, draws, losses, options, cancellationToken);
    }

    /// <summary>What all losses come to.</summary>
    internal static SimulatedLosses OfLosses(CreditPortfolio portfolio, DefaultKernel kernel, LossDraws draws, double[] losses, SimulationOptions options, CancellationToken cancellationToken)
    {
        EmpiricalTail tail = new(losses, options.Levels.Min());
        return new SimulatedLosses(PortfolioStatus.Simulated, losses)
        {
            Measures = Measures(portfolio.ExpectedLoss, losses, tail, options),
            Contributions = options.WithContributions ? TailContributions.Compute(portfolio, kernel, draws, losses, tail, options, cancellationToken) : [],
        };
    }

    private static void Draw(DefaultKernel kernel, LossDraws draws, SimulationOptions options, double[] losses, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        int blocks = (losses.Length + DefaultKernel.Block - 1) / DefaultKernel.Block;
        int shares = (blocks + Share - 1) / Share;
        int done = 0;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.MaximumThreads, CancellationToken = cancellationToken };
        Parallel.For(
            0,
            shares,
            parallel,
            () => new BlockWork(kernel, draws),
            (share, _, work) =>
            {
                for (int block = share * Share; block < Math.Min(blocks, (share + 1) * Share); block++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    int first = block * DefaultKernel.Block;
                    work.Sum(options.Seed, (uint)block, losses.AsSpan(first, Math.Min(DefaultKernel.Block, losses.Length - first)));
                }

                progress?.Report((double)Interlocked.Increment(ref done) / shares);
                return work;
            },
            work => work.Dispose());
    }

    // Every law of recovery leaves a loan's mean at ead lgd pd: beta by its own mean, linked because the mean of N(x') over the factors is p lgd.
    private static LossMeasures Measures(double expected, double[] losses, EmpiricalTail tail, SimulationOptions options)
    {
        double mean = 0;
        foreach (double loss in losses)
        {
            mean += loss;
        }

        mean /= losses.Length;
        double square = 0;
        foreach (double loss in losses)
        {
            square += (loss - mean) * (loss - mean);
        }

        double deviation = Math.Sqrt(square / (losses.Length - 1));
        return new LossMeasures
        {
            ExpectedLoss = expected,
            SampledExpectedLoss = mean,
            ExpectedLossStandardError = deviation / Math.Sqrt(losses.Length),
            StandardDeviation = deviation,
            Levels = [.. options.Levels.Select(level => tail.At(level, options.Confidence))],
        };
    }
}
