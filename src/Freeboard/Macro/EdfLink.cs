using Freeboard.Numerics;

namespace Freeboard.Macro;

/// <summary>The scale on which an index of EDFs is regressed.</summary>
public enum EdfLink
{
    /// <summary>The index itself; predictions may leave [0, 1].</summary>
    Level = 0,

    /// <summary>ln of the index: predictions stay positive.</summary>
    Log,

    /// <summary>ln(p/(1 - p)): predictions stay inside (0, 1).</summary>
    Logit,

    /// <summary>N^-1(p): minus a distance to default; predictions stay inside (0, 1).</summary>
    Probit,
}

/// <summary>From a probability to a scale and back.</summary>
public static class EdfLinks
{
    /// <summary>The probability on the scale.</summary>
    /// <param name="link">The scale.</param>
    /// <param name="probability">In [0, 1]; strictly inside but for a level, above zero for a logarithm.</param>
    /// <returns>Null where the scale does not take the probability.</returns>
    public static double? Apply(EdfLink link, double probability) => link switch
    {
        EdfLink.Level when probability is >= 0 and <= 1 => probability,
        EdfLink.Log when probability is > 0 and <= 1 => Math.Log(probability),
        EdfLink.Logit when probability is > 0 and < 1 => Math.Log(probability / (1 - probability)),
        EdfLink.Probit when probability is > 0 and < 1 => NormalQuantile.FromProbability(probability),
        _ => null,
    };

    /// <summary>Back to a probability.</summary>
    /// <param name="link">The scale.</param>
    /// <param name="value">A finite number on it.</param>
    /// <returns>The probability; beyond [0, 1] for a level and above 1 for a logarithm where the number leads there.</returns>
    public static double Undo(EdfLink link, double value) => link switch
    {
        EdfLink.Log => Math.Exp(value),
        EdfLink.Logit => value >= 0 ? 1 / (1 + Math.Exp(-value)) : Math.Exp(value) / (1 + Math.Exp(value)),
        EdfLink.Probit => StandardNormal.Cumulative(value),
        _ => value,
    };
}
