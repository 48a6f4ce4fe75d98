using Freeboard.Structural.JumpDiffusion;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Estimate;

/// <summary>How a table of equity values is estimated.</summary>
public sealed record EstimateOptions
{
    /// <summary>The estimator.</summary>
    /// <value>The default value is <see cref="EstimationMethod.Kmv"/>.</value>
    public EstimationMethod Method { get; init; } = EstimationMethod.Kmv;

    /// <summary>Rows in a window; at least 3. Null takes all rows of a firm as one window.</summary>
    /// <value>The default value is null.</value>
    public int? WindowRows
    {
        get;
        init => field = value is null or >= 3 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 3 rows.");
    }

    /// <summary>Rows from one window's end to the next; at least 1. Windows are laid so that the last one ends with the firm's last row.</summary>
    /// <value>The default value is 1.</value>
    public int StepRows
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1 row.");
    } = 1;

    /// <summary>Years from each row to the next, in place of the dates' ACT/365.25; positive.</summary>
    /// <value>The default value is null.</value>
    public double? GapYears
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value)) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and positive.");
    }

    /// <summary>Horizon in years, in place of the column T; positive.</summary>
    /// <value>The default value is null: the column T, or 1 year where there is none.</value>
    public double? HorizonYears
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value)) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and positive.");
    }

    /// <summary>Payout rate of the assets, continuous per year, decimal; finite.</summary>
    /// <value>The default value is 0.</value>
    public double PayoutRate
    {
        get;
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite.");
    }

    /// <summary>Settings of the estimator.</summary>
    /// <value>The default value is <see cref="WindowOptions.Default"/>.</value>
    public WindowOptions Estimator
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = WindowOptions.Default;

    /// <summary>Whether the KMV fixed point and the likelihood of many overlapping windows may come from the rolling method, where its answers are those of single windows.</summary>
    /// <value>The default value is true.</value>
    public bool Rolling { get; init; } = true;

    /// <summary>How the barrier model is estimated.</summary>
    /// <value>The default value is <see cref="Estimate.BarrierFit.Equations"/>.</value>
    public BarrierFit BarrierFit { get; init; }

    /// <summary>Barrier over default point, decimal; finite, zero (Merton) or positive. Null estimates it, by likelihood.</summary>
    /// <value>The default value is null.</value>
    public double? BarrierFraction
    {
        get;
        init => field = value is null || (value >= 0 && double.IsFinite(value.Value)) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and not negative.");
    }

    /// <summary>The largest barrier over default point that the likelihood tries; finite and positive.</summary>
    /// <value>The default value is 1.5.</value>
    public double LargestBarrier
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and positive.");
    } = 1.5;

    /// <summary>Mean recovery L of all debt, of CreditGrades: the barrier's mean over the default point; in (0, 1].</summary>
    /// <value>The default value is 0.5.</value>
    public double MeanRecovery
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1].");
    } = 0.5;

    /// <summary>Standard deviation lambda of the logarithm of that recovery; finite, zero or positive.</summary>
    /// <value>The default value is 0.3.</value>
    public double RecoveryDispersion
    {
        get;
        init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and not negative.");
    } = 0.3;

    /// <summary>The jumps of the jump-diffusion; needed by that method.</summary>
    /// <value>The default value is null.</value>
    public JumpTerms? Jumps
    {
        get;
        init => field = value is not { } jumps || (jumps.Intensity >= 0 && double.IsFinite(jumps.Intensity) && double.IsFinite(jumps.MeanLogJump) && jumps.LogJumpDeviation >= 0 && double.IsFinite(jumps.LogJumpDeviation))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Intensity and deviation must be finite and not negative, the mean finite.");
    }
}
