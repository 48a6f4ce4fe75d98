using Freeboard.Migration;
using Freeboard.Provenance;

namespace Freeboard.Services.Migration;

/// <summary>One horizon of a projection.</summary>
/// <param name="Years">The horizon, years.</param>
/// <param name="Matrix">From today to the horizon.</param>
/// <param name="ByGenerator">Whether it came from the generator.</param>
/// <param name="Amounts">Amounts by state at the horizon; null when none were given.</param>
public sealed record ProjectionHorizon(double Years, TransitionMatrix Matrix, bool ByGenerator, IReadOnlyList<double>? Amounts);

/// <summary>A matrix carried forward: what table, JSON and page show.</summary>
public sealed record Projection
{
    /// <summary>Where it came from.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>The matrix of one period.</summary>
    public required TransitionMatrix Matrix { get; init; }

    /// <summary>The horizons, ascending.</summary>
    public required IReadOnlyList<ProjectionHorizon> Horizons { get; init; }

    /// <summary>Amounts by state today; null when none were given.</summary>
    public IReadOnlyList<double>? Amounts { get; init; }

    /// <summary>The generator; null when no horizon needed one.</summary>
    public GeneratorEmbedding? Embedding { get; init; }

    /// <summary>Asset correlation of the factor.</summary>
    public double Correlation { get; init; }

    /// <summary>The factor by period.</summary>
    public IReadOnlyList<double> Factors { get; init; } = [];

    /// <summary>Which states lead where.</summary>
    public required StateClasses Structure { get; init; }

    /// <summary>The way to default; null without a default state.</summary>
    public FirstPassage? ToDefault { get; init; }
}

/// <summary>A projection, or why there is none.</summary>
/// <param name="Projection">The projection; null when the input was rejected.</param>
/// <param name="Errors">Errors of the input.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record ProjectionOutcome(Projection? Projection, IReadOnlyList<RowError> Errors, int ErrorCount);
