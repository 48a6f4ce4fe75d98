namespace Freeboard.Volatility.Garch;

/// <summary>The log-likelihood of a model at given parameters, written out plainly: the definition that every faster pass is held to.</summary>
/// <remarks>
/// <para>ln L = sum over t of [ln f(z_t) - ln(h_t)/2], z_t = e_t / sqrt(h_t).</para>
/// <para>Recursions: <see cref="VarianceModel"/>. Start: <see cref="StartUp"/>. Mean: <see cref="MeanModel"/>. Densities: unit variance, constants included.</para>
/// </remarks>
public static class GarchLikelihood
{
    /// <summary>Days that make up the backcast, and the weight of each day against the one before it.</summary>
    internal const int BackcastDays = 75;
    internal const double BackcastDecay = 0.94;

    /// <summary>Evaluates the log-likelihood.</summary>
    /// <param name="returns">Returns in time order, any unit.</param>
    /// <param name="specification">The model.</param>
    /// <param name="parameters">The parameters, in the unit of the returns.</param>
    /// <param name="variances">Filled with h_t of each observation when not empty: as long as the returns, or one less with an autoregressive mean.</param>
    /// <returns>ln L; null where a variance is not positive and finite or the shape is outside its range.</returns>
    /// <exception cref="ArgumentException">Parameters of another order than the model's, or a span of another length.</exception>
    public static double? LogLikelihood(ReadOnlySpan<double> returns, GarchSpecification specification, GarchParameters parameters, Span<double> variances = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(parameters);
        GarchArguments.Check(specification, parameters);
        int skipped = specification.Mean == MeanModel.AutoRegressive ? 1 : 0;
        int n = returns.Length - skipped;
        if (!variances.IsEmpty && variances.Length != n)
        {
            throw new ArgumentException($"Must hold {n} variances.", nameof(variances));
        }

        if (n < 1 || !TryShape(specification, parameters.Shape, out double logConstant, out double absoluteMean))
        {
            return null;
        }

        var e = new double[n];
        var h = new double[n];
        var z = new double[n];
        double squares = 0;
        for (int t = 0; t < n; t++)
        {
            double mean = specification.Mean == MeanModel.Zero ? 0 : parameters.Mean;
            e[t] = returns[t + skipped] - mean - (skipped == 1 ? parameters.AutoRegression * returns[t] : 0);
            squares += e[t] * e[t];
        }

        double before = specification.StartUp == StartUp.Backcast ? Backcast(returns, specification.Mean) : squares / n;
        int settled = specification.StartUp == StartUp.Sample ? Math.Max(parameters.Alpha.Count, parameters.Beta.Count) : 0;
        double sum = 0;
        for (int t = 0; t < n; t++)
        {
            h[t] = t < settled ? before : Next(specification, parameters, absoluteMean, before, e, h, z, t);
            if (!(h[t] > 0) || !double.IsFinite(h[t]))
            {
                return null;
            }

            z[t] = e[t] / Math.Sqrt(h[t]);
            sum += logConstant + LogKernel(specification.Distribution, parameters.Shape ?? 0, z[t]) - (0.5 * Math.Log(h[t]));
        }

        h.CopyTo(variances.IsEmpty ? new double[n] : variances);
        return double.IsFinite(sum) ? sum : null;
    }

    /// <summary>The variance of a day from the days before it.</summary>
    internal static double Next(GarchSpecification specification, GarchParameters parameters, double absoluteMean, double before, ReadOnlySpan<double> e, ReadOnlySpan<double> h, ReadOnlySpan<double> z, int t)
    {
        bool log = specification.Model == VarianceModel.Egarch;
        double state = parameters.Omega;
        for (int i = 0; i < parameters.Alpha.Count; i++)
        {
            double gamma = parameters.Gamma.Count > 0 ? parameters.Gamma[i] : 0;
            int day = t - 1 - i;
            if (log)
            {
                state += day < 0 ? 0 : (parameters.Alpha[i] * (Math.Abs(z[day]) - absoluteMean)) + (gamma * z[day]);
            }
            else
            {
                state += day < 0 ? (parameters.Alpha[i] + (0.5 * gamma)) * before : (parameters.Alpha[i] + (e[day] < 0 ? gamma : 0)) * e[day] * e[day];
            }
        }

        for (int j = 0; j < parameters.Beta.Count; j++)
        {
            int day = t - 1 - j;
            double past = day < 0 ? before : h[day];
            state += parameters.Beta[j] * (log ? Math.Log(past) : past);
        }

        return log ? Math.Exp(state) : state;
    }

    /// <summary>The weighted mean of the first squared residuals about least squares.</summary>
    internal static double Backcast(ReadOnlySpan<double> returns, MeanModel mean)
    {
        LeastSquaresMean.Fit(returns, mean, out double intercept, out double slope);
        int skipped = mean == MeanModel.AutoRegressive ? 1 : 0;
        double sum = 0;
        double weights = 0;
        double weight = 1;
        for (int t = skipped; t < returns.Length && t < BackcastDays + skipped; t++)
        {
            double e = returns[t] - intercept - (skipped == 1 ? slope * returns[t - 1] : 0);
            sum += weight * e * e;
            weights += weight;
            weight *= BackcastDecay;
        }

        return sum / weights;
    }

    private static bool TryShape(GarchSpecification specification, double? shape, out double logConstant, out double absoluteMean)
    {
        (logConstant, absoluteMean) = (0, AbsoluteMoment.Normal.Value);
        switch (specification.Distribution)
        {
            case InnovationDistribution.Normal:
                logConstant = default(NormalInnovation).Constant;
                return true;
            case InnovationDistribution.StudentT when shape is > 2 && double.IsFinite(shape.Value):
                var student = new StudentInnovation(shape.Value, specification.Centring);
                (logConstant, absoluteMean) = (student.Constant, student.Moment.Value);
                return true;
            case InnovationDistribution.Ged when shape is > 0.5 && double.IsFinite(shape.Value):
                var ged = new GedInnovation(shape.Value, specification.Centring);
                (logConstant, absoluteMean) = (ged.Constant, ged.Moment.Value);
                return true;
            default:
                return false;
        }
    }

    private static double LogKernel(InnovationDistribution distribution, double nu, double z)
    {
        switch (distribution)
        {
            case InnovationDistribution.StudentT:
                return -0.5 * (nu + 1) * Math.Log(1 + (z * z / (nu - 2)));
            case InnovationDistribution.Ged:
                double logScale = 0.5 * ((-2 / nu * Math.Log(2)) + new GammaOfInverse(1, nu).Log - new GammaOfInverse(3, nu).Log);
                return -0.5 * Math.Pow(Math.Abs(z) / Math.Exp(logScale), nu);
            default:
                return -0.5 * z * z;
        }
    }
}
