namespace Freeboard.Volatility.Diagnostics;

/// <summary>One test of a hypothesis.</summary>
public readonly record struct DiagnosticTest
{
    /// <summary>Why there are, or are not, numbers.</summary>
    public DiagnosticStatus Status { get; init; }

    /// <summary>The statistic; null unless computed.</summary>
    public double? Statistic { get; init; }

    /// <summary>Degrees of freedom of its distribution under the hypothesis.</summary>
    public int DegreesOfFreedom { get; init; }

    /// <summary>Probability of a statistic at least as far out under the hypothesis; null unless computed, or where no degrees of freedom are left.</summary>
    public double? PValue { get; init; }

    internal static DiagnosticTest Without(DiagnosticStatus status, int degreesOfFreedom) => new() { Status = status, DegreesOfFreedom = degreesOfFreedom };
}
