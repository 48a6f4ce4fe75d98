namespace Freeboard.Monitoring;

/// <summary>What a change trigger is designed for: how often it may raise an alert on a firm to which nothing happens.</summary>
public sealed record AlarmDesign
{
    /// <summary>False alerts a firm and year; in [0.001, 12].</summary>
    public required double AlarmsPerFirmYear
    {
        get;
        init => field = value is >= 0.001 and <= 12 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0.001, 12].");
    }

    /// <summary>Observations a year: 250 for trading days, 52, 12; in [1, 366].</summary>
    public required double ObservationsPerYear
    {
        get;
        init => field = value is >= 1 and <= 366 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1, 366].");
    }

    /// <summary>Observations over which the change is measured; in 1 to 1000.</summary>
    public required int WindowObservations
    {
        get;
        init => field = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 1000.");
    }

    /// <summary>Successive observations beyond the raise threshold that raise an alert; in 1 to 1000.</summary>
    /// <value>The default value is 1.</value>
    public int RaiseRun
    {
        get;
        init => field = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 1000.");
    } = 1;

    /// <summary>Successive observations beyond the clear threshold that end an alert; in 1 to 1000.</summary>
    /// <value>The default value is 1.</value>
    public int ClearRun
    {
        get;
        init => field = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 1000.");
    } = 1;

    /// <summary>The clear threshold as a share of the raise threshold; in [0, 1].</summary>
    /// <value>The default value is 0.5.</value>
    public double ClearShare
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1].");
    } = 0.5;

    /// <summary>Seed of the simulated path.</summary>
    /// <value>The default value is 20240229.</value>
    public ulong Seed { get; init; } = 20240229;
}

/// <summary>Why a threshold has, or has not, a number.</summary>
public enum AlarmDesignStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The threshold gives the wanted rate, within the error of the simulation.</summary>
    Converged,

    /// <summary>No threshold gives so many alerts: the days for which it must hold allow fewer.</summary>
    RateTooHigh,
}

/// <summary>A threshold with the rate of false alerts that it gives.</summary>
/// <param name="Sigmas">Raise threshold, standard deviations of the change over the window; null without one.</param>
/// <param name="AlarmsPerFirmYear">The rate that the simulated path shows at the threshold.</param>
/// <param name="RateStandardError">Standard error of that rate, from the number of alerts on the path.</param>
/// <param name="FirmYears">Length of the simulated path, years.</param>
/// <param name="Status">Why there is, or is not, a threshold.</param>
public sealed record DesignedThreshold(double? Sigmas, double AlarmsPerFirmYear, double RateStandardError, double FirmYears, AlarmDesignStatus Status);
