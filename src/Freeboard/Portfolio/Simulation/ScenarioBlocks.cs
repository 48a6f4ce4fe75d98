namespace Freeboard.Portfolio.Simulation;

/// <summary>The scenarios of a simulation, block by block, so that several machines can share them.</summary>
/// <remarks>Method and source: those of <see cref="CopulaSimulation"/>. A block depends on the seed and its number alone; all blocks in order are the very losses of <see cref="CopulaSimulation.Simulate"/> (a test holds it). Safe to use from any number of threads.</remarks>
public sealed class ScenarioBlocks
{
    /// <summary>Scenarios of a block: those that own a random stream together.</summary>
    public const int Scenarios = DefaultKernel.Block;

    private readonly CreditPortfolio portfolio;
    private readonly SimulationOptions options;
    private readonly DefaultKernel kernel;
    private readonly LossDraws draws;

    /// <summary>Takes the portfolio.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="options">Scenarios, seed, law; null for <see cref="SimulationOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">Beta recoveries without usable deviations.</exception>
    public ScenarioBlocks(CreditPortfolio portfolio, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        this.portfolio = portfolio;
        this.options = options ?? SimulationOptions.Default;
        kernel = new DefaultKernel(portfolio, this.options.DegreesOfFreedom);
        draws = new LossDraws(portfolio, this.options, kernel);
    }

    /// <summary>Draws blocks that follow each other.</summary>
    /// <param name="firstBlock">Number of the first, from 0.</param>
    /// <param name="losses">Receives the loss of every scenario in order, currency units; the last block may be drawn in part.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Draw(uint firstBlock, Span<double> losses, CancellationToken cancellationToken = default)
    {
        using BlockWork work = new(kernel, draws);
        uint block = firstBlock;
        for (int at = 0; at < losses.Length; at += Scenarios)
        {
            cancellationToken.ThrowIfCancellationRequested();
            work.Sum(options.Seed, block++, losses.Slice(at, Math.Min(Scenarios, losses.Length - at)));
        }
    }

    /// <summary>Measures of all losses.</summary>
    /// <param name="losses">The loss of every scenario, in order: as many as the options say.</param>
    /// <exception cref="ArgumentException">There are more or fewer losses than scenarios.</exception>
    public SimulatedLosses Measure(double[] losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        if (losses.Length != options.Scenarios)
        {
            throw new ArgumentException($"There are {losses.Length} losses, and {options.Scenarios} scenarios.", nameof(losses));
        }

        return portfolio.ExpectedLoss > 0 ? CopulaSimulation.OfLosses(portfolio, kernel, draws, losses, options, default) : new SimulatedLosses(PortfolioStatus.NothingToLose, []);
    }
}
