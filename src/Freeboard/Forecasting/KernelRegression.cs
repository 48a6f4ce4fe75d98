namespace Freeboard.Forecasting;

/// <summary>Nadaraya-Watson regression on one or several columns with a product kernel.</summary>
/// <remarks>
/// <para>m(x) = sum_i K((x - x_i)/h) y_i / sum_i K((x - x_i)/h). Source: Nadaraya (1964), Watson (1964); bandwidth rules: Silverman (1986), section 4.3.2; cross-validation: Haerdle and Marron (1985).</para>
/// <para>Where no observation lies within a bounded kernel's reach, the bandwidths are widened by half until one does. Weights are taken relative to the nearest, so that a far point has a value and not 0/0.</para>
/// <para>Shape: k columns of n, one response of n; m(x) costs n k.</para>
/// </remarks>
internal sealed class KernelRegression
{
    private const double EpanechnikovFactor = 2.2138;
    private const int Factors = 25;

    private readonly double[][] columns;
    private readonly SmoothingKernel kernel;

    internal KernelRegression(double[][] columns, SmoothingKernel kernel, double[] bandwidths)
    {
        this.columns = columns;
        this.kernel = kernel;
        Bandwidths = bandwidths;
    }

    /// <summary>One bandwidth a column, in its unit.</summary>
    internal double[] Bandwidths { get; }

    /// <summary>The rule of thumb; null where a column does not move.</summary>
    internal static double[]? RuleOfThumb(double[][] columns, SmoothingKernel kernel)
    {
        int n = columns[0].Length;
        double[] bandwidths = new double[columns.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            double mean = columns[j].Average();
            double deviation = Math.Sqrt(columns[j].Sum(v => (v - mean) * (v - mean)) / (n - 1));
            if (!(deviation > 1e-12 * Math.Abs(mean)) || deviation == 0)
            {
                return null;
            }

            bandwidths[j] = 1.06 * deviation * Math.Pow(n, -1.0 / (4 + columns.Length)) * (kernel == SmoothingKernel.Epanechnikov ? EpanechnikovFactor : 1);
        }

        return bandwidths;
    }

    /// <summary>The regression with bandwidths by a rule; null where a column does not move.</summary>
    internal static KernelRegression? Choose(double[][] columns, double[] response, SmoothingKernel kernel, SmoothingBandwidth rule)
    {
        if (RuleOfThumb(columns, kernel) is not { } thumb)
        {
            return null;
        }

        KernelRegression best = new(columns, kernel, thumb);
        if (rule == SmoothingBandwidth.RuleOfThumb)
        {
            return best;
        }

        double least = double.PositiveInfinity;
        for (int k = 0; k < Factors; k++)
        {
            double factor = Math.Pow(2, (6.0 * k / (Factors - 1)) - 3);
            KernelRegression candidate = new(columns, kernel, Array.ConvertAll(thumb, h => h * factor));
            double loss = 0;
            for (int i = 0; i < response.Length; i++)
            {
                double miss = response[i] - candidate.At(i, response);
                loss += miss * miss;
            }

            if (loss < least)
            {
                (best, least) = (candidate, loss);
            }
        }

        return best;
    }

    /// <summary>m at observation i from all others.</summary>
    internal double At(int i, double[] response)
    {
        double[] x = new double[columns.Length];
        for (int j = 0; j < x.Length; j++)
        {
            x[j] = columns[j][i];
        }

        return Mean(x, response, i);
    }

    /// <summary>m at any point.</summary>
    internal double At(ReadOnlySpan<double> x, double[] response) => Mean(x, response, -1);

    private double Mean(ReadOnlySpan<double> x, double[] response, int leftOut)
    {
        int n = response.Length;
        double[] squares = new double[n];
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            double widest = 0;
            for (int j = 0; j < x.Length; j++)
            {
                double z = (x[j] - columns[j][i]) / Bandwidths[j];
                sum += z * z;
                widest = Math.Max(widest, Math.Abs(z));
            }

            squares[i] = sum;
            if (i != leftOut)
            {
                nearest = Math.Min(nearest, kernel == SmoothingKernel.Gaussian ? sum : widest);
            }
        }

        double reach = 1;
        while (kernel == SmoothingKernel.Epanechnikov && nearest >= reach)
        {
            reach *= 1.5;
        }

        double top = 0;
        double bottom = 0;
        for (int i = 0; i < n; i++)
        {
            if (i == leftOut)
            {
                continue;
            }

            double weight = kernel == SmoothingKernel.Gaussian ? Math.Exp(0.5 * (nearest - squares[i])) : Product(x, i, reach);
            top += weight * response[i];
            bottom += weight;
        }

        return top / bottom;
    }

    private double Product(ReadOnlySpan<double> x, int i, double reach)
    {
        double product = 1;
        for (int j = 0; j < x.Length; j++)
        {
            double z = (x[j] - columns[j][i]) / (Bandwidths[j] * reach);
            product *= Math.Max(0, 1 - (z * z));
        }

        return product;
    }
}
