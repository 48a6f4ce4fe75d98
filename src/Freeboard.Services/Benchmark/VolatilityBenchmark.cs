using Freeboard.Volatility.Garch;

namespace Freeboard.Services.Benchmark;

/// <summary>Times fits of volatility models, standard errors of all three kinds included, on one thread.</summary>
internal sealed class VolatilityBenchmark(TimeProvider time, TimeSpan budget, CancellationToken cancellationToken)
{
    private const int Firms = 12;
    private const int Days = 1000;

    internal IEnumerable<BenchmarkFigure> Run()
    {
        var series = new ReturnSeries(Firms, Days);
        (string Key, GarchSpecification Model)[] models =
        [
            ("egarchNormal", new GarchSpecification()),
            ("egarchT", new GarchSpecification { Distribution = InnovationDistribution.StudentT }),
            ("gjrNormal", new GarchSpecification { Model = VarianceModel.Gjr }),
            ("garchNormal", new GarchSpecification { Model = VarianceModel.Garch }),
        ];
        foreach ((string key, GarchSpecification model) in models)
        {
            IReadOnlyList<GarchFit> fits = [];
            double seconds = LeastTime.Of(time, budget / models.Length, () => fits = GarchBatch.Fit(series.Series, model, maximumThreads: 1), cancellationToken);
            yield return new($"{key}.perSecond", Firms / seconds, $"fits a second of {model.Name}, 1000 days, with all standard errors, on one thread");
            yield return new($"{key}.convergedShare", fits.Count(fit => fit.Status == GarchStatus.Converged) / (double)Firms, "share of the series with an estimate");
            yield return new($"{key}.evaluations", fits.Average(fit => fit.Evaluations), "evaluations of likelihood, gradient and Hessian a fit");
        }
    }
}
