using Freeboard.Portfolio.Simulation;

namespace Freeboard.Portfolio.Pricing;

/// <summary>What a new loan adds to a portfolio's tail: all of it, and at the margin.</summary>
/// <remarks>
/// Incremental: the measure with the loan less the one without, both from the same scenarios, of which only the loan's own defaults are new.
/// Marginal: the loan's Euler contribution in the portfolio that holds it. The two meet as the loan grows small.
/// </remarks>
public sealed record LoanRisk
{
    /// <summary>How it ended.</summary>
    public required PortfolioStatus Status { get; init; }

    /// <summary>The level.</summary>
    public required double Level { get; init; }

    /// <summary>The portfolio without the loan; null where the status says why.</summary>
    public LossLevel? Before { get; init; }

    /// <summary>The portfolio with it; null where the status says why.</summary>
    public LossLevel? After { get; init; }

    /// <summary>Whether the loan defaulted in some scenario of the tail, or cannot; where it did not, the scenarios say nothing of what it adds there, and the marginal figures are null.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>The loan's contribution to VaR; null without a result, or where the loan was not seen.</summary>
    public double? MarginalValueAtRisk { get; init; }

    /// <summary>The loan's contribution to ES; null without a result, or where the loan was not seen.</summary>
    public double? MarginalShortfall { get; init; }

    /// <summary>Standard error of the contribution to ES; null without a result, or where the loan was not seen.</summary>
    public double? MarginalShortfallStandardError { get; init; }

    /// <summary>Expected loss of the loan.</summary>
    public required double ExpectedLoss { get; init; }

    /// <summary>ES of the loan alone.</summary>
    public required double StandaloneShortfall { get; init; }

    /// <summary>VaR with less VaR without; null without a result.</summary>
    public double? IncrementalValueAtRisk => After?.ValueAtRisk - Before?.ValueAtRisk;

    /// <summary>ES with less ES without; null without a result.</summary>
    public double? IncrementalShortfall => After?.ExpectedShortfall - Before?.ExpectedShortfall;

    /// <summary>Finds what a loan adds.</summary>
    /// <param name="portfolio">The portfolio without it.</param>
    /// <param name="loan">The loan.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <param name="options">Scenarios, seed, copula; recoveries are fixed. Null for <see cref="SimulationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">The loan's figures cannot be used.</exception>
    public static LoanRisk Assess(CreditPortfolio portfolio, NewLoan loan, double level, SimulationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        ArgumentNullException.ThrowIfNull(loan);
        SimulationOptions wanted = (options ?? SimulationOptions.Default) with { Levels = [level], Recovery = RecoveryModel.Fixed, LossGivenDefaultDeviations = null };
        CreditPortfolio joined = loan.Joined(portfolio);
        LoanRisk risk = new()
        {
            Status = PortfolioStatus.NotRun,
            Level = level,
            ExpectedLoss = loan.Exposure * loan.LossGivenDefault * loan.DefaultProbability,
            StandaloneShortfall = Concentration.Diversification.StandaloneShortfall(joined, portfolio.Count, level),
        };

        // The kernel draws factors first and obligors in order: the old obligors default in the same scenarios with the loan and without it.
        SimulatedLosses before = CopulaSimulation.Simulate(portfolio, wanted with { WithContributions = false }, null, cancellationToken);
        SimulatedLosses after = CopulaSimulation.Simulate(joined, wanted with { WithContributions = true }, null, cancellationToken);
        if (before.Measures is null || after.Measures is null)
        {
            return risk with { Status = before.Measures is null ? before.Status : after.Status };
        }

        RiskContributions parts = after.Contributions[0];

        // A contribution of 0 with an error of 0 is what no default of the loan in the tail leaves: no finding, unless nothing can be lost.
        bool seen = parts.ExpectedShortfall[^1] > 0 || !(risk.ExpectedLoss > 0);
        return risk with
        {
            Status = PortfolioStatus.Simulated,
            Before = before.Measures.Levels[0],
            After = after.Measures.Levels[0],
            IsSeen = seen,
            MarginalValueAtRisk = seen ? parts.ValueAtRisk[^1] : null,
            MarginalShortfall = seen ? parts.ExpectedShortfall[^1] : null,
            MarginalShortfallStandardError = seen ? parts.ExpectedShortfallStandardErrors![^1] : null,
        };
    }
}
