using System.Diagnostics;
using Freeboard.Migration;
using Freeboard.Numerics;
using Freeboard.Portfolio.MarkToMarket;

namespace Freeboard.Tests.Numerics;

public class BivariateNormalTests
{
    // The integral of phi(u) N((y - rho u)/sqrt(1 - rho^2)) over u up to x, by mpmath at 30 digits.
    [Theory]
    [InlineData(-2, -2, 0.99, 0.019711642648668947)]
    [InlineData(-2.5, -2.4, 0.99, 0.0058164366411243968)]
    [InlineData(1.2, -3, 0.99, 0.0013498980316300945)]
    [InlineData(2.3, 2.5, 0.99, 0.98916429787171512)]
    [InlineData(-1.5, 1.6, 0.99, 0.066807201268858066)]
    [InlineData(0.5, -0.3, 0.99, 0.38208857773854666)]
    [InlineData(-2, -2, 0.999, 0.02178710694063509)]
    [InlineData(-2.5, -2.4, 0.999, 0.0062057587016206994)]
    [InlineData(1.2, -3, 0.999, 0.0013498980316300945)]
    [InlineData(2.3, 2.5, 0.999, 0.98927588918263888)]
    [InlineData(-1.5, 1.6, 0.999, 0.066807201268858066)]
    [InlineData(0.5, -0.3, 0.999, 0.38208857781104736)]
    [InlineData(-2, -2, -0.99, 5.4123200164529462e-179)]
    [InlineData(-2.5, -2.4, -0.99, 3.9077552136855377e-266)]
    [InlineData(1.2, -3, -0.99, 9.8969372911486797e-41)]
    [InlineData(2.3, 2.5, -0.99, 0.98306622465254806)]
    [InlineData(-1.5, 1.6, -0.99, 0.014399004926214912)]
    [InlineData(0.5, -0.3, -0.99, 0.075404529782843411)]
    public void Probabilities_near_perfect_correlation_are_those_of_the_one_dimensional_integral(double x, double y, double correlation, double expected)
    {
        Assert.Equal(expected, BivariateNormal.Cumulative(x, y, correlation), correlation > 0 ? 2e-14 * expected : 2e-15);
    }

    [Theory]
    [InlineData(0.99)]
    [InlineData(0.999)]
    [InlineData(0.999999)]
    [InlineData(-0.99)]
    [InlineData(-0.999999)]
    public void Joint_migrations_near_perfect_correlation_end_and_add_up_to_their_margins(double correlation)
    {
        double[,] rows = new double[8, 8];
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                rows[i, j] = i == 7 ? (j == 7 ? 1 : 0) : Math.Exp(-2.0 * Math.Abs(i - j));
            }

            double sum = Enumerable.Range(0, 8).Sum(j => rows[i, j]);
            for (int j = 0; j < 8; j++)
            {
                rows[i, j] /= sum;
            }
        }

        TransitionMatrix matrix = TransitionMatrix.Of(["1", "2", "3", "4", "5", "6", "7", "8"], rows);
        long begun = Stopwatch.GetTimestamp();
        double[,] joint = MigrationThresholds.Joint(matrix, 3, 4, correlation);
        Assert.True(Stopwatch.GetElapsedTime(begun).TotalSeconds < 2);
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(rows[3, i], Enumerable.Range(0, 8).Sum(j => joint[i, j]), 1e-14);
            Assert.Equal(rows[4, i], Enumerable.Range(0, 8).Sum(j => joint[j, i]), 1e-14);
        }
    }
}
