namespace Freeboard.Numerics.Regression;

/// <summary>One coefficient of a logit regression.</summary>
/// <param name="Name">The column; "const" for the intercept.</param>
/// <param name="Coefficient">Change of the log odds a unit of the column.</param>
/// <param name="StandardError">By the expected information: for responses of 0 and 1.</param>
/// <param name="RobustError">By the sandwich HC0: for fractions too.</param>
public readonly record struct LogitTerm(string Name, double Coefficient, double StandardError, double RobustError)
{
    /// <summary>Two-sided p value of no effect, by the robust error.</summary>
    public double Probability => 2 * StandardNormal.Cumulative(-Math.Abs(Coefficient / RobustError));
}
