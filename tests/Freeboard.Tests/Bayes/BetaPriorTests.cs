using Freeboard.Bayes;
using Freeboard.Numerics;

namespace Freeboard.Tests.Bayes;

public class BetaPriorTests
{
    /// <summary>Trials of BCG vaccine (Colditz et al. 1994): treated with and without the disease, controls with and without.</summary>
    private static readonly int[][] Trials =
    [
        [4, 119, 11, 128], [6, 300, 29, 274], [3, 228, 11, 209], [62, 13536, 248, 12619], [33, 5036, 47, 5761], [180, 1361, 372, 1079], [8, 2537, 10, 619],
        [505, 87886, 499, 87892], [29, 7470, 45, 7232], [17, 1699, 65, 1600], [186, 50448, 141, 27197], [5, 2493, 3, 2338], [27, 16886, 29, 17825],
    ];

    [Fact]
    public void The_published_spread_of_thirteen_trials()
    {
        // Viechtbauer, Journal of Statistical Software 36(3), 2010: restricted likelihood, tau^2 0.3132, mean -0.7145 with standard error 0.1798. The model is that of betas.
        double[] effects = [.. Trials.Select(t => Math.Log((double)t[0] / (t[0] + t[1]) / ((double)t[2] / (t[2] + t[3]))))];
        double[] errors = [.. Trials.Select(t => Math.Sqrt((1.0 / t[0]) - (1.0 / (t[0] + t[1])) + (1.0 / t[2]) - (1.0 / (t[2] + t[3]))))];
        BetaPrior prior = BetaPrior.Estimate(effects, errors);
        Assert.Equal(BetaPriorStatus.Converged, prior.Status);
        Assert.Equal(0.3132, prior.Deviation!.Value * prior.Deviation.Value, 5e-5);
        Assert.Equal(-0.7145, prior.Mean!.Value, 5e-5);
        Assert.Equal(0.1798, prior.StandardErrorOfMean!.Value, 5e-5);
    }

    [Fact]
    public void The_spread_of_simulated_betas_is_found_and_shrunk_betas_lie_nearer_the_truth()
    {
        var random = new PhiloxStream(21, 0);
        const int Firms = 2000;
        double[] truth = new double[Firms];
        double[] estimates = new double[Firms];
        double[] errors = new double[Firms];
        for (int i = 0; i < Firms; i++)
        {
            truth[i] = 0.9 + (0.35 * random.NextNormal());
            errors[i] = 0.1 + (0.5 * random.NextUniform());
            estimates[i] = truth[i] + (errors[i] * random.NextNormal());
        }

        BetaPrior prior = BetaPrior.Estimate(estimates, errors);
        Assert.InRange(Math.Abs(prior.Mean!.Value - 0.9) / prior.StandardErrorOfMean!.Value, 0, 3);
        Assert.InRange(prior.Deviation!.Value, 0.31, 0.39);

        // Bayes' promise: the error squared is, on average, the variance that the shrunk beta states.
        double raw = 0;
        double shrunk = 0;
        double promised = 0;
        for (int i = 0; i < Firms; i++)
        {
            ShrunkBeta beta = prior.Shrink(estimates[i], errors[i])!.Value;
            raw += Math.Pow(estimates[i] - truth[i], 2);
            shrunk += Math.Pow(beta.Beta - truth[i], 2);
            promised += beta.StandardDeviation * beta.StandardDeviation;
        }

        Assert.True(shrunk < 0.55 * raw, $"{shrunk} {raw}");
        Assert.Equal(1, shrunk / promised, 0.13);
    }

    [Fact]
    public void Betas_that_scatter_by_their_errors_alone_are_all_drawn_to_the_mean()
    {
        BetaPrior prior = BetaPrior.Estimate([0.9, 1.0, 1.1, 1.0], [0.3, 0.3, 0.3, 0.3]);
        Assert.Equal((BetaPriorStatus.NoSpread, 0.0), (prior.Status, prior.Deviation!.Value));
        Assert.Equal(1, prior.Mean!.Value, 1e-15);
        Assert.Equal(new ShrunkBeta(prior.Mean.Value, 0.15, 0), prior.Shrink(1.1, 0.3)!.Value with { StandardDeviation = 0.15 });
        Assert.Equal(0.15, prior.Shrink(1.1, 0.3)!.Value.StandardDeviation, 1e-15);
        Assert.Equal(BetaPriorStatus.NoSpread, BetaPrior.Estimate([1, 1, 1], [0.1, 0.2, 0.3]).Status);
    }

    [Fact]
    public void Two_firms_or_a_beta_without_an_error_give_no_prior()
    {
        Assert.Equal(BetaPriorStatus.NotEnoughData, BetaPrior.Estimate([1, 2], [0.1, 0.1]).Status);
        Assert.Equal(BetaPriorStatus.InvalidInput, BetaPrior.Estimate([1, 2, 3], [0.1, 0, 0.1]).Status);
        Assert.Null(BetaPrior.Estimate([1, 2], [0.1, 0.1]).Shrink(1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaPrior.Given(1, 0));
        Assert.Throws<ArgumentException>(() => BetaPrior.Estimate([1], []));
    }

    [Fact]
    public void A_given_prior_shrinks_as_published()
    {
        // Vasicek's formula on the reference firm: b 1.6, error 0.30, prior N(1, 0.35^2).
        ShrunkBeta beta = BetaPrior.Given(1, 0.35).Shrink(1.6, 0.30)!.Value;
        Assert.Equal(1.3458823529, beta.Beta, 5e-11);
        Assert.Equal(0.2277769807, beta.StandardDeviation, 5e-11);
        Assert.Equal(0.5764705882, beta.WeightOfEstimate, 5e-11);
    }
}
