using Freeboard.Migration;

namespace Freeboard.Collections;

/// <summary>What an ageing matrix says of each bucket: rolled on, stayed, improved, cured.</summary>
/// <param name="Bucket">The bucket, from 0, the current one.</param>
/// <param name="Worse">Probability of a worse bucket a period later: the forward roll.</param>
/// <param name="Same">Of the same bucket.</param>
/// <param name="Better">Of a better one, cured included.</param>
/// <param name="Cured">Of the first bucket; null for the first itself.</param>
public readonly record struct AgeingRates(int Bucket, double Worse, double Same, double Better, double? Cured)
{
    /// <summary>The rates of every bucket.</summary>
    /// <param name="matrix">The matrix, buckets from current to the worst.</param>
    public static IReadOnlyList<AgeingRates> Of(TransitionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        List<AgeingRates> rates = [];
        for (int i = 0; i < matrix.Count; i++)
        {
            double worse = 0;
            double better = 0;
            for (int j = 0; j < matrix.Count; j++)
            {
                worse += j > i ? matrix[i, j] : 0;
                better += j < i ? matrix[i, j] : 0;
            }

            rates.Add(new AgeingRates(i, worse, matrix[i, i], better, i == 0 ? null : matrix[i, 0]));
        }

        return rates;
    }
}
