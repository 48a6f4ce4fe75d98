namespace Freeboard.Collections;

/// <summary>One period of a life table: of the accounts that could still be reached, how many could not at its end.</summary>
/// <remarks>
/// Source: E. L. Kaplan, P. Meier, Journal of the American Statistical Association 53 (1958); errors of M. Greenwood (1926). An account counts in every period in which it was watched and in no other, so one that is cured, sold or still late at the end takes nothing away from the later periods but itself.
/// Units: periods, mostly months. Errors: sizes that differ throw. Accuracy: the published survival and errors of a classic table with censoring, to their printed digits.
/// </remarks>
/// <param name="Period">The period, from 1.</param>
/// <param name="AtRisk">Accounts that could be reached when it began.</param>
/// <param name="Lost">Of them, accounts that were lost in it.</param>
/// <param name="Hazard">Lost / AtRisk.</param>
/// <param name="HazardError">Its standard error.</param>
/// <param name="Reached">Probability of being reached still at its end, by the product of those before and of its own; nobody leaving for another reason.</param>
/// <param name="ReachedError">Its standard error by Greenwood's formula.</param>
public readonly record struct ContactLife(int Period, int AtRisk, int Lost, double Hazard, double HazardError, double Reached, double ReachedError)
{
    /// <summary>Counts a table.</summary>
    /// <param name="periods">The period of each row.</param>
    /// <param name="isLost">Whether contact was lost in it.</param>
    /// <returns>A row a period in which somebody was at risk, rising.</returns>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static IReadOnlyList<ContactLife> Of(IReadOnlyList<int> periods, IReadOnlyList<bool> isLost)
    {
        ArgumentNullException.ThrowIfNull(periods);
        ArgumentNullException.ThrowIfNull(isLost);
        if (periods.Count != isLost.Count)
        {
            throw new ArgumentException("There must be an outcome for each period.", nameof(isLost));
        }

        SortedDictionary<int, (int AtRisk, int Lost)> counts = [];
        for (int i = 0; i < periods.Count; i++)
        {
            (int atRisk, int lost) = counts.GetValueOrDefault(periods[i]);
            counts[periods[i]] = (atRisk + 1, lost + (isLost[i] ? 1 : 0));
        }

        List<ContactLife> table = [];
        double reached = 1;
        double sum = 0;
        foreach ((int period, (int n, int d)) in counts)
        {
            double hazard = d / (double)n;
            reached *= 1 - hazard;
            sum += d < n ? d / (n * (double)(n - d)) : 0;
            table.Add(new ContactLife(period, n, d, hazard, Math.Sqrt(hazard * (1 - hazard) / n), reached, reached * Math.Sqrt(sum)));
        }

        return table;
    }
}
