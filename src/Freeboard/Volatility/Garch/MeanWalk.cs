namespace Freeboard.Volatility.Garch;

/// <summary>Walks the piecewise quadratic model of the likelihood in the mean, both ways from the present mean, and lists its maxima.</summary>
internal static class MeanWalk
{
    private const long KinkKey = 1L << 40;

    /// <summary>Lists the maxima.</summary>
    /// <param name="candidates">Cleared and filled.</param>
    /// <param name="problem">At the present parameters, adjoints valid.</param>
    /// <param name="parameters">The present parameters.</param>
    /// <param name="residuals">Residuals there: the distance of every kink.</param>
    /// <param name="slope">Slope of the profile just left of the next kink above.</param>
    /// <param name="curvature">Its curvature, negative.</param>
    /// <param name="width">How far to walk.</param>
    internal static void Run(List<MeanCandidate> candidates, GarchProblem problem, double[] parameters, double[] residuals, double slope, double curvature, double width)
    {
        candidates.Clear();
        List<int> above = [];
        List<int> below = [];
        int beyond = -1;
        for (int t = 0; t < residuals.Length; t++)
        {
            if (Math.Abs(residuals[t]) <= width)
            {
                (residuals[t] >= 0 ? above : below).Add(t);
            }
            else if (residuals[t] > width && (beyond < 0 || residuals[t] < residuals[beyond]))
            {
                beyond = t;
            }
        }

        above.Sort((a, b) => residuals[a] != residuals[b] ? residuals[a].CompareTo(residuals[b]) : a.CompareTo(b));
        below.Sort((a, b) => residuals[a] != residuals[b] ? residuals[b].CompareTo(residuals[a]) : b.CompareTo(a));
        double place = 0;
        double value = 0;
        double s = slope;
        foreach (int day in above)
        {
            double distance = residuals[day] - place;
            AddInside(candidates, place, s, curvature, distance, value, day);
            Move(ref place, ref value, ref s, curvature, distance);
            double after = s + Jump(problem, parameters, day);
            if (s > 0 && after <= 0)
            {
                candidates.Add(new MeanCandidate(place, value, day, KinkKey + day));
            }

            s = after;
        }

        AddInside(candidates, place, s, curvature, width - place, value, beyond);
        (place, value, s) = (0, 0, slope);
        int upper = above.Count > 0 ? above[0] : beyond;
        foreach (int day in below)
        {
            double distance = residuals[day] - place;
            AddInside(candidates, place, s, curvature, distance, value, upper);
            Move(ref place, ref value, ref s, curvature, distance);
            double before = s - Jump(problem, parameters, day);
            if (before > 0 && s <= 0)
            {
                candidates.Add(new MeanCandidate(place, value, day, KinkKey + day));
            }

            s = before;
            upper = day;
        }

        AddInside(candidates, place, s, curvature, -width - place, value, upper);
    }

    private static void AddInside(List<MeanCandidate> candidates, double place, double slope, double curvature, double distance, double value, int upper)
    {
        double step = -slope / curvature;
        if ((distance >= 0 && step >= 0 && step < distance) || (distance < 0 && step < 0 && step > distance))
        {
            candidates.Add(new MeanCandidate(place + step, value + (0.5 * slope * step), -1, upper));
        }
    }

    private static void Move(ref double place, ref double value, ref double slope, double curvature, double distance)
    {
        value += distance * (slope + (0.5 * curvature * distance));
        slope += curvature * distance;
        place += distance;
    }

    /// <summary>By how much the slope changes where the mean passes the return of a day upwards and its residual turns negative.</summary>
    internal static double Jump(GarchProblem problem, double[] parameters, int day)
    {
        GarchWorkspace work = problem.Work;
        double sum = 0;
        for (int order = 0; order < problem.Layout.ArchOrder; order++)
        {
            int next = day + order;
            sum += next < work.Count && next + 1 >= problem.Settled ? parameters[ParameterLayout.Alpha + order] * work.Adjoints[next] : 0;
        }

        return 2 * sum * work.InverseDeviations[day];
    }
}
