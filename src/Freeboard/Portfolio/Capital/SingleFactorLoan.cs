namespace Freeboard.Portfolio.Capital;

/// <summary>One loan under one factor.</summary>
public readonly record struct SingleFactorLoan
{
    /// <summary>Exposure at default, currency units; not negative.</summary>
    public required double Exposure { get; init; }

    /// <summary>Mean loss given default, decimal; in [0, 1].</summary>
    public required double LossGivenDefault { get; init; }

    /// <summary>Default probability over the horizon, decimal; in [0, 1].</summary>
    public required double DefaultProbability { get; init; }

    /// <summary>Asset correlation rho, the squared loading; in [0, 1).</summary>
    public required double Correlation { get; init; }

    internal bool IsPossible => Exposure >= 0 && double.IsFinite(Exposure) && LossGivenDefault is >= 0 and <= 1 && DefaultProbability is >= 0 and <= 1 && Correlation is >= 0 and < 1;
}
