namespace Freeboard.Structural.Barrier;

/// <summary>What the likelihood of the barrier model estimates. Use <c>with</c> to change a setting.</summary>
public sealed record BarrierLikelihoodOptions
{
    /// <summary>The defaults.</summary>
    public static BarrierLikelihoodOptions Default { get; } = new();

    /// <summary>Barrier over default point, decimal, when it is known: finite, zero (Merton) or positive. Null estimates it.</summary>
    /// <value>The default value is null.</value>
    public double? Fraction
    {
        get;
        init
        {
            if (value is { } given)
            {
                CheckFraction(given, nameof(value));
            }

            field = value;
        }
    }

    /// <summary>The largest barrier over default point that is tried; finite and positive. A barrier above 1 closes a firm whose owners could still pay every debt.</summary>
    /// <value>The default value is 1.5.</value>
    public double LargestFraction
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and positive.");
    } = 1.5;

    internal static void CheckFraction(double fraction, string name)
    {
        if (!(fraction >= 0 && double.IsFinite(fraction)))
        {
            throw new ArgumentOutOfRangeException(name, fraction, "Must be finite and not negative.");
        }
    }
}
