using Freeboard.Numerics;

namespace Freeboard.Validation.Reliability;

/// <summary>Logistic regression on one column, to the last digits: logit P(event) = a + b x.</summary>
internal readonly record struct LogisticLine(double Intercept, double InterceptError, double Slope, double SlopeError)
{
    /// <summary>Why no finite line maximises the likelihood: the column is constant, or a threshold on it separates events from non-events.</summary>
    internal static ValidationStatus ObjectionTo(List<double> x, List<bool> events)
    {
        (double eventLow, double eventHigh) = (double.PositiveInfinity, double.NegativeInfinity);
        (double otherLow, double otherHigh) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < x.Count; i++)
        {
            if (events[i])
            {
                (eventLow, eventHigh) = (Math.Min(eventLow, x[i]), Math.Max(eventHigh, x[i]));
            }
            else
            {
                (otherLow, otherHigh) = (Math.Min(otherLow, x[i]), Math.Max(otherHigh, x[i]));
            }
        }

        return Math.Min(eventLow, otherLow) == Math.Max(eventHigh, otherHigh) ? ValidationStatus.NoVariance
            : eventLow >= otherHigh || eventHigh <= otherLow ? ValidationStatus.Separated
            : ValidationStatus.Estimated;
    }

    /// <summary>The line; null when the steps do not settle.</summary>
    internal static LogisticLine? Fit(List<double> x, List<bool> events, int iterations)
    {
        int n = x.Count;
        double mean = x.Sum() / n;
        double scale = Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / n);
        double[] z = [.. x.Select(v => (v - mean) / scale)];
        double rate = events.Count(static e => e) / (double)n;
        double a = Math.Log(rate / (1 - rate));
        double b = 0;
        double value = LogLikelihood(z, events, a, b);
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            (double g0, double g1, double h00, double h01, double h11) = Derivatives(z, events, a, b);
            double determinant = (h00 * h11) - (h01 * h01);
            if (!(determinant > 0))
            {
                return null;
            }

            double da = ((h11 * g0) - (h01 * g1)) / determinant;
            double db = ((h00 * g1) - (h01 * g0)) / determinant;

            // Near the top the likelihood is flat to rounding; the Newton step itself then says that it has arrived.
            bool arrived = Math.Abs(da) <= 1e-13 * (1 + Math.Abs(a)) && Math.Abs(db) <= 1e-13 * (1 + Math.Abs(b));
            if (arrived)
            {
                double slope = (b + db) / scale;
                double slopeError = Math.Sqrt(h00 / determinant) / scale;
                double shift = mean / scale;
                double interceptVariance = (h11 + (2 * shift * h01) + (shift * shift * h00)) / determinant;
                return new LogisticLine(a + da - ((b + db) * shift), Math.Sqrt(interceptVariance), slope, slopeError);
            }

            double step = 1;
            double next = LogLikelihood(z, events, a + da, b + db);
            while (next < value - (1e-12 * Math.Abs(value)) && step > 1e-6)
            {
                step /= 2;
                next = LogLikelihood(z, events, a + (step * da), b + (step * db));
            }

            a += step * da;
            b += step * db;
            value = next;
        }

        return null;
    }

    /// <summary>The intercept when the slope is 1; null when the steps do not settle.</summary>
    internal static LogisticLine? FitIntercept(List<double> x, List<bool> events, int iterations)
    {
        // The score sum (y - p) falls strictly in a, so Newton inside a bracket cannot leave it.
        double target = events.Count(static e => e);
        double low = -1 - x.Max();
        double high = 1 - x.Min();
        double Predicted(double a) => x.Sum(v => Logistic(a + v));
        while (Predicted(low) > target)
        {
            low -= 1 + Math.Abs(low);
        }

        while (Predicted(high) < target)
        {
            high += 1 + Math.Abs(high);
        }

        double a = Math.Clamp(0, low, high);
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            double gap = target - Predicted(a);
            double information = x.Sum(v => Logistic(a + v) * Logistic(-a - v));
            (low, high) = gap > 0 ? (a, high) : (low, a);
            double next = a + (gap / information);
            if (!(next > low && next < high))
            {
                next = 0.5 * (low + high);
            }

            bool arrived = Math.Abs(next - a) <= 1e-14 * (1 + Math.Abs(a));
            a = next;
            if (arrived)
            {
                return new LogisticLine(a, 1 / Math.Sqrt(information), 1, 0);
            }
        }

        return null;
    }

    private static double Logistic(double t) => t >= 0 ? 1 / (1 + Math.Exp(-t)) : Math.Exp(t) / (1 + Math.Exp(t));

    private static double LogLikelihood(double[] z, List<bool> events, double a, double b)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double t = events[i] ? a + (b * z[i]) : -a - (b * z[i]);
            sum += t >= 0 ? -StandardNormal.LogOnePlus(Math.Exp(-t)) : t - StandardNormal.LogOnePlus(Math.Exp(t));
        }

        return sum;
    }

    private static (double G0, double G1, double H00, double H01, double H11) Derivatives(double[] z, List<bool> events, double a, double b)
    {
        (double g0, double g1, double h00, double h01, double h11) = (0, 0, 0, 0, 0);
        for (int i = 0; i < z.Length; i++)
        {
            double t = a + (b * z[i]);
            double p = Logistic(t);
            double residual = events[i] ? Logistic(-t) : -p;
            double weight = p * Logistic(-t);
            g0 += residual;
            g1 += residual * z[i];
            h00 += weight;
            h01 += weight * z[i];
            h11 += weight * z[i] * z[i];
        }

        return (g0, g1, h00, h01, h11);
    }
}
