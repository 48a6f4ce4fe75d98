using Freeboard.Numerics;

namespace Freeboard.Macro;

/// <summary>Distribution of the Dickey-Fuller t under a unit root, one series.</summary>
/// <remarks>
/// Probabilities: response surfaces of MacKinnon (1994), Journal of Business and Economic Statistics 12, tables 3 and 4: N of a polynomial in the statistic, one below and one above a turning point.
/// Critical values: b0 + b1/n + b2/n^2 + b3/n^3, MacKinnon (2010), Queen's Economics Department working paper 1227, table 2 (none: table 1).
/// </remarks>
internal static class MacKinnon
{
    private static readonly double[] TurningPoint = [-1.04, -1.61, -2.89, -3.21];
    private static readonly double[] Least = [-19.04, -18.83, -16.18, -17.17];
    private static readonly double[] Greatest = [double.PositiveInfinity, 2.74, 0.7, 0.54];

    private static readonly double[][] Below =
    [
        [0.6344, 1.2378, 3.2496e-2],
        [2.1659, 1.4412, 3.8269e-2],
        [3.2512, 1.6047, 4.9588e-2],
        [4.0003, 1.658, 4.8288e-2],
    ];

    private static readonly double[][] Above =
    [
        [0.4797, 9.3557e-1, -0.6999e-1, 3.3066e-2],
        [1.7339, 9.3202e-1, -1.2745e-1, -1.0368e-2],
        [2.5261, 6.1654e-1, -3.7956e-1, -6.0285e-2],
        [3.0778, 4.9529e-1, -4.1477e-1, -5.9359e-2],
    ];

    // [trend][1 %, 5 %, 10 %][power of 1/n]
    private static readonly double[][][] Critical =
    [
        [[-2.56574, -2.2358, -3.627, 0], [-1.94100, -0.2686, -3.365, 31.223], [-1.61682, 0.2656, -2.714, 25.364]],
        [[-3.43035, -6.5393, -16.786, -79.433], [-2.86154, -2.8903, -4.234, -40.040], [-2.56677, -1.5384, -2.809, 0]],
        [[-3.95877, -9.0531, -28.428, -134.155], [-3.41049, -4.3904, -9.036, -45.374], [-3.12705, -2.5856, -3.925, -22.380]],
        [[-4.37113, -11.5882, -35.819, -334.047], [-3.83239, -5.9057, -12.490, -118.284], [-3.55326, -3.6596, -5.293, -63.559]],
    ];

    internal static double Probability(double statistic, UnitRootTrend trend)
    {
        int row = (int)trend;
        if (statistic > Greatest[row])
        {
            return 1;
        }

        return statistic < Least[row] ? 0 : StandardNormal.Cumulative(Polynomial(statistic <= TurningPoint[row] ? Below[row] : Above[row], statistic));
    }

    internal static (double One, double Five, double Ten) CriticalValues(int observations, UnitRootTrend trend)
    {
        double[][] rows = Critical[(int)trend];
        double x = 1.0 / observations;
        return (Polynomial(rows[0], x), Polynomial(rows[1], x), Polynomial(rows[2], x));
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * x) + coefficients[i];
        }

        return sum;
    }
}
