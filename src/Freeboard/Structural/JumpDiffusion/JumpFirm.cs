namespace Freeboard.Structural.JumpDiffusion;

/// <summary>A firm seen from its assets, which diffuse and jump.</summary>
public readonly record struct JumpFirm
{
    /// <summary>Largest number of jumps expected over the horizon, under either count, that the series is summed for.</summary>
    internal const double LargestMean = 500;

    /// <summary>Asset value V, currency units; finite and positive.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Volatility sigma of the assets between jumps, decimal per sqrt-year; finite and positive.</summary>
    public required double DiffusionVolatility { get; init; }

    /// <summary>Default point D, currency units; finite and positive.</summary>
    public required double DefaultPoint { get; init; }

    /// <summary>The jumps; at most 500 expected over the horizon.</summary>
    public required JumpTerms Jumps { get; init; }

    /// <summary>Risk-free rate r, continuously compounded, decimal per year; finite.</summary>
    public required double RiskFreeRate { get; init; }

    /// <summary>Horizon T in years; finite and positive.</summary>
    public required double HorizonYears { get; init; }

    /// <summary>lambda T.</summary>
    internal double MeanJumps => Jumps.Intensity * HorizonYears;

    /// <summary>lambda (1 + k) T: the mean count under which calls are weighted.</summary>
    internal double WeightedMeanJumps => MeanJumps * Math.Exp(Jumps.LogMeanFactor);

    internal void Check()
    {
        StructuralArguments.Check(AssetValue, DiffusionVolatility, DefaultPoint, HorizonYears);
        StructuralArguments.CheckDiscount(DefaultPoint, RiskFreeRate, HorizonYears, nameof(RiskFreeRate));
        if (DefaultPoint == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(DefaultPoint), DefaultPoint, "Must be positive.");
        }

        if (Jumps.FindInvalid() is { } name)
        {
            throw new ArgumentOutOfRangeException(name, Jumps, "Outside its range.");
        }

        if (!(MeanJumps <= LargestMean && WeightedMeanJumps <= LargestMean))
        {
            throw new ArgumentOutOfRangeException(nameof(JumpTerms.Intensity), Jumps.Intensity, "More than 500 jumps are expected over the horizon.");
        }
    }
}
