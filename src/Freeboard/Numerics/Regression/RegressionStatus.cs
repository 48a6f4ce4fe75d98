namespace Freeboard.Numerics.Regression;

/// <summary>Why a regression has, or has not, numbers. Zero is never success.</summary>
public enum RegressionStatus
{
    /// <summary>Nothing was fitted.</summary>
    NotRun = 0,

    /// <summary>Every number holds.</summary>
    Fitted,

    /// <summary>The residuals are no larger than the rounding of the data: coefficients hold and their errors are zero, so that there is no t, p or F.</summary>
    ExactFit,

    /// <summary>A column is a combination of others, or constant beside an intercept: no coefficients are defined. The dependencies are named.</summary>
    RankDeficient,

    /// <summary>No more observations than coefficients.</summary>
    NotEnoughData,

    /// <summary>A number is not finite.</summary>
    InvalidInput,
}
