namespace Freeboard.Structural.Windows;

/// <summary>One firm of the NUS variant during the search for delta: its likelihood, best in sigma and drift, and the derivative in delta.</summary>
internal sealed class NusFirm
{
    private readonly NusSeries series;
    private readonly WindowOptions options;
    private readonly WindowWorkspace work = new();
    private readonly double[] equity;
    private readonly double[] debts;
    private SearchResult search;

    internal NusFirm(NusSeries series, WindowOptions options)
    {
        this.series = series;
        this.options = options;
        equity = series.EquityValues.ToArray();
        debts = new double[equity.Length];
        Fault = FindFault();
    }

    /// <summary>The property that makes the firm unusable; null when none does.</summary>
    internal string? Fault { get; }

    /// <summary>Fits the firm at a delta.</summary>
    internal WindowEstimate FitAt(double delta)
    {
        EquityWindow window = WindowAt(delta);
        if (Fault is not null)
        {
            return new WindowEstimate(EstimationStatus.InvalidInput) { OffendingInput = Fault, Observations = 0 };
        }

        EstimationStatus ready = WindowPreparation.Prepare(window, options, work, out string? offending);
        if (ready != EstimationStatus.NotRun)
        {
            return LastDay.Without(work, ready, offending);
        }

        ReadOnlySpan<double> assets = series.TotalAssets.Span;
        for (int k = 1; k < work.Days; k++)
        {
            work.EquityReturns[k] -= WindowPreparation.LogOfRatio(assets[work.Index[k]], assets[work.Index[k - 1]]);
        }

        search = VolatilitySearch.Run<LikelihoodEquation>(work, options);
        return search.Status == EstimationStatus.Converged
            ? LikelihoodReport.Describe(window, options, work, search)
            : LastDay.Without(work, search);
    }

    /// <summary>dl/ddelta at the last fit; by the envelope theorem sigma and drift may be held.</summary>
    internal double SlopeInDelta()
    {
        double w = search.Width;
        var moments = new WindowMoments(work, w);
        double variance = w * w / work.Horizon;
        double mean = work.DriftIsEstimated ? moments.Sum / work.Elapsed : -0.5 * variance;
        double squares = 0;
        double jacobian = 0;
        (double before, _) = DayInDelta(0, w);
        for (int k = 1; k < work.Days; k++)
        {
            (double gap, double log) = DayInDelta(k, w);
            double e = work.EquityReturns[k] + (work.Gaps[k] - work.Gaps[k - 1]) - (mean / work.InverseGaps[k]);
            squares += e * (gap - before) * work.InverseGaps[k];
            jacobian += gap + log;
            before = gap;
        }

        return -(squares / variance) - jacobian;
    }

    /// <summary>db/ddelta = (1 - 1/Omega) O/D and dln N(d1)/ddelta = -lambda/(Omega w) O/D on a day.</summary>
    private (double Gap, double LogOfProbability) DayInDelta(int k, double w)
    {
        int i = work.Index[k];
        double other = series.OtherLiabilities.Span[i];
        if (work.Ratios[k] == 0)
        {
            // A debt that is nothing beside the equity: V = E + K.
            return (other * Math.Exp(-series.RiskFreeRates.Span[i] * work.Horizon) / equity[i], 0);
        }

        double share = other / debts[i];
        return ((1 - (1 / work.Elasticities[k])) * share, -work.Lambdas[k] * share / (work.Elasticities[k] * w));
    }

    private EquityWindow WindowAt(double delta)
    {
        for (int i = 0; i < debts.Length && Fault is null; i++)
        {
            debts[i] = series.DefaultPoints.Span[i] + (delta * series.OtherLiabilities.Span[i]);
        }

        return new EquityWindow
        {
            Times = series.Times.Span,
            EquityValues = equity,
            DefaultPoints = debts,
            RiskFreeRates = series.RiskFreeRates.Span,
            HorizonYears = series.HorizonYears,
            PayoutRate = series.PayoutRate,
        };
    }

    private string? FindFault()
    {
        if (series.OtherLiabilities.Length != equity.Length)
        {
            return nameof(NusSeries.OtherLiabilities);
        }

        if (series.TotalAssets.Length != equity.Length)
        {
            return nameof(NusSeries.TotalAssets);
        }

        if (series.DefaultPoints.Length != equity.Length)
        {
            return nameof(NusSeries.DefaultPoints);
        }

        for (int i = 0; i < equity.Length; i++)
        {
            double other = series.OtherLiabilities.Span[i];
            double assets = series.TotalAssets.Span[i];
            if (double.IsNaN(other) || double.IsNaN(assets))
            {
                // Missing like any other figure: the preparation skips the day or rejects the window.
                equity[i] = double.NaN;
                continue;
            }

            if (!(other >= 0) || !double.IsFinite(other))
            {
                return nameof(NusSeries.OtherLiabilities);
            }

            if (!(assets > 0) || !double.IsFinite(assets))
            {
                return nameof(NusSeries.TotalAssets);
            }
        }

        return null;
    }
}
