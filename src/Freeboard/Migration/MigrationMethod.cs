namespace Freeboard.Migration;

/// <summary>How transitions were estimated.</summary>
public enum MigrationMethod
{
    /// <summary>States at the beginning and the end of each period, counted.</summary>
    Cohort = 0,

    /// <summary>Rates of moving per year in each state, constant in time: a generator.</summary>
    Duration,

    /// <summary>The product integral of the moves as they came, without a constant rate: Aalen and Johansen's estimator.</summary>
    AalenJohansen,
}
