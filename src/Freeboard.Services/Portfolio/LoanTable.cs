using System.Globalization;
using Freeboard.Portfolio.Pricing;
using Freeboard.Portfolio.Simulation;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>What a price of a new loan is asked with.</summary>
/// <param name="Level">Level of the tail, in (0, 1).</param>
/// <param name="FundingRate">f, simple, per year.</param>
/// <param name="HurdleRate">h, what capital wants, simple, per year.</param>
/// <param name="Cost">Costs, share of the exposure per year.</param>
/// <param name="Rate">A rate whose return on capital is wanted; null for none.</param>
public sealed record LoanTerms(double Level, double FundingRate, double HurdleRate, double Cost, double? Rate);

/// <summary>A new loan in a portfolio: what it adds and what it should cost, as one row.</summary>
public static class LoanTable
{
    private static readonly string[] Columns =
    [
        "level", "ead", "lgd", "pd", "expectedLoss", "standaloneEs", "incrementalVar", "incrementalEs", "marginalVar", "marginalEs", "marginalEsStandardError",
        "capital", "price", "funding", "expectedLossRate", "capitalCharge", "cost", "returnOnCapital", "varBefore", "varAfter", "esBefore", "esAfter", "status",
    ];

    /// <summary>Assesses a loan.</summary>
    /// <param name="input">The portfolio.</param>
    /// <param name="loan">The loan.</param>
    /// <param name="terms">Level and rates.</param>
    /// <param name="options">Scenarios, seed, copula.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">The loan's figures cannot be used.</exception>
    public static TableOutcome Assess(PortfolioInput input, NewLoan loan, LoanTerms terms, PortfolioOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(loan);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(options);
        SimulationOptions simulation = new()
        {
            Scenarios = options.Scenarios ?? PortfolioOptions.DefaultScenarios(PortfolioMethod.Plain),
            Seed = options.Seed,
            DegreesOfFreedom = options.DegreesOfFreedom,
            MaximumThreads = options.MaximumThreads,
        };
        LoanRisk risk = LoanRisk.Assess(input.Portfolio, loan, terms.Level, simulation, cancellationToken);
        LoanPrice? price = risk.MarginalShortfall is { } contribution && loan.DefaultProbability < 1 && loan.Exposure > 0
            ? LoanPrice.Of(loan, contribution, terms.FundingRate, terms.HurdleRate, terms.Cost)
            : null;
        string[] row =
        [
            Text(terms.Level), Text(loan.Exposure), Text(loan.LossGivenDefault), Text(loan.DefaultProbability), Text(risk.ExpectedLoss), Text(risk.StandaloneShortfall),
            Text(risk.IncrementalValueAtRisk), Text(risk.IncrementalShortfall), Text(risk.MarginalValueAtRisk), Text(risk.MarginalShortfall), Text(risk.MarginalShortfallStandardError),
            Text(price?.Capital), Text(price?.Rate), Text(price?.Funding), Text(price?.ExpectedLoss), Text(price?.CapitalCharge), Text(price?.Cost),
            Text(terms.Rate is { } rate ? price?.ReturnOnCapital(loan, rate, terms.FundingRate, terms.Cost) : null),
            Text(risk.Before?.ValueAtRisk), Text(risk.After?.ValueAtRisk), Text(risk.Before?.ExpectedShortfall), Text(risk.After?.ExpectedShortfall), risk.Status.ToString(),
        ];
        OutputTable table = new() { Name = "loan", Columns = OutputColumn.Of(Columns, "status"), Rows = [row] };
        return new TableOutcome(table, [], 0, price is null ? 1 : 0)
        {
            Notes = risk.IsSeen ? input.Notes : [.. input.Notes, new QualityNote("LOAN-UNSEEN", "", 1, string.Create(CultureInfo.InvariantCulture, $"The loan defaults in none of the worst {(1 - terms.Level) * simulation.Scenarios:0} scenarios: they say nothing of its marginal risk, and there is no price. Draw more scenarios, or take a lower level."))],
        };
    }

    private static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";
}
