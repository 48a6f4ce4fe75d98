namespace Freeboard.Volatility.Garch;

/// <summary>Newton's method with the exact Hessian, damped (Levenberg and Marquardt) where the likelihood is not concave or a step does not gain what it promised.</summary>
/// <remarks>Every evaluation gives the Hessian too, so that few are needed: about eight from a point of the grid, two from a neighbouring maximum.</remarks>
internal sealed class Climb
{
    private const int Largest = ParameterLayout.Largest;

    /// <summary>A promised gain below this ends the climb after one more full step, whose own error is its square.</summary>
    private const double LastGain = 1e-9;

    /// <summary>The step goes at most this share of the way to a bound.</summary>
    private const double ShareToBound = 0.9;

    /// <summary>Closer than this (in squared standard errors) to an earlier maximum a climb would end there.</summary>
    private const double Near = 1e-2;

    private readonly double[] parameters = new double[Largest];
    private readonly double[] gradient = new double[Largest];
    private readonly double[] hessian = new double[Largest * Largest];
    private readonly double[] trialGradient = new double[Largest];
    private readonly double[] trialHessian = new double[Largest * Largest];
    private readonly double[] matrix = new double[Largest * Largest];
    private readonly double[] step = new double[Largest];
    private readonly double[] trial = new double[Largest];
    private readonly double[] scale = new double[Largest];

    /// <summary>The parameters where the climb ended; the workspace holds their likelihood.</summary>
    internal ReadOnlySpan<double> Parameters => parameters;

    /// <summary>The log-likelihood there.</summary>
    internal double LogLikelihood { get; private set; }

    /// <summary>The gradient there, in the coordinates of the map.</summary>
    internal ReadOnlySpan<double> Gradient => gradient;

    /// <summary>The Hessian there, in the coordinates of the map.</summary>
    internal ReadOnlySpan<double> Hessian => hessian;

    /// <summary>Climbs from coordinates, which end at the maximum.</summary>
    /// <param name="problem">The likelihood.</param>
    /// <param name="map">The coordinates.</param>
    /// <param name="coordinates">The start, and the end.</param>
    /// <param name="evaluations">Most evaluations.</param>
    /// <param name="known">An earlier maximum at which the climb may stop; null for none.</param>
    internal ClimbEnd Run(GarchProblem problem, ParameterMap map, Span<double> coordinates, int evaluations, KnownMaximum? known = null)
    {
        int n = map.Free;
        var bounds = new Bounds(problem);
        int last = problem.Evaluations + evaluations;
        if (!Evaluate(problem, map, coordinates, bounds, gradient, hessian))
        {
            return ClimbEnd.Broken;
        }

        LogLikelihood = problem.Work.LogLikelihood;
        double damping = 0;
        bool cusps = problem.Specification.Distribution == InnovationDistribution.Ged && map.Derivative(ParameterLayout.Mean, 0) == 1;
        while (n > 0)
        {
            if (known is not null && LogLikelihood < known.LogLikelihood + Near && known.IsNear(coordinates, Near))
            {
                return ClimbEnd.Rejoined;
            }

            double gain = TakeStep(n, ref damping);
            if (!double.IsFinite(gain))
            {
                return ClimbEnd.Stuck;
            }

            if (damping == 0 && gain < LastGain)
            {
                return Finish(problem, map, coordinates, bounds);
            }

            double share = ShareInside(map, coordinates, bounds);
            for (int i = 0; i < n; i++)
            {
                trial[i] = coordinates[i] + (share * step[i]);
            }

            map.ToParameters(trial, parameters);
            if (share < 1 && bounds.Slack(parameters) < 1e-5)
            {
                return ClimbEnd.AtBoundary;
            }

            bool defined = Evaluate(problem, map, trial, bounds, trialGradient, trialHessian);
            double got = defined ? problem.Work.LogLikelihood - LogLikelihood : double.NegativeInfinity;
            double promised = Promise(n, share);
            double secant = cusps && defined ? SecantOfMean(n, coordinates) : 0;
            double ratio = got / promised;
            if (ratio > 1e-4 || (got > -1e-10 * Math.Abs(LogLikelihood) && promised < 1e-7))
            {
                trial.AsSpan(0, n).CopyTo(coordinates);
                trialGradient.CopyTo(gradient, 0);
                trialHessian.CopyTo(hessian, 0);
                LogLikelihood = problem.Work.LogLikelihood;
                damping = ratio > 0.7 ? (damping < 1e-3 ? 0 : damping * 0.2) : (ratio < 0.25 ? Math.Max(2 * damping, 0.05) : damping);
            }
            else
            {
                damping = Math.Max(4 * damping, 0.1);
                if (damping > 1e9)
                {
                    return ClimbEnd.Stuck;
                }
            }

            // The steeper of the two: near a cusp the expected curvature promises steps that overshoot for ever.
            hessian[0] = secant < hessian[0] ? secant : hessian[0];
            if (problem.Evaluations >= last)
            {
                return ClimbEnd.Stuck;
            }
        }

        map.ToParameters(coordinates, parameters);
        return ClimbEnd.Converged;
    }

    private static bool Inside(ReadOnlySpan<double> parameters, in Bounds bounds) => bounds.Slack(parameters) > 0;

    private bool Evaluate(GarchProblem problem, ParameterMap map, ReadOnlySpan<double> coordinates, in Bounds bounds, Span<double> toGradient, Span<double> toHessian)
    {
        map.ToParameters(coordinates, parameters);
        if (!Inside(parameters, bounds) || !problem.Evaluate(parameters))
        {
            return false;
        }

        map.PullBack(problem, parameters[problem.Layout.Shape], inShape: false, toGradient, toHessian);
        for (int i = 0; i < map.Free; i++)
        {
            // A gradient of infinity or not a number is no direction.
            if (!double.IsFinite(toGradient[i]) || !double.IsFinite(toHessian[(i * map.Free) + i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Curvature in the mean, the first coordinate, from the gradients at both ends of the last step: the density of the GED has cusps that no second derivative sees.</summary>
    private double SecantOfMean(int n, ReadOnlySpan<double> from)
    {
        double moved = trial[0] - from[0];
        double change = trialGradient[0] - gradient[0];
        for (int j = 1; j < n; j++)
        {
            change -= hessian[j] * (trial[j] - from[j]);
        }

        double secant = change / moved;
        return double.IsFinite(secant) ? secant : 0;
    }

    /// <summary>The step of (-H + damping D) step = gradient, damping raised until the matrix is positive definite.</summary>
    /// <returns>The gain that the step promises.</returns>
    private double TakeStep(int n, ref double damping)
    {
        for (int i = 0; i < n; i++)
        {
            double diagonal = Math.Abs(hessian[(i * n) + i]);
            scale[i] = diagonal > 0 ? 1 / Math.Sqrt(diagonal) : 1;
        }

        for (; damping < 1e9; damping = Math.Max(4 * damping, 1e-3))
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    matrix[(i * n) + j] = -hessian[(i * n) + j] * scale[i] * scale[j];
                }

                matrix[(i * n) + i] += damping;
                step[i] = gradient[i] * scale[i];
            }

            if (!SmallMatrix.TryFactor(matrix.AsSpan(0, n * n), n))
            {
                continue;
            }

            SmallMatrix.Solve(matrix, n, step);
            double gain = 0;
            for (int i = 0; i < n; i++)
            {
                step[i] *= scale[i];
                gain += 0.5 * step[i] * gradient[i];
            }

            return gain;
        }

        return double.NaN;
    }

    /// <summary>What the quadratic model promises for a share of the step.</summary>
    private double Promise(int n, double share)
    {
        double linear = 0;
        double quadratic = 0;
        for (int i = 0; i < n; i++)
        {
            linear += gradient[i] * step[i];
            for (int j = 0; j < n; j++)
            {
                quadratic += step[i] * hessian[(i * n) + j] * step[j];
            }
        }

        return (share * linear) + (0.5 * share * share * quadratic);
    }

    /// <summary>1, or the share of the step that leaves a tenth of the slack.</summary>
    private double ShareInside(ParameterMap map, ReadOnlySpan<double> coordinates, in Bounds bounds)
    {
        int n = map.Free;
        map.ToParameters(coordinates, parameters);
        double slack = (1 - ShareToBound) * bounds.Slack(parameters);
        double share = 1;
        double low = 0;
        for (int k = 0; k < 40; k++)
        {
            for (int i = 0; i < n; i++)
            {
                trial[i] = coordinates[i] + (share * step[i]);
            }

            map.ToParameters(trial, parameters);
            bool inside = bounds.Slack(parameters) >= slack;
            if (inside && (share == 1 || share - low < 0.05 * share))
            {
                return share;
            }

            if (inside)
            {
                low = share;
                share *= 1.2;
            }
            else
            {
                share = low > 0 ? 0.5 * (low + share) : 0.6 * share;
            }
        }

        return low > 0 ? low : share;
    }

    /// <summary>The last full step, taken without asking whether it gains: what is left to gain is lost in rounding.</summary>
    private ClimbEnd Finish(GarchProblem problem, ParameterMap map, Span<double> coordinates, in Bounds bounds)
    {
        int n = map.Free;
        for (int i = 0; i < n; i++)
        {
            trial[i] = coordinates[i] + step[i];
        }

        if (Evaluate(problem, map, trial, bounds, gradient, hessian) && problem.Work.LogLikelihood > LogLikelihood - 1e-7)
        {
            trial.AsSpan(0, n).CopyTo(coordinates);
        }
        else if (!Evaluate(problem, map, coordinates, bounds, gradient, hessian))
        {
            return ClimbEnd.Broken;
        }

        LogLikelihood = problem.Work.LogLikelihood;
        return bounds.Holds(parameters) ? ClimbEnd.Converged : ClimbEnd.AtBoundary;
    }
}
