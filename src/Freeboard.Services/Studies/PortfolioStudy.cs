using Freeboard.Portfolio;
using Freeboard.Portfolio.Simulation;
using Freeboard.Services.Portfolio;

namespace Freeboard.Services.Studies;

/// <summary>A portfolio to compute: its table and what is asked of it.</summary>
public sealed record PortfolioStudy
{
    /// <summary>Most bytes of a table: 100,000 obligors take some 6 million.</summary>
    public const int MostBytes = 32 << 20;

    /// <summary>Most obligors times scenarios: some two minutes of two processors.</summary>
    public const double MostDraws = 2e11;

    /// <summary>Most scenarios, whatever the number of obligors: eight bytes each are held.</summary>
    public const int MostScenarios = 20_000_000;

    /// <summary>Name of the table.</summary>
    public required string Name { get; init; }

    /// <summary>The table, byte by byte.</summary>
    public required byte[] Table { get; init; }

    /// <summary>The method.</summary>
    /// <value>The default value is <see cref="PortfolioMethod.Plain"/>.</value>
    public PortfolioMethod Method { get; init; }

    /// <summary>Scenarios, or points; null for the method's own number.</summary>
    /// <value>The default value is null.</value>
    public int? Scenarios { get; init; }

    /// <summary>Seed.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Levels of the tail.</summary>
    /// <value>The default value is 0.95, 0.99, 0.999, 0.9997.</value>
    public IReadOnlyList<double> Levels { get; init; } = LossLevels.Usual;

    /// <summary>Degrees of freedom of a t copula; null for the Gaussian one.</summary>
    /// <value>The default value is null.</value>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>What is lost in default.</summary>
    /// <value>The default value is <see cref="RecoveryModel.Fixed"/>.</value>
    public RecoveryModel Recovery { get; init; }

    /// <summary>What the computation is asked for: contributions and bars always, since a page shows both.</summary>
    internal PortfolioOptions Options() => new()
    {
        Method = Method,
        Scenarios = Method == PortfolioMethod.Exact ? null : Scenarios,
        Seed = Seed,
        Levels = Levels,
        DegreesOfFreedom = DegreesOfFreedom,
        Recovery = Recovery,
        WithContributions = true,
        WithHistogram = true,
    };

    /// <summary>Why the settings cannot be used: a stable word; null when they can.</summary>
    public string? Fault() =>
        Levels.Count is 0 or > 20 || Levels.Any(static level => !(level is > 0 and < 1)) || Levels.Distinct().Count() != Levels.Count ? "levels"
        : Scenarios is < 100 or > MostScenarios ? "scenarios"
        : DegreesOfFreedom is < 1 or > 1e6 ? "degrees"
        : Method != PortfolioMethod.Plain && (DegreesOfFreedom is not null || Recovery != RecoveryModel.Fixed) ? "method"
        : null;

    /// <summary>Why a portfolio is too much for a job: a stable word; null when it is not.</summary>
    /// <param name="input">The portfolio.</param>
    public string? Excess(PortfolioInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return (double)input.Portfolio.Count * (Scenarios ?? PortfolioOptions.DefaultScenarios(Method)) > MostDraws ? "large" : null;
    }
}
