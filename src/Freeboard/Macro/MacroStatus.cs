using Freeboard.Numerics.Regression;

namespace Freeboard.Macro;

/// <summary>Why a figure of this chapter is there, or is not. Zero is never success.</summary>
public enum MacroStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>Every number holds.</summary>
    Estimated,

    /// <summary>Too few periods for the coefficients and an error of them.</summary>
    NotEnoughData,

    /// <summary>A number is not finite, or lies outside what the scale takes.</summary>
    InvalidInput,

    /// <summary>A column combines others, or does not move.</summary>
    RankDeficient,

    /// <summary>The residuals are no larger than rounding: there is no error to test with.</summary>
    ExactFit,

    /// <summary>The series does not move.</summary>
    NoMovement,
}

/// <summary>The status of a regression in the words of this chapter.</summary>
internal static class MacroStatuses
{
    internal static MacroStatus Of(RegressionStatus status) => status switch
    {
        RegressionStatus.Fitted => MacroStatus.Estimated,
        RegressionStatus.ExactFit => MacroStatus.ExactFit,
        RegressionStatus.RankDeficient => MacroStatus.RankDeficient,
        RegressionStatus.NotEnoughData => MacroStatus.NotEnoughData,
        RegressionStatus.InvalidInput => MacroStatus.InvalidInput,
        _ => MacroStatus.NotRun,
    };

    internal static bool AllFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
