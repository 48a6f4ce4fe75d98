namespace Freeboard.Services.FirmYears;

/// <summary>The policies by their words, and their fit on a training panel.</summary>
public static class FirmYearPolicies
{
    /// <summary>Words that <see cref="Fit"/> takes, for an option such as <c>--volatility-policy</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["constant"];

    /// <summary>The word taken when none is given.</summary>
    public const string DefaultWord = "constant";

    /// <summary>Fits a policy on training rows; labels are not looked at.</summary>
    /// <param name="training">The rows to learn from, in any order.</param>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <exception cref="ArgumentException">The word is unknown.</exception>
    public static FirmYearPolicy Fit(IReadOnlyList<FirmYear> training, string word = DefaultWord)
    {
        ArgumentNullException.ThrowIfNull(training);
        return word switch
        {
            "constant" => new FirmYearPolicy { Volatility = new ConstantVolatility(0.6) },
            _ => throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}.", nameof(word)),
        };
    }
}
