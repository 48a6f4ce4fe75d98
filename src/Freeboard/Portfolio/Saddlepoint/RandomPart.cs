namespace Freeboard.Portfolio.Saddlepoint;

/// <summary>A portfolio taken apart: the loss that is certain, and the loans that may default or not.</summary>
/// <remarks>
/// Where the probability of any loss beyond the certain one is at most 1 - level, VaR is the certain loss c and ES is c + (E[L] - c)/(1 - level), in closed form:
/// no search has to find what no density surrounds.
/// </remarks>
internal sealed class RandomPart
{
    private readonly CreditPortfolio whole;
    private readonly int[] kept;
    private readonly double certain;
    private readonly double largest;
    private double? probability;

    private RandomPart(CreditPortfolio whole, int[] kept, double certain)
    {
        (this.whole, this.kept, this.certain) = (whole, kept, certain);
        if (kept.Length > 0)
        {
            Loss = new ConditionalLoss(kept.Length == whole.Count ? whole : Cut(whole, kept));
            Deviation = FactorSaddlepoint.Deviation(Loss, (whole.ExpectedLoss - certain) / Loss.Unit);
            largest = kept.Max(i => whole.DefaultProbabilities[i]);
        }
    }

    /// <summary>The loss of the loans that may default or not; null where there is none.</summary>
    internal ConditionalLoss? Loss { get; }

    /// <summary>Standard deviation of the loss, currency units.</summary>
    internal double Deviation { get; }

    internal static RandomPart Of(CreditPortfolio whole)
    {
        List<int> kept = [];
        double certain = 0;
        for (int i = 0; i < whole.Count; i++)
        {
            double p = whole.DefaultProbabilities[i];
            certain += p == 1 ? whole.LossOf(i) : 0;
            if (p is > 0 and < 1 && whole.LossOf(i) > 0)
            {
                kept.Add(i);
            }
        }

        return new RandomPart(whole, [.. kept], certain);
    }

    /// <summary>Whether the tail begins at the certain loss: VaR is that.</summary>
    internal bool IsQuiet(double level)
    {
        // Any loss is at least as probable as that of the worst loan, which settles it nearly always.
        if (Loss is null || largest > 1 - level)
        {
            return Loss is null;
        }

        probability ??= FactorSaddlepoint.AnyLoss(Loss);
        return probability <= 1 - level;
    }

    /// <summary>The tail at a quiet level, exactly.</summary>
    internal LossLevel Quiet(double level) => new() { Level = level, ValueAtRisk = certain, ExpectedShortfall = certain + (Math.Max(0, whole.ExpectedLoss - certain) / (1 - level)) };

    /// <summary>The contributions at a quiet level, exactly.</summary>
    internal RiskContributions QuietContributions(double level)
    {
        double[] atRisk = Certain();
        double[] shortfall = Certain();
        foreach (int i in kept)
        {
            shortfall[i] = whole.LossOf(i) * whole.DefaultProbabilities[i] / (1 - level);
        }

        return new RiskContributions { Level = level, ValueAtRisk = atRisk, ExpectedShortfall = shortfall };
    }

    /// <summary>The tail of the whole portfolio from that of the random part.</summary>
    internal LossLevel Whole(LossLevel random) => certain == 0 ? random : random with
    {
        ValueAtRisk = random.ValueAtRisk + certain,
        ExpectedShortfall = random.ExpectedShortfall + certain,
        ValueAtRiskLow = random.ValueAtRiskLow + certain,
        ValueAtRiskHigh = random.ValueAtRiskHigh + certain,
    };

    /// <summary>The contributions of all loans from those of the random part.</summary>
    internal RiskContributions Whole(RiskContributions random)
    {
        if (kept.Length == whole.Count)
        {
            return random;
        }

        double[] atRisk = Certain();
        double[] shortfall = Certain();
        double[]? errors = random.ExpectedShortfallStandardErrors is null ? null : new double[whole.Count];
        for (int j = 0; j < kept.Length; j++)
        {
            atRisk[kept[j]] = random.ValueAtRisk[j];
            shortfall[kept[j]] = random.ExpectedShortfall[j];
            if (errors is not null)
            {
                errors[kept[j]] = random.ExpectedShortfallStandardErrors![j];
            }
        }

        return new RiskContributions { Level = random.Level, ValueAtRisk = atRisk, ExpectedShortfall = shortfall, ExpectedShortfallStandardErrors = errors };
    }

    private double[] Certain() => [.. Enumerable.Range(0, whole.Count).Select(i => whole.DefaultProbabilities[i] == 1 ? whole.LossOf(i) : 0)];

    private static CreditPortfolio Cut(CreditPortfolio whole, int[] kept)
    {
        List<double> loadings = [];
        foreach (int i in kept)
        {
            loadings.AddRange(whole.LoadingsOf(i));
        }

        return CreditPortfolio.Create(
            [.. kept.Select(i => whole.Ids[i])], [.. kept.Select(i => whole.Exposures[i])], [.. kept.Select(i => whole.LossesGivenDefault[i])], [.. kept.Select(i => whole.DefaultProbabilities[i])], [.. loadings], whole.FactorCount);
    }
}
