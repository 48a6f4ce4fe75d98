using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>The plain likelihood, and the passes that must equal it and its derivatives.</summary>
public sealed class GarchLikelihoodTests
{
    [Fact]
    public void The_likelihood_of_three_returns_is_the_one_worked_out_by_hand()
    {
        // e = 1, -2, 0.5; h1 = mean e^2 = 1.75; GARCH(1,1) with omega 0.1, alpha 0.2, beta 0.7.
        double h2 = 0.1 + (0.2 * 1) + (0.7 * 1.75);
        double h3 = 0.1 + (0.2 * 4) + (0.7 * h2);
        double byHand = (-1.5 * Math.Log(2 * Math.PI)) - (0.5 * (Math.Log(1.75) + Math.Log(h2) + Math.Log(h3) + (1 / 1.75) + (4 / h2) + (0.25 / h3)));
        var garch = new GarchSpecification { Model = VarianceModel.Garch, Mean = MeanModel.Zero };
        var parameters = new GarchParameters { Omega = 0.1, Alpha = [0.2], Beta = [0.7] };
        var variances = new double[3];
        Assert.Equal(byHand, GarchLikelihood.LogLikelihood([1, -2, 0.5], garch, parameters, variances)!.Value, 1e-14);
        Assert.Equal([1.75, h2, h3], variances);

        // EGARCH with omega 0.1, alpha 0.2, gamma -0.3, beta 0.7.
        double v1 = Math.Log(1.75);
        double z1 = 1 / Math.Sqrt(1.75);
        double v2 = 0.1 + (0.2 * (z1 - Math.Sqrt(2 / Math.PI))) - (0.3 * z1) + (0.7 * v1);
        double z2 = -2 / Math.Exp(0.5 * v2);
        double v3 = 0.1 + (0.2 * (-z2 - Math.Sqrt(2 / Math.PI))) - (0.3 * z2) + (0.7 * v2);
        byHand = (-1.5 * Math.Log(2 * Math.PI)) - (0.5 * (v1 + v2 + v3 + (1 / 1.75) + (4 * Math.Exp(-v2)) + (0.25 * Math.Exp(-v3))));
        Assert.Equal(byHand, GarchLikelihood.LogLikelihood([1, -2, 0.5], garch with { Model = VarianceModel.Egarch }, parameters with { Omega = 0.1, Gamma = [-0.3] })!.Value, 1e-14);

        // With a presample start the first variance obeys the recursion too: h1 = 0.1 + 0.9 x 1.75.
        GarchLikelihood.LogLikelihood([1, -2, 0.5], garch with { StartUp = StartUp.Presample }, parameters, variances);
        Assert.Equal(0.1 + (0.9 * 1.75), variances[0], 1e-15);

        // With a negative variance there is no likelihood.
        Assert.Null(GarchLikelihood.LogLikelihood([1, -2, 0.5], garch, parameters with { Omega = -3 }));
    }

    public static TheoryData<VarianceModel, InnovationDistribution, StartUp, int, int> Cases
    {
        get
        {
            var data = new TheoryData<VarianceModel, InnovationDistribution, StartUp, int, int>();
            foreach (VarianceModel model in (VarianceModel[])[VarianceModel.Garch, VarianceModel.Gjr, VarianceModel.Egarch])
            {
                foreach (InnovationDistribution distribution in Enum.GetValues<InnovationDistribution>())
                {
                    foreach (StartUp start in Enum.GetValues<StartUp>())
                    {
                        foreach ((int p, int q) in (ReadOnlySpan<(int, int)>)[(1, 1), (2, 1), (1, 2), (2, 2)])
                        {
                            data.Add(model, distribution, start, p, q);
                        }
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Likelihood_gradient_and_Hessian_are_those_of_the_plain_likelihood(VarianceModel model, InnovationDistribution distribution, StartUp start, int p, int q)
    {
        double[] returns = GarchSeries.MarkPound[..300];
        var specification = new GarchSpecification { Model = model, Distribution = distribution, StartUp = start, Mean = MeanModel.AutoRegressive, ArchOrder = p, GarchOrder = q };
        var point = new LikelihoodPoint(returns, specification);
        GarchProblem problem = point.Problem();
        double[] at = point.Parameters;
        Assert.True(problem.Evaluate(at));
        Assert.Equal(point.Plain(at), problem.Work.LogLikelihood, 1e-10);
        double[] gradient = [.. problem.Work.Gradient];
        double[] hessian = [.. problem.Work.Hessian];
        foreach (int i in point.Free)
        {
            Near(point.PlainSlope(at, i), gradient[i], 5e-6, $"gradient {i}");
        }

        foreach (int i in point.Free)
        {
            double[][] gradients = [.. ((double[])[-2e-5, -1e-5, 1e-5, 2e-5]).Select(step =>
            {
                problem.Evaluate(LikelihoodPoint.Move(at, i, step));
                return (double[])[.. problem.Work.Gradient];
            })];
            foreach (int j in point.Free)
            {
                // The GED's own curvature in the mean has no bound; its expectation stands there.
                if (distribution != InnovationDistribution.Ged || i > 1 || j > 1)
                {
                    double difference = ((8 * (gradients[2][j] - gradients[1][j])) - (gradients[3][j] - gradients[0][j])) / 12e-5;
                    Near(difference, hessian[(i * ParameterLayout.Largest) + j], 1e-5, $"Hessian {i} {j}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_fast_pass_equals_the_plain_pass(VarianceModel model, InnovationDistribution distribution, StartUp start, int p, int q)
    {
        if (p + q > 2)
        {
            return;
        }

        var specification = new GarchSpecification { Model = model, Distribution = distribution, StartUp = start, Mean = MeanModel.AutoRegressive };
        var point = new LikelihoodPoint(GarchSeries.Sp500[..600], specification);
        GarchProblem fast = point.Problem();
        GarchProblem plain = point.Problem(plain: true);
        Assert.True(fast.Evaluate(point.Parameters));
        Assert.True(plain.Evaluate(point.Parameters));
        fast.EvaluateOuterProduct(point.Parameters);
        plain.EvaluateOuterProduct(point.Parameters);
        Near(plain.Work.LogLikelihood, fast.Work.LogLikelihood, 1e-12, "likelihood");
        AllNear(plain.Work.Gradient, fast.Work.Gradient, 1e-10, "gradient");
        AllNear(plain.Work.Hessian, fast.Work.Hessian, 1e-10, "Hessian");
        AllNear(plain.Work.OuterProduct, fast.Work.OuterProduct, 1e-10, "outer product");
        AllNear(plain.Work.Adjoints, fast.Work.Adjoints, 1e-10, "adjoints");
    }

    [Fact]
    public void Outer_products_of_the_scores_are_those_of_differences_of_single_days()
    {
        // The score of day t is the difference of the gradients of t and t - 1 days when the start does not depend on the sample.
        var specification = new GarchSpecification { Distribution = InnovationDistribution.StudentT, StartUp = StartUp.Backcast };
        double[] returns = GarchSeries.MarkPound[..120];
        var point = new LikelihoodPoint(returns, specification);
        GarchProblem whole = point.Problem();
        whole.Evaluate(point.Parameters);
        whole.EvaluateOuterProduct(point.Parameters);
        int n = ParameterLayout.Largest;
        var sums = new double[n * n];
        double[] before = new double[n];
        for (int days = 1; days <= returns.Length; days++)
        {
            var work = new GarchWorkspace();
            GarchProblem part = GarchEstimator.Load(work, returns.AsSpan(0, days), specification, 1, 0);
            part = new GarchProblem(specification, work, whole.Backcast);
            part.TakeSigns(point.Parameters[0], 0);
            part.Evaluate(point.Parameters);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    sums[(i * n) + j] += (work.Gradient[i] - before[i]) * (work.Gradient[j] - before[j]);
                }
            }

            work.Gradient.CopyTo(before, 0);
        }

        // phi is not part of this model; its row is computed all the same.
        AllNear(sums, whole.Work.OuterProduct, 1e-9, "outer product");
    }

    [Fact]
    public void The_exponential_of_the_recursion_is_accurate()
    {
        var pick = new SplitMix(11);
        double worst = 0;
        double worstFar = 0;
        for (int i = 0; i < 200_000; i++)
        {
            double v = pick.Uniform(-20, 20);
            worst = Math.Max(worst, Math.Abs((HalfExponential.Of(v) / Math.Exp(-0.5 * v)) - 1));
            v = pick.Uniform(-600, 600);
            worstFar = Math.Max(worstFar, Math.Abs((HalfExponential.Of(v) / Math.Exp(-0.5 * v)) - 1));
        }

        Assert.InRange(worst, 0, 1.3e-15);
        Assert.InRange(worstFar, 0, 3e-14);
    }

    private static void AllNear(double[] expected, double[] actual, double tolerance, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Near(expected[i], actual[i], tolerance, $"{what} {i}");
        }
    }

    private static void Near(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: {actual:g17}, expected {expected:g17}");
}
