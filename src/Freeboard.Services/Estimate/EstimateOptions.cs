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
}
