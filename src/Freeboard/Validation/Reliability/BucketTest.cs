namespace Freeboard.Validation.Reliability;

/// <summary>One bucket held against its predicted probability: three p values side by side, each for "the prediction is too low".</summary>
public sealed record BucketTest
{
    /// <summary>Rows in the bucket.</summary>
    public required int Observations { get; init; }

    /// <summary>Rows with the event.</summary>
    public required int Events { get; init; }

    /// <summary>Predicted probability, the mean of the bucket; decimal.</summary>
    public required double Predicted { get; init; }

    /// <summary>Lowest predicted probability in the bucket; null when only the mean was given.</summary>
    public double? LowestPredicted { get; init; }

    /// <summary>Highest predicted probability in the bucket; null when only the mean was given.</summary>
    public double? HighestPredicted { get; init; }

    /// <summary>Observed rate, decimal; null for an empty bucket.</summary>
    public double? Observed { get; init; }

    /// <summary>Lower end of Wilson's interval of the rate; null for an empty bucket.</summary>
    public double? WilsonLow { get; init; }

    /// <summary>Upper end of Wilson's interval of the rate; null for an empty bucket.</summary>
    public double? WilsonHigh { get; init; }

    /// <summary>Whether the prediction lies in Wilson's interval; null for an empty bucket.</summary>
    public bool? InsideInterval => WilsonLow is { } low && WilsonHigh is { } high ? Predicted >= low && Predicted <= high : null;

    /// <summary>Binomial test: P(at least so many events) if events are independent and the prediction is true.</summary>
    public required double Binomial { get; init; }

    /// <summary>Jeffreys test: posterior probability that the true rate is at most the prediction, prior Beta(1/2, 1/2).</summary>
    public required double Jeffreys { get; init; }

    /// <summary>P(at least so many events) when one common factor moves all rows together: what a bad year alone can do.</summary>
    public required double Correlated { get; init; }

    /// <summary>Asset correlation of <see cref="Correlated"/>, in [0, 1).</summary>
    public required double Correlation { get; init; }
}
