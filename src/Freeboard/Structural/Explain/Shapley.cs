namespace Freeboard.Structural.Explain;

/// <summary>Shapley and Owen values of the change of a function between two points, exactly, by all subsets.</summary>
internal static class Shapley
{
    /// <summary>The contribution of each factor: its marginal effect averaged over all orders in which the factors can move.</summary>
    /// <param name="factors">How many factors; at most 16.</param>
    /// <param name="valueAt">The function where the factors in the bit set stand at their second value, the others at their first.</param>
    internal static double[] Values(int factors, Func<int, double> valueAt)
    {
        double[] table = Table(factors, valueAt);
        double[] result = new double[factors];
        for (int i = 0; i < factors; i++)
        {
            ExactSum sum = default;
            double weights = Factorial(factors);
            for (int set = 0; set < table.Length; set++)
            {
                if ((set & (1 << i)) != 0)
                {
                    continue;
                }

                int size = int.PopCount(set);

                // Whole numbers of orders, divided once at the end: nothing is rounded but the terms.
                double orders = Factorial(size) * Factorial(factors - size - 1);
                sum.Add(orders, table[set | (1 << i)]);
                sum.Add(-orders, table[set]);
            }

            result[i] = sum.Value / weights;
        }

        return result;
    }

    /// <summary>The Owen value of each member of one factor that is itself made of members, which move together with respect to the other factors.</summary>
    /// <param name="others">How many other factors.</param>
    /// <param name="members">How many members the factor has.</param>
    /// <param name="valueAt">The function by the bit set of other factors moved and the bit set of members moved.</param>
    internal static double[] MemberValues(int others, int members, Func<int, int, double> valueAt)
    {
        double[] result = new double[members];
        ExactSum[] sums = new ExactSum[members];
        for (int set = 0; set < 1 << others; set++)
        {
            int size = int.PopCount(set);
            double outer = Factorial(size) * Factorial(others - size);
            int outside = set;
            double[] table = Table(members, inside => valueAt(outside, inside));
            for (int i = 0; i < members; i++)
            {
                for (int inside = 0; inside < table.Length; inside++)
                {
                    if ((inside & (1 << i)) != 0)
                    {
                        continue;
                    }

                    int insideSize = int.PopCount(inside);
                    double orders = outer * Factorial(insideSize) * Factorial(members - insideSize - 1);
                    sums[i].Add(orders, table[inside | (1 << i)]);
                    sums[i].Add(-orders, table[inside]);
                }
            }
        }

        for (int i = 0; i < members; i++)
        {
            result[i] = sums[i].Value / (Factorial(others + 1) * Factorial(members));
        }

        return result;
    }

    private static double[] Table(int factors, Func<int, double> valueAt)
    {
        double[] table = new double[1 << factors];
        for (int set = 0; set < table.Length; set++)
        {
            table[set] = valueAt(set);
        }

        return table;
    }

    private static double Factorial(int n)
    {
        double product = 1;
        for (int i = 2; i <= n; i++)
        {
            product *= i;
        }

        return product;
    }

    /// <summary>A sum kept in two doubles, so that large values that cancel leave their difference whole.</summary>
    private struct ExactSum
    {
        private double high;
        private double low;

        internal readonly double Value => high + low;

        internal void Add(double weight, double value)
        {
            double product = weight * value;
            double lost = Math.FusedMultiplyAdd(weight, value, -product);
            double sum = high + product;
            double part = sum - high;
            low += (high - (sum - part)) + (product - part) + lost;
            high = sum;
        }
    }
}
