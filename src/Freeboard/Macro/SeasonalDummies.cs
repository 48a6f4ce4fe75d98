using System.Globalization;
using Freeboard.Numerics.Regression;

namespace Freeboard.Macro;

/// <summary>Columns that are one in a season of the year and zero otherwise: what a season adds to the first one.</summary>
public static class SeasonalDummies
{
    /// <summary>Makes the columns of seasons 2 to s; the first is the base, taken by the constant.</summary>
    /// <param name="seasons">Season of each row, 1 to s.</param>
    /// <param name="periodsPerYear">s: 12 or 4; at least 2.</param>
    /// <returns>One column for every season but the first that some row lies in, named season2, season3 ...</returns>
    /// <exception cref="ArgumentOutOfRangeException">s is below 2, or a season lies outside 1..s.</exception>
    public static IReadOnlyList<RegressionColumn> Of(ReadOnlySpan<int> seasons, int periodsPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periodsPerYear, 2);
        List<RegressionColumn> columns = [];
        double[] ones = new double[seasons.Length];
        for (int season = 1; season <= periodsPerYear; season++)
        {
            bool any = false;
            for (int t = 0; t < ones.Length; t++)
            {
                if (seasons[t] < 1 || seasons[t] > periodsPerYear)
                {
                    throw new ArgumentOutOfRangeException(nameof(seasons), seasons[t], $"Must lie in 1..{periodsPerYear}.");
                }

                ones[t] = seasons[t] == season ? 1 : 0;
                any |= seasons[t] == season;
            }

            if (season > 1 && any)
            {
                columns.Add(new RegressionColumn(NameOf(season), ones));
            }
        }

        return columns;
    }

    internal static string NameOf(int season) => string.Create(CultureInfo.InvariantCulture, $"season{season}");
}
