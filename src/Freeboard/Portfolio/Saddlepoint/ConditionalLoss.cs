using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Freeboard.Portfolio.Simulation;

namespace Freeboard.Portfolio.Saddlepoint;

/// <summary>The loss given the factors: a sum of independent losses, with its cumulant function.</summary>
/// <remarks>K(theta) = sum ln(1 + p_i(e^(theta l_i) - 1)), p_i = N(x_i), x_i the conditional threshold. Losses are measured in units of the mean loss, so that theta has a size.</remarks>
internal sealed class ConditionalLoss
{
    private const int Lanes = 8;

    // e^700 is near the end of doubles; a tilt so large is at the loss of all obligors anyway.
    private const double MostExponent = 700;

    // Deviations by which the tilted mean may miss before the last step.
    private const double NearTilt = 1e-3;

    private readonly int padded;
    private readonly double[] thresholds;
    private readonly double[] slopes;
    private readonly double[] losses;
    private readonly double[] probabilities;
    private readonly double[] conditional;
    private double[]? pull;

    internal ConditionalLoss(CreditPortfolio portfolio)
    {
        Factors = portfolio.FactorCount;
        Count = portfolio.Count;
        padded = (Count + Lanes - 1) / Lanes * Lanes;
        thresholds = new double[padded];
        slopes = new double[padded * Factors];
        losses = new double[padded];
        probabilities = new double[padded];
        conditional = new double[padded];
        thresholds.AsSpan().Fill(-CopulaThresholds.Certain);
        Unit = portfolio.TotalLoss / Count;
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> loadings = portfolio.LoadingsOf(i);
            double own = 1;
            foreach (double a in loadings)
            {
                own -= a * a;
            }

            own = Math.Sqrt(own);
            thresholds[i] = CopulaThresholds.Of(portfolio.DefaultProbabilities[i], null) / own;
            losses[i] = portfolio.LossOf(i) / Unit;
            for (int f = 0; f < Factors; f++)
            {
                slopes[(f * padded) + i] = -loadings[f] / own;
            }
        }
    }

    /// <summary>A copy for another thread: the same figures, an own place for the conditional probabilities.</summary>
    private ConditionalLoss(ConditionalLoss other)
    {
        (Factors, Count, padded, Unit) = (other.Factors, other.Count, other.padded, other.Unit);
        (thresholds, slopes, losses) = (other.thresholds, other.slopes, other.losses);
        probabilities = new double[padded];
        conditional = new double[padded];
    }

    internal int Factors { get; }

    internal int Count { get; }

    /// <summary>Currency units of one unit here.</summary>
    internal double Unit { get; }

    /// <summary>Losses in default, in units, n.</summary>
    internal ReadOnlySpan<double> Losses => losses.AsSpan(0, Count);

    /// <summary>Default probabilities given the factors last set, n.</summary>
    internal ReadOnlySpan<double> Probabilities => probabilities.AsSpan(0, Count);

    internal ConditionalLoss Clone() => new(this);

    /// <summary>Sets the factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void SetFactors(ReadOnlySpan<double> factors)
    {
        for (int i = 0; i < padded; i += Lanes)
        {
            Vector512<double> x = Vector512.Create<double>(thresholds.AsSpan(i, Lanes));
            for (int f = 0; f < factors.Length; f++)
            {
                x = Vector512.FusedMultiplyAdd(Vector512.Create<double>(slopes.AsSpan((f * padded) + i, Lanes)), Vector512.Create(factors[f]), x);
            }

            x.CopyTo(conditional, i);
            LaneNormal.Cumulative(x).CopyTo(probabilities, i);
        }
    }

    /// <summary>Mean and variance given the factors, in units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal (double Mean, double Variance) Moments()
    {
        Vector512<double> mean = Vector512<double>.Zero;
        Vector512<double> variance = mean;
        for (int i = 0; i < padded; i += Lanes)
        {
            Vector512<double> p = Vector512.Create<double>(probabilities.AsSpan(i, Lanes));
            Vector512<double> l = Vector512.Create<double>(losses.AsSpan(i, Lanes));
            Vector512<double> part = p * l;
            mean += part;
            variance += part * l * (Vector512<double>.One - p);
        }

        return (Vector512.Sum(mean), Vector512.Sum(variance));
    }

    /// <summary>K and its first three derivatives at theta.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Cumulants At(double theta)
    {
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> tilt = Vector512.Create(theta);
        Vector512<double> most = Vector512.Create(MostExponent);
        Vector512<double> sum0 = Vector512<double>.Zero;
        Vector512<double> sum1 = sum0;
        Vector512<double> sum2 = sum0;
        Vector512<double> sum3 = sum0;
        Vector512<double> product = one;
        int since = 0;
        for (int i = 0; i < padded; i += Lanes)
        {
            Vector512<double> p = Vector512.Create<double>(probabilities.AsSpan(i, Lanes));
            Vector512<double> l = Vector512.Create<double>(losses.AsSpan(i, Lanes));
            Vector512<double> e = Vector512.Exp(Vector512.Min(tilt * l, most));
            Vector512<double> whole = Vector512.FusedMultiplyAdd(p, e - one, one);
            Vector512<double> q = p * e / whole;
            Vector512<double> lq = l * q;
            Vector512<double> spread = lq * l * (one - q);
            sum1 += lq;
            sum2 += spread;
            sum3 += spread * l * (one - q - q);

            // Logarithms of products: eight factors at a time, unless one of them is large.
            if (Vector512.GreaterThanAny(whole, Vector512.Create(1e30)))
            {
                sum0 += Vector512.Log(whole);
            }
            else
            {
                product *= whole;
                if (++since == 8)
                {
                    sum0 += Vector512.Log(product);
                    product = one;
                    since = 0;
                }
            }
        }

        sum0 += Vector512.Log(product);
        return new Cumulants(Vector512.Sum(sum0), Vector512.Sum(sum1), Vector512.Sum(sum2), Vector512.Sum(sum3));
    }

    /// <summary>The tilt at which the mean is x: K'(theta) = x.</summary>
    /// <param name="x">Wanted mean, in units, between the least and the largest possible loss.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="at">Receives the cumulants there.</param>
    /// <returns>The tilt; null where the search did not end: no default can bring such a loss here.</returns>
    internal double? Tilt(double x, double start, out Cumulants at)
    {
        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        double theta = start;
        for (int i = 0; i < 60; i++)
        {
            at = At(theta);
            double miss = at.First - x;
            if (Math.Abs(miss) <= NearTilt * Math.Sqrt(at.Second) || Math.Abs(miss) <= 1e-12 * Math.Abs(x))
            {
                // The last step needs no other pass over the obligors: the series ends with the cube of the step.
                double last = at.Second > 0 ? -miss / at.Second : 0;
                at = at.Moved(last);
                return theta + last;
            }

            if (miss > 0)
            {
                high = theta;
            }
            else
            {
                low = theta;
            }

            // Newton on ln K' where the loss must grow, which is nearly straight there; within the bracket, or halfway.
            double step = at.First > 0 && miss < 0 ? Math.Log(x / at.First) * at.First / at.Second : -miss / at.Second;
            double next = theta + Math.Clamp(double.IsFinite(step) ? step : -Math.Sign(miss), -8, 8);
            theta = next > low && next < high ? next : double.IsFinite(low + high) ? 0.5 * (low + high) : theta - (Math.Sign(miss) * (1 + Math.Abs(theta)));
        }

        at = At(theta);
        return null;
    }

    /// <summary>The twisted probabilities p e^(theta l)/(1 + p(e^(theta l) - 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Twist(double theta, Span<double> twisted)
    {
        if (theta == 0)
        {
            Probabilities.CopyTo(twisted);
            return;
        }

        Span<double> lanes = stackalloc double[Lanes];
        Vector512<double> one = Vector512<double>.One;
        for (int i = 0; i < padded; i += Lanes)
        {
            Vector512<double> p = Vector512.Create<double>(probabilities.AsSpan(i, Lanes));
            Vector512<double> e = Vector512.Exp(Vector512.Min(Vector512.Create(theta) * Vector512.Create<double>(losses.AsSpan(i, Lanes)), Vector512.Create(MostExponent)));
            (p * e / Vector512.FusedMultiplyAdd(p, e - one, one)).CopyTo(lanes);
            lanes[..Math.Min(Lanes, twisted.Length - i)].CopyTo(twisted[i..]);
        }
    }

    /// <summary>The gradient of K by the factors at a tilt: sum (e^(theta l) - 1)/(1 + p(e^(theta l) - 1)) phi(x) dx/dz.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Gradient(double theta, Span<double> gradient)
    {
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> most = Vector512.Create(MostExponent);
        double[] pulls = pull ??= new double[padded];
        for (int i = 0; i < padded; i += Lanes)
        {
            Vector512<double> gain = Vector512.Exp(Vector512.Min(Vector512.Create(theta) * Vector512.Create<double>(losses.AsSpan(i, Lanes)), most)) - one;
            Vector512<double> x = Vector512.Create<double>(conditional.AsSpan(i, Lanes));
            Vector512<double> p = Vector512.Create<double>(probabilities.AsSpan(i, Lanes));
            Vector512<double> density = Vector512.Exp(Vector512.Max(x * x * Vector512.Create(-0.5), Vector512.Create(-MostExponent))) * Vector512.Create(0.3989422804014327);
            (gain / Vector512.FusedMultiplyAdd(p, gain, one) * density).CopyTo(pulls, i);
        }

        for (int f = 0; f < Factors; f++)
        {
            Vector512<double> sum = Vector512<double>.Zero;
            for (int i = 0; i < padded; i += Lanes)
            {
                sum += Vector512.Create<double>(pulls.AsSpan(i, Lanes)) * Vector512.Create<double>(slopes.AsSpan((f * padded) + i, Lanes));
            }

            gradient[f] = Vector512.Sum(sum);
        }
    }

    /// <summary>The direction of the factors in which the expected loss falls fastest at their mean; length 1.</summary>
    internal double[] Direction()
    {
        double[] direction = new double[Factors];
        SetFactors(direction);
        Gradient(1e-6, direction);
        double length = Math.Sqrt(direction.Sum(d => d * d));
        return length > 0 ? [.. direction.Select(d => d / length)] : direction;
    }
}

/// <summary>K, K', K'', K'''.</summary>
internal readonly record struct Cumulants(double Value, double First, double Second, double Third)
{
    /// <summary>The same at a tilt that is a little off, by Taylor's series.</summary>
    internal Cumulants Moved(double step) => new(
        Value + (step * (First + (step * ((0.5 * Second) + (step * Third / 6))))),
        First + (step * (Second + (0.5 * step * Third))),
        Second + (step * Third),
        Third);
}
