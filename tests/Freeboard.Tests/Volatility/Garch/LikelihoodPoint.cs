using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>A sample, a model and parameters at which its likelihood is compared in its several forms.</summary>
internal sealed class LikelihoodPoint
{
    private readonly double[] returns;
    private readonly GarchSpecification specification;
    private readonly ParameterLayout layout;

    internal LikelihoodPoint(double[] returns, GarchSpecification specification)
    {
        this.returns = returns;
        this.specification = specification;
        layout = new ParameterLayout(specification.ArchOrder, specification.GarchOrder);
        bool egarch = specification.Model == VarianceModel.Egarch;
        bool gamma = specification.Model != VarianceModel.Garch;
        double[] at = new double[ParameterLayout.Largest];
        at[ParameterLayout.Mean] = 0.0123;
        at[ParameterLayout.AutoRegression] = specification.Mean == MeanModel.AutoRegressive ? 0.031 : 0;
        at[ParameterLayout.Omega] = egarch ? -0.12 : 0.02;
        at[ParameterLayout.Alpha] = 0.15;
        at[layout.Gamma] = gamma ? -0.04 : 0;
        if (specification.ArchOrder > 1)
        {
            at[ParameterLayout.Alpha + 1] = 0.07;
            at[layout.Gamma + 1] = gamma ? 0.03 : 0;
        }

        at[layout.Beta] = 0.6;
        if (specification.GarchOrder > 1)
        {
            at[layout.Beta + 1] = 0.17;
        }

        at[layout.Shape] = specification.Distribution switch
        {
            InnovationDistribution.StudentT => 6.3,
            InnovationDistribution.Ged => 1.7,
            _ => 0,
        };
        Parameters = at;
        Free = [.. Enumerable.Range(0, layout.Count).Where(i => (gamma || i < layout.Gamma || i >= layout.Beta) && (i != layout.Shape || at[i] > 0))];
    }

    internal double[] Parameters { get; }

    internal int[] Free { get; }

    internal static double[] Move(double[] at, int i, double step)
    {
        double[] moved = [.. at];
        moved[i] += step;
        return moved;
    }

    internal GarchProblem Problem(bool plain = false)
    {
        int skipped = specification.Mean == MeanModel.AutoRegressive ? 1 : 0;
        var work = new GarchWorkspace();
        GarchProblem loaded = GarchEstimator.Load(work, returns, specification, 1, skipped);
        var problem = new GarchProblem(specification, work, loaded.Backcast) { Plain = plain };
        problem.TakeSigns(Parameters[ParameterLayout.Mean], Parameters[ParameterLayout.AutoRegression]);
        return problem;
    }

    internal double Plain(double[] at) => GarchLikelihood.LogLikelihood(returns, specification, new GarchParameters
    {
        Mean = at[ParameterLayout.Mean],
        AutoRegression = at[ParameterLayout.AutoRegression],
        Omega = at[ParameterLayout.Omega],
        Alpha = at[ParameterLayout.Alpha..layout.Gamma],
        Gamma = specification.Model == VarianceModel.Garch ? [] : at[layout.Gamma..layout.Beta],
        Beta = at[layout.Beta..layout.Shape],
        Shape = specification.Distribution == InnovationDistribution.Normal ? null : at[layout.Shape],
    })!.Value;

    internal double PlainSlope(double[] at, int i)
    {
        const double h = 1e-5;
        return ((8 * (Plain(Move(at, i, h)) - Plain(Move(at, i, -h)))) - (Plain(Move(at, i, 2 * h)) - Plain(Move(at, i, -2 * h)))) / (12 * h);
    }
}
