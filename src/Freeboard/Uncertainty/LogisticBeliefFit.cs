namespace Freeboard.Uncertainty;

/// <summary>Least squares of normal and lognormal uncertainty: a logistic curve in x or ln x.</summary>
internal static class LogisticBeliefFit
{
    private const int MostIterations = 500;

    /// <summary>Beyond this logit a belief of 0 or 1 stands for itself in the starting lines.</summary>
    private const double LargestLogit = 7;

    /// <summary>A point whose fitted belief lies nearer to 0 or 1 than this says nothing about the parameters.</summary>
    private const double LeastTail = 1e-12;

    internal static BeliefFitResult Run(ExpertData data, UncertaintyFamily family)
    {
        double[] x = [.. data.Points.Select(point => family == UncertaintyFamily.Lognormal ? Math.Log(point.Value) : point.Value)];
        double[] belief = [.. data.Points.Select(point => point.Belief)];

        // In units of the points' own range: the fit is the same for percents and decimals.
        double origin = x[0];
        double unit = x[^1] - x[0];
        double[] u = [.. x.Select(value => (value - origin) / unit)];
        (double Centre, double LogScale, double Objective, int Iterations) best = (0, 0, double.PositiveInfinity, 0);
        int iterations = 0;
        foreach ((double centre, double logScale) in Starts(u, belief))
        {
            (double Centre, double LogScale, double Objective, int Iterations) found = Descend(u, belief, centre, logScale);
            iterations += found.Iterations;
            best = found.Objective < best.Objective ? found : best;
        }

        double scale = Math.Exp(best.LogScale);

        // A step function, or a curve that never leaves one half, is the edge of the family, not a member.
        if (!double.IsFinite(best.Objective) || scale < 1e-6 || scale > 1e6)
        {
            return BeliefFitResult.Without(BeliefFitStatus.NoSolution, iterations);
        }

        // Answers of 0 and 1 pull the curve towards a step for ever: fewer than two points then still lie on its slope, and any steeper curve fits as well.
        if (u.Count(value => OnTheSlope((value - best.Centre) / scale)) < 2)
        {
            return BeliefFitResult.Without(BeliefFitStatus.NoSolution, iterations);
        }

        if (best.Iterations >= MostIterations)
        {
            return BeliefFitResult.Without(BeliefFitStatus.IterationLimit, iterations);
        }

        double e = origin + (unit * best.Centre);
        double s = unit * scale * Math.PI / Math.Sqrt(3);
        return BeliefFitResult.Of(family == UncertaintyFamily.Lognormal ? new LognormalUncertainty(e, s) : new NormalUncertainty(e, s), data, iterations);
    }

    private static bool OnTheSlope(double z) => Math.Exp(-Math.Abs(z)) > LeastTail;

    private static IEnumerable<(double Centre, double LogScale)> Starts(double[] u, double[] belief)
    {
        double[] logit = [.. belief.Select(a => Math.Clamp(Math.Log(a / (1 - a)), -LargestLogit, LargestLogit))];
        for (int i = 0; i < u.Length; i++)
        {
            for (int j = i + 1; j < u.Length; j++)
            {
                double slope = (logit[j] - logit[i]) / (u[j] - u[i]);
                if (slope > 0 && double.IsFinite(slope))
                {
                    yield return (u[i] - (logit[i] / slope), -Math.Log(slope));
                }
            }
        }
    }

    /// <summary>Levenberg and Marquardt in centre c and ln k of 1 / (1 + exp((c - u)/k)).</summary>
    private static (double Centre, double LogScale, double Objective, int Iterations) Descend(double[] u, double[] belief, double centre, double logScale)
    {
        double damping = 1e-3;
        double objective = Objective(u, belief, centre, logScale);
        int iteration = 0;
        while (iteration < MostIterations)
        {
            iteration++;
            double scale = Math.Exp(logScale);
            double a11 = 0, a12 = 0, a22 = 0, g1 = 0, g2 = 0;
            for (int i = 0; i < u.Length; i++)
            {
                double z = (u[i] - centre) / scale;
                double p = 1 / (1 + Math.Exp(-z));
                double slope = p * (1 - p);
                double d1 = -slope / scale;
                double d2 = -slope * z;
                double miss = p - belief[i];
                a11 += d1 * d1;
                a12 += d1 * d2;
                a22 += d2 * d2;
                g1 += d1 * miss;
                g2 += d2 * miss;
            }

            double b11 = a11 * (1 + damping);
            double b22 = a22 * (1 + damping);
            double determinant = (b11 * b22) - (a12 * a12);
            double step1 = -((b22 * g1) - (a12 * g2)) / determinant;
            double step2 = -((b11 * g2) - (a12 * g1)) / determinant;
            double next = Objective(u, belief, centre + step1, logScale + step2);
            if (next <= objective)
            {
                double size = Math.Max(Math.Abs(step1), Math.Abs(step2));
                (centre, logScale, objective) = (centre + step1, logScale + step2, next);
                damping *= 0.1;
                if (size < 1e-13)
                {
                    break;
                }
            }
            else if (damping > 1e12)
            {
                // No step is small enough to go down: the bottom, to the rounding of the sum.
                break;
            }
            else
            {
                damping = Math.Max(damping * 10, 1e-12);
            }
        }

        return (centre, logScale, objective, iteration);
    }

    private static double Objective(double[] u, double[] belief, double centre, double logScale)
    {
        double scale = Math.Exp(logScale);
        double sum = 0;
        for (int i = 0; i < u.Length; i++)
        {
            double miss = (1 / (1 + Math.Exp((centre - u[i]) / scale))) - belief[i];
            sum += miss * miss;
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }
}
