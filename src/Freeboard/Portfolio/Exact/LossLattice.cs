using System.Globalization;

namespace Freeboard.Portfolio.Exact;

/// <summary>Losses as multiples of one unit.</summary>
internal sealed record LossLattice(double Unit, int[] Units, int Total)
{
    /// <summary>A distribution with more points than this takes longer than a good simulation.</summary>
    private const long MostUnits = 20_000_000;

    /// <summary>Finds the multiples; null where the losses are none, or where the distribution would be too long.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="unit">The unit; null for the largest that fits.</param>
    internal static LossLattice? Of(CreditPortfolio portfolio, double? unit)
    {
        double step = unit ?? LargestUnit(portfolio);
        if (!(step > 0))
        {
            return null;
        }

        int[] units = new int[portfolio.Count];
        long total = 0;
        for (int i = 0; i < units.Length; i++)
        {
            double multiple = portfolio.LossOf(i) / step;
            double whole = Math.Round(multiple);
            if (Math.Abs(multiple - whole) > 1e-9 * Math.Max(1, whole) || whole > MostUnits)
            {
                return null;
            }

            units[i] = (int)whole;
            total += units[i];
        }

        return total is > 0 and <= MostUnits ? new LossLattice(step, units, (int)total) : null;
    }

    // Euclid on doubles; a remainder below 1e-9 of the divisor is rounding.
    private static double LargestUnit(CreditPortfolio portfolio)
    {
        double unit = 0;
        for (int i = 0; i < portfolio.Count; i++)
        {
            double a = portfolio.LossOf(i);
            while (a > 0)
            {
                if (unit == 0)
                {
                    unit = a;
                    break;
                }

                double rest = a - (Math.Round(a / unit) * unit);
                if (Math.Abs(rest) <= 1e-9 * Math.Max(a, unit))
                {
                    break;
                }

                a = unit;
                unit = Math.Abs(rest);
            }

            if (unit > 0 && portfolio.TotalLoss / unit > MostUnits)
            {
                return 0;
            }
        }

        // A unit of few digits, such as 0.005, where Euclid's carries the rounding of its steps.
        double tidy = double.Parse(unit.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Abs(tidy - unit) <= 1e-11 * unit ? tidy : unit;
    }
}
