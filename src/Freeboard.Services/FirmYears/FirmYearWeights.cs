using Freeboard.DefaultPoint;

namespace Freeboard.Services.FirmYears;

/// <summary>The weight of long-term debt that tells failures best on a panel: grid and evolutionary search beside each other.</summary>
public sealed record FirmYearWeights
{
    /// <summary>The policy whose volatilities were used.</summary>
    public required FirmYearPolicy Policy { get; init; }

    /// <summary>Labelled rows used.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows with the event.</summary>
    public required int Events { get; init; }

    /// <summary>The grid.</summary>
    public required WeightSearchResult Grid { get; init; }

    /// <summary>The evolutionary search of the same weight.</summary>
    public required EvolutionResult Evolution { get; init; }

    /// <summary>The evolutionary search with a free weight of current liabilities too.</summary>
    public required EvolutionResult BothWeights { get; init; }

    /// <summary>What the figures say, in sentences.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>Searches.</summary>
    /// <param name="rows">The panel; rows without a label count as history only.</param>
    /// <param name="policy">Gives the volatilities, the rate and the horizon.</param>
    /// <param name="grid">Settings of the grid.</param>
    /// <param name="seed">Seed of the evolutionary searches.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static FirmYearWeights Of(IReadOnlyList<FirmYear> rows, FirmYearPolicy policy, WeightGridOptions grid, ulong seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grid);
        FirmYearDistance[] scored = [.. FirmYearFeatures.Of(rows, policy, cancellationToken).Rows.Where(r => r.Row.Label is not null && r.Distance is not null)];
        LabelledLiabilities firms = new()
        {
            EquityValue = scored.Select(r => r.Row.MarketValue).ToArray(),
            EquityVolatility = scored.Select(r => r.EquityVolatility).ToArray(),
            Current = scored.Select(r => r.Row.CurrentLiabilities).ToArray(),
            NonCurrent = scored.Select(r => r.Row.LongTermDebt).ToArray(),
            HasEvent = scored.Select(r => r.Row.Label == true).ToArray(),
            RiskFreeRate = policy.RiskFreeRate,
            HorizonYears = policy.HorizonYears,
        };
        EvolutionOptions evolution = new() { Seed = seed, To = grid.To, Criterion = grid.Criterion };
        WeightSearchResult found = WeightGrid.Search(firms, grid, cancellationToken);
        EvolutionResult one = WeightEvolution.Search(firms, evolution, cancellationToken);
        EvolutionResult both = WeightEvolution.Search(firms, evolution with { FreeCurrentWeight = true }, cancellationToken);
        return new FirmYearWeights
        {
            Policy = policy,
            Rows = scored.Length,
            Events = scored.Count(r => r.Row.Label == true),
            Grid = found,
            Evolution = one,
            BothWeights = both,
            Findings = FirmYearWeightTable.FindingsOf(found, one, both),
        };
    }
}
