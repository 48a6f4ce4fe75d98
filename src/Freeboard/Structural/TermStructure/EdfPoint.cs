namespace Freeboard.Structural.TermStructure;

/// <summary>The default probability of a firm over one horizon, and over the span since the horizon before.</summary>
public readonly record struct EdfPoint
{
    /// <summary>Horizon in years.</summary>
    public required double HorizonYears { get; init; }

    /// <summary>Lognormal distance to default at the horizon, [ln(V/D_t) + (drift - sigmaV^2/2) t] / (sigmaV sqrt t).</summary>
    public required double Distance { get; init; }

    /// <summary>ln of the cumulative default probability up to the horizon.</summary>
    public required double LogEdf { get; init; }

    /// <summary>Cumulative default probability up to the horizon, decimal; 0 where it underflows.</summary>
    public double Edf => Math.Exp(LogEdf);

    /// <summary>Constant yearly probability that gives the same survival, 1 - (1 - EDF)^(1/t), decimal.</summary>
    public required double AnnualisedEdf { get; init; }

    /// <summary>Probability of default between the horizon before (0 for the first) and this one, given survival to that; null where the model gives a cumulative probability that falls, or nobody survives to it.</summary>
    public required double? ForwardEdf { get; init; }

    /// <summary>The forward probability per year, 1 - (1 - forward)^(1/span); null like <see cref="ForwardEdf"/>.</summary>
    public required double? AnnualisedForwardEdf { get; init; }
}
