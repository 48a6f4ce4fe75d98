namespace Freeboard.Volatility.Diagnostics;

/// <summary>Why a test has, or has not, numbers. Zero is never success.</summary>
public enum DiagnosticStatus
{
    /// <summary>The test was not made.</summary>
    NotRun = 0,

    /// <summary>Statistic and probability hold.</summary>
    Computed,

    /// <summary>Fewer observations than the test needs for its lags or regressors.</summary>
    NotEnoughData,

    /// <summary>A number is not finite.</summary>
    InvalidInput,

    /// <summary>The series is constant, or its signs never change, so that the statistic is nought over nought.</summary>
    NoMovement,
}
