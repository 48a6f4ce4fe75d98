using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Simulation;
using Freeboard.Provenance;

namespace Freeboard.Services.Portfolio;

/// <summary>What a computation of portfolio losses is asked for.</summary>
public sealed record PortfolioOptions
{
    /// <summary>The method.</summary>
    /// <value>The default value is <see cref="PortfolioMethod.Plain"/>.</value>
    public PortfolioMethod Method { get; init; }

    /// <summary>Scenarios, or points of the quasi-Monte Carlo rule; null for the method's own number.</summary>
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

    /// <summary>Unit of loss for the exact method; null to find it.</summary>
    /// <value>The default value is null.</value>
    public double? LossUnit { get; init; }

    /// <summary>Whether contributions are wanted.</summary>
    /// <value>The default value is false.</value>
    public bool WithContributions { get; init; }

    /// <summary>Whether a distribution in bins is wanted of methods that go straight to the tail: plain scenarios are then drawn for it.</summary>
    /// <value>The default value is false.</value>
    public bool WithHistogram { get; init; }

    /// <summary>Threads at most; results do not depend on it.</summary>
    /// <value>The default value is the number of processors.</value>
    public int MaximumThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>The settings that results depend on, in name order.</summary>
    internal IReadOnlyList<RunParameter> Parameters() =>
    [
        new("copula", DegreesOfFreedom is { } nu ? string.Create(CultureInfo.InvariantCulture, $"t({nu:R})") : "gaussian"),
        new("levels", string.Join(',', Levels.Select(level => level.ToString("R", CultureInfo.InvariantCulture)))),
        new("method", Method.ToString().ToLowerInvariant()),
        new("recovery", Recovery.ToString().ToLowerInvariant()),
        new("scenarios", Method == PortfolioMethod.Exact ? "none" : (Scenarios ?? DefaultScenarios(Method)).ToString(CultureInfo.InvariantCulture)),
        new("seed", Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>How many scenarios a method takes unless told.</summary>
    /// <param name="method">The method.</param>
    public static int DefaultScenarios(PortfolioMethod method) => method switch
    {
        PortfolioMethod.Importance => 20_000,
        PortfolioMethod.Qmc => 1024,
        PortfolioMethod.Exact => 0,
        _ => 1_000_000,
    };
}
