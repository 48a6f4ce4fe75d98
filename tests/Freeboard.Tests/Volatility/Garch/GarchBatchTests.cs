using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

public sealed class GarchBatchTests
{
    private static readonly ReadOnlyMemory<double>[] Firms =
    [
        GarchSeries.MarkPound.AsMemory(0, 900), GarchSeries.MarkPound.AsMemory(900), GarchSeries.Sp500.AsMemory(0, 1000), GarchSeries.Sp500.AsMemory(2000, 1100),
        GarchSeries.Sp500Long.AsMemory(0, 800), new double[700], GarchSeries.Egarch(900, 1), GarchSeries.Egarch(900, 2), GarchSeries.Noise(900, 4), GarchSeries.MarkPound.AsMemory(0, 40),
    ];

    [Theory]
    [InlineData(InnovationDistribution.Normal)]
    [InlineData(InnovationDistribution.StudentT)]
    public void The_bytes_are_the_same_for_any_number_of_threads_and_any_order(InnovationDistribution distribution)
    {
        var specification = new GarchSpecification { Distribution = distribution };
        IReadOnlyList<GarchFit> one = GarchBatch.Fit(Firms, specification, maximumThreads: 1);
        IReadOnlyList<GarchFit> three = GarchBatch.Fit(Firms, specification, maximumThreads: 3);
        IReadOnlyList<GarchFit> backwards = GarchBatch.Fit([.. Firms.Reverse()], specification);
        int converged = 0;
        for (int i = 0; i < Firms.Length; i++)
        {
            converged += one[i].Status == GarchStatus.Converged ? 1 : 0;
            Same(one[i], three[i]);
            Same(one[i], backwards[^(i + 1)]);
            Same(one[i], GarchEstimator.Fit(Firms[i].Span, specification));
        }

        Assert.InRange(converged, 5, 9);
    }

    [Fact]
    public void Progress_counts_every_series_once()
    {
        var seen = new List<int>();
        GarchBatch.Fit(Firms, GarchSpecification.Default, maximumThreads: 1, progress: new Told(p => seen.Add(p.Done * 100 + p.Total)));
        Assert.Equal(Enumerable.Range(1, 10).Select(done => (done * 100) + 10), seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_batch_throws(int threads)
    {
        using var source = new CancellationTokenSource();
        var progress = new Told(_ => source.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => GarchBatch.Fit(Firms, GarchSpecification.Default, null, threads, progress, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => GarchBatch.FitRolling(Firms, GarchSpecification.Default, new RollingFitOptions { Window = 600 }, null, threads, progress, source.Token));
    }

    [Theory]
    [InlineData(VarianceModel.Egarch, InnovationDistribution.Normal)]
    [InlineData(VarianceModel.Egarch, InnovationDistribution.StudentT)]
    [InlineData(VarianceModel.Gjr, InnovationDistribution.Normal)]
    [InlineData(VarianceModel.Garch, InnovationDistribution.StudentT)]
    public void Rolling_refits_with_warm_starts_end_where_cold_ones_end(VarianceModel model, InnovationDistribution distribution)
    {
        ReadOnlyMemory<double> returns = GarchSeries.Sp500.AsMemory(3000);
        var specification = new GarchSpecification { Model = model, Distribution = distribution };
        var rolling = new RollingFitOptions { Window = 1000, Step = 50 };
        IReadOnlyList<GarchFit> warm = GarchBatch.FitRolling([returns], specification, rolling)[0];
        Assert.Equal(21, warm.Count);
        int compared = 0;
        for (int i = 0; i < warm.Count; i++)
        {
            GarchFit cold = GarchEstimator.Fit(returns.Span.Slice(i * rolling.Step, rolling.Window), specification);
            Assert.Equal(cold.Status, warm[i].Status);
            if (cold.Status == GarchStatus.Converged)
            {
                compared++;
                Assert.Equal(cold.LogLikelihood!.Value, warm[i].LogLikelihood!.Value, 1e-6);
            }
        }

        Assert.InRange(compared, 15, 21);
    }

    [Fact]
    public void A_policy_runs_over_a_batch()
    {
        IReadOnlyList<PolicyFit> outcomes = GarchBatch.Fit(Firms, VolatilityPolicy.Default, maximumThreads: 2);
        Assert.Equal(VarianceModel.Egarch, outcomes[0].Fit!.Specification.Model);
        Assert.Null(outcomes[5].Fit);
        Assert.Equal(GarchStatus.NotEnoughData, outcomes[9].Refusals[0].Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => GarchBatch.Fit(Firms, VolatilityPolicy.Default, maximumThreads: 0));
    }

    private static void Same(GarchFit a, GarchFit b)
    {
        Assert.Equal((a.Status, a.Flags, a.LogLikelihood, a.VarianceNext, a.Parameters, a.Evaluations), (b.Status, b.Flags, b.LogLikelihood, b.VarianceNext, b.Parameters, b.Evaluations));
        Assert.Equal(a.ConditionalVariances.ToArray(), b.ConditionalVariances.ToArray());
        Assert.Equal(a.Robust?.StandardErrors, b.Robust?.StandardErrors);
    }

    private sealed class Told(Action<GarchProgress> action) : IProgress<GarchProgress>
    {
        public void Report(GarchProgress value) => action(value);
    }
}
