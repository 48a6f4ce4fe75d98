using System.Runtime.Intrinsics;

namespace Freeboard.Volatility.Garch;

/// <summary>One sample under one model: the likelihood at any parameters, with gradient and Hessian, in scaled units.</summary>
internal sealed class GarchProblem
{
    private readonly double sumOfLagged;
    private readonly double sumOfLaggedSquares;

    /// <summary>A problem on the sample that a workspace holds.</summary>
    internal GarchProblem(GarchSpecification specification, GarchWorkspace work, double backcast)
    {
        Specification = specification;
        Work = work;
        Backcast = backcast;
        Layout = new ParameterLayout(specification.ArchOrder, specification.GarchOrder);
        for (int t = 0; t < work.Count; t++)
        {
            sumOfLagged += work.Lagged[t];
            sumOfLaggedSquares += work.Lagged[t] * work.Lagged[t];
        }
    }

    internal GarchSpecification Specification { get; }

    internal GarchWorkspace Work { get; }

    internal ParameterLayout Layout { get; }

    /// <summary>The pre-sample variance of <see cref="StartUp.Backcast"/>.</summary>
    internal double Backcast { get; }

    /// <summary>Whether the model is EGARCH, whose state is ln h.</summary>
    internal bool IsLogarithmic => Specification.Model == VarianceModel.Egarch;

    /// <summary>Evaluations so far.</summary>
    internal int Evaluations { get; private set; }

    /// <summary>Forces the plain pass for any order; for tests.</summary>
    internal bool Plain { get; init; }

    /// <summary>Whether the plain pass runs: asked for, or an order above (1,1).</summary>
    internal bool IsPlain => Plain || Layout != new ParameterLayout(1, 1);

    /// <summary>Days at the start whose variance is the mean of e^2: all for which the recursion would reach before the sample.</summary>
    internal int Settled => Specification.StartUp == StartUp.Sample ? Math.Max(Specification.ArchOrder, Specification.GarchOrder) : 0;

    /// <summary>The rows of the plain pass, <see cref="ParameterLayout.Largest"/> doubles a day.</summary>
    internal double[] PlainRows => field ??= new double[Work.Count * ParameterLayout.Largest];

    /// <summary>Computes residuals at a mean and takes the signs of EGARCH from them; a residual of zero counts as positive.</summary>
    internal void TakeSigns(double mean, double autoRegression)
    {
        for (int t = 0; t < Work.Count; t++)
        {
            double residual = Work.Returns[t] - mean - (autoRegression * Work.Lagged[t]);
            Work.Signs[t] = residual >= 0 ? 1 : -1;
        }
    }

    /// <summary>Evaluates likelihood, gradient and Hessian at parameters in the order of the layout; EGARCH with the signs of the workspace.</summary>
    /// <returns>False where the likelihood has no finite value.</returns>
    internal bool Evaluate(ReadOnlySpan<double> parameters)
    {
        Evaluations++;
        double nu = parameters[Layout.Shape];
        return Specification.Distribution switch
        {
            InnovationDistribution.Normal => Evaluate(parameters, default(NormalInnovation)),
            InnovationDistribution.StudentT => Evaluate(parameters, new StudentInnovation(nu, Specification.Centring)),
            _ => Evaluate(parameters, new GedInnovation(nu, Specification.Centring)),
        };
    }

    /// <summary>Adds up the outer products of the scores at the point last evaluated.</summary>
    internal void EvaluateOuterProduct(ReadOnlySpan<double> parameters)
    {
        double nu = parameters[Layout.Shape];
        switch (Specification.Distribution)
        {
            case InnovationDistribution.Normal:
                OuterProducts.Sum(this, default(NormalInnovation));
                break;
            case InnovationDistribution.StudentT:
                OuterProducts.Sum(this, new StudentInnovation(nu, Specification.Centring));
                break;
            default:
                OuterProducts.Sum(this, new GedInnovation(nu, Specification.Centring));
                break;
        }
    }

    /// <summary>c of EGARCH at a shape.</summary>
    internal double AbsoluteMean(double nu) => Specification.Distribution switch
    {
        InnovationDistribution.StudentT when Specification.Centring == AbsoluteCentring.FittedDistribution => AbsoluteMoment.StudentT(nu).Value,
        InnovationDistribution.Ged when Specification.Centring == AbsoluteCentring.FittedDistribution => AbsoluteMoment.Ged(nu).Value,
        _ => AbsoluteMoment.Normal.Value,
    };

    /// <summary>Residuals at a mean, and the variance before the sample that follows from them.</summary>
    internal unsafe StartValue TakeResiduals(double mean, double autoRegression)
    {
        int n = Work.Count;
        Vector512<double> sums = Vector512<double>.Zero;
        Vector512<double> squares = Vector512<double>.Zero;
        Vector512<double> products = Vector512<double>.Zero;
        double sum = 0;
        double square = 0;
        double product = 0;
        fixed (double* x = Work.Returns, lagged = Work.Lagged, residuals = Work.Residuals)
        {
            int t = 0;
            for (; t <= n - Vector512<double>.Count; t += Vector512<double>.Count)
            {
                Vector512<double> before = Vector512.Load(lagged + t);
                Vector512<double> e = Vector512.Load(x + t) - Vector512.Create(mean) - (Vector512.Create(autoRegression) * before);
                e.Store(residuals + t);
                sums += e;
                squares += e * e;
                products += e * before;
            }

            for (; t < n; t++)
            {
                double e = x[t] - mean - (autoRegression * lagged[t]);
                residuals[t] = e;
                sum += e;
                square += e * e;
                product += e * lagged[t];
            }
        }

        if (Specification.StartUp == StartUp.Backcast)
        {
            return new StartValue { Variance = Backcast };
        }

        // Lane by lane, so that the order of the additions is the same on every instruction set.
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += sums[lane];
            square += squares[lane];
            product += products[lane];
        }

        return new StartValue
        {
            Variance = square / n,
            Mean = -2 * sum / n,
            AutoRegression = -2 * product / n,
            MeanMean = 2,
            MeanAutoRegression = 2 * sumOfLagged / n,
            AutoRegressionTwice = 2 * sumOfLaggedSquares / n,
        };
    }

    private bool Evaluate<TInnovation>(ReadOnlySpan<double> parameters, in TInnovation innovation)
        where TInnovation : struct, IInnovation
    {
        bool held;
        if (IsPlain)
        {
            held = PlainPass.Run(this, parameters, innovation);
        }
        else
        {
            held = IsLogarithmic ? EgarchPass.Run(this, parameters, innovation) : GarchPass.Run(this, parameters, innovation);
        }

        return held && double.IsFinite(Work.LogLikelihood);
    }
}
