namespace Freeboard.Collections;

/// <summary>One forecast of the distribution over ageing buckets, made of earlier periods alone.</summary>
/// <param name="Origin">The period at whose start it was made, from 0; periods before it were learnt from.</param>
/// <param name="Target">The period at whose end it is held against what was seen.</param>
/// <param name="Shares">A share a bucket.</param>
/// <param name="Unseen">Buckets that hold accounts at the origin and were never seen before it: they are forecast to stay.</param>
public sealed record AgeingForecast(int Origin, int Target, IReadOnlyList<AgeingShare> Shares, IReadOnlyList<int> Unseen)
{
    /// <summary>Half the sum of absolute errors: the share of accounts in the wrong bucket.</summary>
    public double Misplaced => 0.5 * Shares.Sum(static share => Math.Abs(share.Error));

    /// <summary>The same for a forecast of no change.</summary>
    public double MisplacedByNoChange => 0.5 * Shares.Sum(static share => Math.Abs(share.Actual - share.NoChange));
}
