using Freeboard.Numerics;

namespace Freeboard.Collections;

/// <summary>Makes up late accounts with a known law of losing contact: no public data have any.</summary>
/// <remarks>
/// <para>Every account begins one month late. Each month: six calls, each failing with probability logistic(-0.8 + 0.5 z), z normal and the account's own; a changed telephone number with probability 0.05; then contact is lost with
/// log odds -3.6 - 0.25 ln(month) + the <see cref="Effects"/> of the columns + frailty. If it is not, something is paid with probability logistic(0.2 - 0.35 (months late) - 0.8 (share of failed calls)): half of the payments cure the account, the others keep it as late as it is;
/// without one it is a month later, and above six it is written off. The data end for an account after 1 to <see cref="ContactSimulation.Periods"/> months, each as likely.</para>
/// <para>Cure, write-off and end of data depend on the columns and on chance only, so that censoring says nothing of contact beyond them. The law is made up: it serves tests and learning, not judgement of real portfolios.</para>
/// <para>Each account has a stream of its own, so that the first hundred are the same whatever their number.</para>
/// </remarks>
public static class ContactSimulator
{
    private const double Level = -3.6;
    private const double Slope = -0.25;
    private const int Calls = 6;
    private const int MostMonthsLate = 6;

    /// <summary>The columns: months late, share of calls that failed, whether the number changed, whether something was paid the month before, whether the employer is known.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["months_late", "failed_calls", "changed_number", "paid_last", "employer_known"];

    /// <summary>Change of the log odds of losing contact a unit of each column.</summary>
    public static IReadOnlyList<double> Effects { get; } = [0.35, 1.4, 0.9, -0.8, -0.5];

    /// <summary>Makes up accounts.</summary>
    /// <param name="options">How many and how; null for the defaults.</param>
    public static IEnumerable<ContactHistory> Simulate(ContactSimulation? options = null)
    {
        options ??= ContactSimulation.Default;
        for (int i = 1; i <= options.Accounts; i++)
        {
            yield return One(options, i);
        }
    }

    private static ContactHistory One(ContactSimulation options, int account)
    {
        PhiloxStream random = new(options.Seed, (uint)account);
        double employer = random.NextUniform() < 0.6 ? 1 : 0;
        double calls = random.NextNormal();
        double hidden = options.Frailty * random.NextNormal();
        int watched = 1 + random.NextIndex(options.Periods);
        double late = 1;
        double paid = 0;
        List<double[]> months = [];
        for (int month = 1; month <= watched; month++)
        {
            int failed = 0;
            for (int call = 0; call < Calls; call++)
            {
                failed += random.NextUniform() < Logistic(-0.8 + (0.5 * calls)) ? 1 : 0;
            }

            double[] row = [late, failed / (double)Calls, random.NextUniform() < 0.05 ? 1 : 0, paid, employer];
            months.Add(row);
            double odds = Level + (Slope * Math.Log(month)) + hidden;
            for (int c = 0; c < row.Length; c++)
            {
                odds += Effects[c] * row[c];
            }

            if (random.NextUniform() < Logistic(odds))
            {
                return new ContactHistory(account, months, ContactEnding.Lost);
            }

            bool pays = random.NextUniform() < Logistic(0.2 - (0.35 * late) - (0.8 * row[1]));
            if (pays && random.NextUniform() < 0.5)
            {
                return new ContactHistory(account, months, ContactEnding.Cured);
            }

            (late, paid) = pays ? (late, 1) : (late + 1, 0);
            if (late > MostMonthsLate)
            {
                return new ContactHistory(account, months, ContactEnding.WrittenOff);
            }
        }

        return new ContactHistory(account, months, ContactEnding.StillLate);
    }

    private static double Logistic(double t) => 1 / (1 + Math.Exp(-t));
}
