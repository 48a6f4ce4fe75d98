using Freeboard.Migration;
using Freeboard.Numerics;

namespace Freeboard.Collections;

/// <summary>Forecasts of an ageing table out of time: matrices of the past against the distribution that came.</summary>
/// <remarks>
/// <para>Method: at the start of period t the matrix of periods 0 to t - 1 together carries the distribution of the accounts that period t follows; h periods ahead by its h-th power. Nothing of period t or later enters.</para>
/// <para>Error of a share one period ahead: sum_i N_i p_ij (1 - p_ij) / N^2 (chance of the moves) + sum_i (N_i / N)^2 p_ij (1 - p_ij) / n_i (the matrix learnt from n_i), when one matrix holds and accounts are independent.
/// Scores far beyond 2 say that one does not hold, which is what a test of homogeneity says of the past.</para>
/// <para>Accounts that go out of sight are left out of the period in which they do.</para>
/// <para>Errors: the caller's bugs throw; too few periods are a status.</para>
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Ahead">Periods ahead.</param>
/// <param name="Forecasts">Forecasts by origin; empty without one.</param>
public sealed record AgeingBacktest(AgeingStatus Status, int Ahead, IReadOnlyList<AgeingForecast> Forecasts)
{
    /// <summary>Mean share of accounts in the wrong bucket; null without a forecast.</summary>
    public double? Misplaced => Forecasts.Count == 0 ? null : Forecasts.Average(static forecast => forecast.Misplaced);

    /// <summary>The same for forecasts of no change.</summary>
    public double? MisplacedByNoChange => Forecasts.Count == 0 ? null : Forecasts.Average(static forecast => forecast.MisplacedByNoChange);

    /// <summary>Makes the forecasts.</summary>
    /// <param name="counts">Moves between buckets by period, in order.</param>
    /// <param name="ahead">Periods ahead, at least 1.</param>
    /// <param name="firstOrigin">Periods learnt from before the first forecast, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of periods is below 1.</exception>
    public static AgeingBacktest Of(TransitionCounts counts, int ahead = 1, int firstOrigin = 1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstOrigin, 1);
        List<AgeingForecast> forecasts = [];
        for (int origin = firstOrigin; origin + ahead <= counts.Periods; origin++)
        {
            if (At(counts, origin, ahead) is { } forecast)
            {
                forecasts.Add(forecast);
            }
        }

        return new AgeingBacktest(forecasts.Count == 0 ? AgeingStatus.TooFewPeriods : AgeingStatus.Forecast, ahead, forecasts);
    }

    private static AgeingForecast? At(TransitionCounts counts, int origin, int ahead)
    {
        int n = counts.States;
        double[,] learnt = counts.Slice(0, origin).Pooled();
        double[] seen = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => learnt[i, j]))];
        double[] start = [.. Enumerable.Range(0, n).Select(i => counts.Exposure(origin, i))];
        int target = origin + ahead - 1;
        double[] end = [.. Enumerable.Range(0, n).Select(j => Enumerable.Range(0, n).Sum(i => counts[target, i, j]))];
        double all = start.Sum();
        double left = end.Sum();
        if (all == 0 || left == 0 || seen.All(static count => count == 0))
        {
            return null;
        }

        double[,] matrix = SquareMatrix.Identity(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n && seen[i] > 0; j++)
            {
                matrix[i, j] = learnt[i, j] / seen[i];
            }
        }

        double[,] over = matrix;
        for (int step = 1; step < ahead; step++)
        {
            over = SquareMatrix.Product(over, matrix);
        }

        List<AgeingShare> shares = [];
        for (int j = 0; j < n; j++)
        {
            double forecast = 0;
            double variance = 0;
            for (int i = 0; i < n; i++)
            {
                double weight = start[i] / all;
                double spread = over[i, j] * (1 - over[i, j]);
                forecast += weight * over[i, j];
                variance += (weight * spread / all) + (seen[i] > 0 ? weight * weight * spread / seen[i] : 0);
            }

            shares.Add(new AgeingShare(j, forecast, end[j] / left, start[j] / all, ahead == 1 && variance > 0 ? Math.Sqrt(variance) : null));
        }

        return new AgeingForecast(origin, target, shares, [.. Enumerable.Range(0, n).Where(i => start[i] > 0 && seen[i] == 0)]);
    }
}
