namespace Freeboard.DefaultPoint;

/// <summary>A rule that turns liabilities into the default point: the asset value below which the firm is taken to default.</summary>
public abstract record DefaultPointPolicy
{
    /// <summary>The usual KMV rule, current liabilities plus half of the non-current ones.</summary>
    public static DefaultPointPolicy Default { get; } = new WeightedDefaultPoint(0.5);

    /// <summary>Stable name for parameters and reports, such as <c>current+0.5*noncurrent</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Computes the default point, if the statement gives what the rule needs.</summary>
    /// <param name="liabilities">The figures of one statement.</param>
    /// <param name="defaultPoint">The default point in the currency units of the liabilities, finite and not negative; 0 when the method returns false.</param>
    /// <returns>False when a figure that the rule needs is missing, not finite or negative, or when the sum overflows.</returns>
    public abstract bool TryApply(in Liabilities liabilities, out double defaultPoint);

    /// <summary>Whether a figure is there and can be a liability.</summary>
    private protected static bool IsUsable(double? figure) => figure is { } value && double.IsFinite(value) && value >= 0;
}
