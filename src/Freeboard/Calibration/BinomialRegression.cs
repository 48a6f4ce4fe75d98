namespace Freeboard.Calibration;

/// <summary>Binomial maximum likelihood of events on one predictor: p = link(a + b x).</summary>
/// <remarks>
/// <para>Source: P. McCullagh and J. A. Nelder, Generalized Linear Models (1989), chapter 4: Fisher scoring; errors from the expected information.</para>
/// <para>Method: x is standardised; a step that lowers the likelihood is halved. Under the logarithmic link the likelihood is concave on the half-planes a + b x &lt;= 0,
/// and its maximum may lie on their edge, at the smallest x, where all must be events: then the search goes along the edge.</para>
/// <para>Accuracy: coefficients to about 1e-12 relative where the information is well conditioned; measured in docs/calibration.md.</para>
/// </remarks>
internal static class BinomialRegression
{
    private const int MaximumIterations = 200;
    private const int MaximumHalvings = 60;

    /// <summary>Fits.</summary>
    /// <param name="points">Points with an event and another without, and two distinct x at least.</param>
    /// <param name="link">The link.</param>
    internal static BinomialFit Fit(BinomialPoints points, BinomialLink link)
    {
        (double mean, double scale) = points.Standard();
        BinomialFit fit = Score(points, link, mean, scale);

        // A search that ran into the edge has its likelihood to rounding; one that stopped elsewhere, below or above, has not.
        if (link == BinomialLink.Log && fit.Status != CalibrationStatus.Fitted && AlongEdge(points) is { } edge && !(fit.LogLikelihood > edge.LogLikelihood + (1e-9 * Math.Abs(edge.LogLikelihood))))
        {
            return edge with { Iterations = fit.Iterations + edge.Iterations };
        }

        return fit;
    }

    /// <summary>The log-likelihood at a line, without binomial coefficients.</summary>
    internal static double LogLikelihood(BinomialPoints points, BinomialLink link, double a, double b)
    {
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            LinkPoint at = LinkPoint.At(link, a + (b * points.X[i]));
            sum += Term(points.Events[i], at.LogP) + Term(points.Trials[i] - points.Events[i], at.LogQ);
        }

        return sum;
    }

    /// <summary>The score of each point, dL/d eta.</summary>
    internal static double ScoreOf(BinomialLink link, double trials, double events, double eta)
    {
        LinkPoint at = LinkPoint.At(link, eta);
        return Term(events, at.A) - Term(trials - events, at.B);
    }

    /// <summary>Nothing times infinity is nothing here: a likelihood of no cases.</summary>
    private static double Term(double count, double value) => count == 0 ? 0 : count * value;

    private static BinomialFit Score(BinomialPoints points, BinomialLink link, double mean, double scale)
    {
        double rate = points.EventTotal / points.TrialTotal;
        double start = link switch
        {
            BinomialLink.Logit => Math.Log(rate / (1 - rate)),
            BinomialLink.Probit => Numerics.NormalQuantile.FromProbability(rate),
            _ => Math.Log(rate),
        };
        double a = start;
        double b = 0;
        Sums at = Sum(points, link, a, b, mean, scale);
        for (int iteration = 1; iteration <= MaximumIterations; iteration++)
        {
            (double da, double db) = at.Step();
            double decrement = (da * at.ScoreA) + (db * at.ScoreB);
            if (!double.IsFinite(decrement))
            {
                return Made(at, CalibrationStatus.IterationLimit, iteration);
            }

            double size = 1;
            Sums next = at;
            int halvings = 0;
            for (; halvings < MaximumHalvings; halvings++, size /= 2)
            {
                next = Sum(points, link, a + (size * da), b + (size * db), mean, scale);

                // Near the top a better point and the rounding of a long sum look alike.
                if (next.LogLikelihood >= at.LogLikelihood - (1e-13 * Math.Abs(at.LogLikelihood)))
                {
                    break;
                }
            }

            if (halvings == MaximumHalvings)
            {
                return Made(at, decrement <= 1e-18 ? CalibrationStatus.Fitted : CalibrationStatus.IterationLimit, iteration);
            }

            (a, b, at) = (a + (size * da), b + (size * db), next);
            if (decrement <= 1e-26 * (1 + points.EventTotal) && size == 1)
            {
                return Made(at, CalibrationStatus.Fitted, iteration);
            }
        }

        return Made(at, CalibrationStatus.IterationLimit, MaximumIterations);

        BinomialFit Made(in Sums sums, CalibrationStatus status, int iterations)
        {
            // Back from u = (x - mean) / scale: a + b u = (a - b mean / scale) + (b / scale) x.
            (double aa, double ab, double bb) = sums.Inverse();
            double shift = mean / scale;
            return new BinomialFit
            {
                Status = status,
                Intercept = a - (b * shift),
                Slope = b / scale,
                InterceptVariance = aa - (2 * shift * ab) + (shift * shift * bb),
                Covariance = (ab - (shift * bb)) / scale,
                SlopeVariance = bb / (scale * scale),
                LogLikelihood = sums.LogLikelihood,
                Iterations = iterations,
            };
        }
    }

    private static Sums Sum(BinomialPoints points, BinomialLink link, double a, double b, double mean, double scale)
    {
        double likelihood = 0, sa = 0, sb = 0, waa = 0, wab = 0, wbb = 0;
        for (int i = 0; i < points.Count; i++)
        {
            double u = (points.X[i] - mean) / scale;
            LinkPoint at = LinkPoint.At(link, a + (b * u));
            double d = points.Events[i];
            double others = points.Trials[i] - d;
            likelihood += Term(d, at.LogP) + Term(others, at.LogQ);
            double s = Term(d, at.A) - Term(others, at.B);
            double w = points.Trials[i] * at.A * at.B;
            sa += s;
            sb += s * u;
            waa += w;
            wab += w * u;
            wbb += w * u * u;
        }

        return new Sums(likelihood, sa, sb, waa, wab, wbb);
    }

    /// <summary>The best curve with p = 1 at the smallest x: exp(b (x - x0)), b below 0.</summary>
    private static BinomialFit? AlongEdge(BinomialPoints points)
    {
        double first = points.X.Min();
        double spread = points.X.Max() - first;
        for (int i = 0; i < points.Count; i++)
        {
            if (points.X[i] == first && points.Events[i] < points.Trials[i])
            {
                return null;
            }
        }

        // The likelihood is concave in b, so its slope falls from plus at minus infinity to minus at 0; ln(-b) is halved.
        double low = Math.Log(1e-9 / spread);
        double high = Math.Log(1e6 / spread);
        int steps = 0;
        for (; steps < 200; steps++)
        {
            double middle = 0.5 * (low + high);
            if (middle == low || middle == high)
            {
                break;
            }

            double b = -Math.Exp(middle);
            double slope = 0;
            for (int i = 0; i < points.Count; i++)
            {
                double distance = points.X[i] - first;
                if (distance > 0)
                {
                    slope += distance * ScoreOf(BinomialLink.Log, points.Trials[i], points.Events[i], b * distance);
                }
            }

            // A positive slope asks for a flatter curve, a b nearer 0.
            if (slope > 0)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        double found = -Math.Exp(0.5 * (low + high));
        return new BinomialFit
        {
            Status = CalibrationStatus.BoundBinds,
            Intercept = -found * first,
            Slope = found,
            LogLikelihood = EdgeLikelihood(points, first, found),
            Iterations = steps,
        };
    }

    private static double EdgeLikelihood(BinomialPoints points, double first, double b)
    {
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            // From the difference, so that the rounding of the intercept never lifts the first point above 1.
            LinkPoint at = LinkPoint.At(BinomialLink.Log, b * (points.X[i] - first));
            sum += Term(points.Events[i], at.LogP) + Term(points.Trials[i] - points.Events[i], at.LogQ);
        }

        return sum;
    }

    private readonly record struct Sums(double LogLikelihood, double ScoreA, double ScoreB, double Aa, double Ab, double Bb)
    {
        public (double A, double B) Step()
        {
            (double aa, double ab, double bb) = Inverse();
            return ((aa * ScoreA) + (ab * ScoreB), (ab * ScoreA) + (bb * ScoreB));
        }

        public (double Aa, double Ab, double Bb) Inverse()
        {
            double determinant = (Aa * Bb) - (Ab * Ab);
            return (Bb / determinant, -Ab / determinant, Aa / determinant);
        }
    }
}
