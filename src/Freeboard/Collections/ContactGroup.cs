using Freeboard.Numerics;

namespace Freeboard.Collections;

/// <summary>Accounts of about equal risk: what was forecast for them, and what came.</summary>
/// <remarks>What came is 1 less the life table's probability of being reached, so that accounts that leave early count for as long as they were watched; a share of lost accounts would be too low by all that left. Its interval is that of ln(-ln) of the probability, which stays between 0 and 1.</remarks>
/// <param name="Number">From 1, the least risky first.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="Forecast">Mean forecast of losing contact within the horizon.</param>
/// <param name="Came">What came, by the life table.</param>
/// <param name="Low">Lower end of its interval; null where nobody, or everybody, was lost.</param>
/// <param name="High">Upper end.</param>
public sealed record ContactGroup(int Number, int Accounts, double Forecast, double Came, double? Low, double? High)
{
    /// <summary>Sorts accounts into groups by their forecasts.</summary>
    /// <param name="forecasts">Forecast of each account.</param>
    /// <param name="watched">Periods that each was watched, at least 1.</param>
    /// <param name="isLost">Whether contact was lost in the last of them.</param>
    /// <param name="horizon">Periods of the forecast, at least 1.</param>
    /// <param name="groups">How many groups, at least 1.</param>
    /// <param name="level">Level of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">Sizes differ, or a number of periods is below 1.</exception>
    public static IReadOnlyList<ContactGroup> Of(IReadOnlyList<double> forecasts, IReadOnlyList<int> watched, IReadOnlyList<bool> isLost, int horizon, int groups = 5, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(watched);
        ArgumentNullException.ThrowIfNull(isLost);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (forecasts.Count != watched.Count || forecasts.Count != isLost.Count || watched.Any(static w => w < 1))
        {
            throw new ArgumentException("There must be a number of periods from 1 and an outcome for each forecast.", nameof(watched));
        }

        double z = NormalQuantile.FromProbability(0.5 + (level / 2));
        int[] order = [.. Enumerable.Range(0, forecasts.Count).OrderBy(i => forecasts[i]).ThenBy(static i => i)];
        List<ContactGroup> found = [];
        for (int g = 0; g < groups; g++)
        {
            int[] members = order[(int)((long)g * order.Length / groups)..(int)((long)(g + 1) * order.Length / groups)];
            if (members.Length > 0)
            {
                found.Add(One(g + 1, members, forecasts, watched, isLost, horizon, z));
            }
        }

        return found;
    }

    private static ContactGroup One(int number, int[] members, IReadOnlyList<double> forecasts, IReadOnlyList<int> watched, IReadOnlyList<bool> isLost, int horizon, double z)
    {
        List<int> periods = [];
        List<bool> lost = [];
        foreach (int i in members)
        {
            for (int t = 1; t <= Math.Min(watched[i], horizon); t++)
            {
                periods.Add(t);
                lost.Add(isLost[i] && t == watched[i]);
            }
        }

        ContactLife last = ContactLife.Of(periods, lost)[^1];
        double forecast = members.Average(i => forecasts[i]);
        if (last.Reached is not (> 0 and < 1))
        {
            return new ContactGroup(number, members.Length, forecast, 1 - last.Reached, null, null);
        }

        double spread = Math.Exp(z * last.ReachedError / (last.Reached * -Math.Log(last.Reached)));
        return new ContactGroup(number, members.Length, forecast, 1 - last.Reached, 1 - Math.Pow(last.Reached, 1 / spread), 1 - Math.Pow(last.Reached, spread));
    }
}
