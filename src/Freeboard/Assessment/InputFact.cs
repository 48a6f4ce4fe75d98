namespace Freeboard.Assessment;

/// <summary>One figure that entered a firm's latest row: its value, where it came from, and since when it was known.</summary>
public sealed record InputFact
{
    /// <summary>Stable word for the figure (closingPrice, totalShares, currentLiabilities, defaultPoint ...).</summary>
    public required string Name { get; init; }

    /// <summary>Its value in the unit of <see cref="Unit"/>; null when absent.</summary>
    public double? Value { get; init; }

    /// <summary>Unit: a currency code, shares, per sqrt-year, continuous, years.</summary>
    public required string Unit { get; init; }

    /// <summary>File or formula it came from.</summary>
    public required string Source { get; init; }

    /// <summary>The day or period end it is about; null when it has none.</summary>
    public DateOnly? ValidOn { get; init; }

    /// <summary>The day it became known; null when it has none.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>How it came about: filed, derived or model.</summary>
    public required string Kind { get; init; }
}
