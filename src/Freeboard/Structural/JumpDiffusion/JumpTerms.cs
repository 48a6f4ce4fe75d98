namespace Freeboard.Structural.JumpDiffusion;

/// <summary>How the assets jump: lognormal jumps at the times of a Poisson process, Merton (1976).</summary>
public readonly record struct JumpTerms
{
    /// <summary>Jumps expected per year, lambda; zero (no jumps: Merton's diffusion) or positive.</summary>
    public required double Intensity { get; init; }

    /// <summary>Mean m of the logarithm of the jump factor; finite. -0.2 takes a fifth of the assets, roughly.</summary>
    public required double MeanLogJump { get; init; }

    /// <summary>Standard deviation delta of the logarithm of the jump factor; zero or positive.</summary>
    public required double LogJumpDeviation { get; init; }

    /// <summary>ln(1 + k) = m + delta^2/2, k the mean relative jump.</summary>
    internal double LogMeanFactor => MeanLogJump + (0.5 * LogJumpDeviation * LogJumpDeviation);

    /// <summary>Variance per year that the jumps add, lambda (m^2 + delta^2).</summary>
    internal double Variance => Intensity * ((MeanLogJump * MeanLogJump) + (LogJumpDeviation * LogJumpDeviation));

    internal string? FindInvalid()
    {
        if (!(Intensity >= 0 && double.IsFinite(Intensity)))
        {
            return nameof(Intensity);
        }

        if (!double.IsFinite(MeanLogJump))
        {
            return nameof(MeanLogJump);
        }

        return LogJumpDeviation >= 0 && double.IsFinite(LogJumpDeviation) ? null : nameof(LogJumpDeviation);
    }
}
