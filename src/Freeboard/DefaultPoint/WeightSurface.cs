using Freeboard.Calibration;
using Freeboard.Structural;
using Freeboard.Structural.Batch;
using Freeboard.Validation.Discrimination;

namespace Freeboard.DefaultPoint;

/// <summary>The criterion as a function of the weights: d2 of the two equations at D = a SL + w LL for every row, then its area or its likelihood.</summary>
internal sealed class WeightSurface
{
    /// <summary>Share of the equity value that a default point is taken to be at least, so that a firm that owes nothing at some weight keeps a distance.</summary>
    internal const double SmallestDebtShare = 1e-4;

    private readonly LabelledLiabilities firms;
    private readonly WeightCriterion criterion;
    private readonly double[] rate;
    private readonly double[] horizon;
    private readonly double[] debt;
    private readonly SolverStatus[] status;

    internal WeightSurface(LabelledLiabilities firms, WeightCriterion criterion)
    {
        firms.Check();
        this.firms = firms;
        this.criterion = criterion;
        rate = [.. Enumerable.Repeat(firms.RiskFreeRate, firms.Count)];
        horizon = [.. Enumerable.Repeat(firms.HorizonYears, firms.Count)];
        debt = new double[firms.Count];
        status = new SolverStatus[firms.Count];
    }

    /// <summary>What forbids a search at all.</summary>
    internal WeightStatus Objection()
    {
        int events = 0;
        foreach (bool one in firms.HasEvent.Span)
        {
            events += one ? 1 : 0;
        }

        return events == 0 ? WeightStatus.NoEvents : events == firms.Count ? WeightStatus.NoOthers : WeightStatus.NotRun;
    }

    /// <summary>Distances at a pair of weights; null where a row has none.</summary>
    internal double[]? Distances(double currentWeight, double nonCurrentWeight)
    {
        ReadOnlySpan<double> equity = firms.EquityValue.Span;
        ReadOnlySpan<double> current = firms.Current.Span;
        ReadOnlySpan<double> nonCurrent = firms.NonCurrent.Span;
        for (int i = 0; i < debt.Length; i++)
        {
            debt[i] = Math.Max((currentWeight * current[i]) + (nonCurrentWeight * nonCurrent[i]), SmallestDebtShare * equity[i]);
        }

        double[] d2 = new double[debt.Length];
        int converged = TwoEquations.SolveBatch(
            new MertonColumns { EquityValue = equity, EquityVolatility = firms.EquityVolatility.Span, DefaultPoint = debt, RiskFreeRate = rate, HorizonYears = horizon },
            new MertonSolutionColumns { D2 = d2, Status = status });
        return converged == debt.Length ? d2 : null;
    }

    /// <summary>The criterion at distances; greater is better. Null where it has none.</summary>
    internal double? Value(double[] distances)
    {
        if (criterion == WeightCriterion.Area)
        {
            return RocCurve.Of(Array.ConvertAll(distances, static d => -d), firms.HasEvent.Span).Area;
        }

        BinomialPoints points = BinomialPoints.Of(new CalibrationSample(distances, firms.HasEvent.Span));
        BinomialFit fit = BinomialRegression.Fit(points, BinomialLink.Logit);
        return fit.Status == CalibrationStatus.Fitted ? fit.LogLikelihood : null;
    }

    /// <summary>Two-sided probability that two weights as good as each other differ as these do.</summary>
    /// <remarks>Areas: DeLong's paired test. Likelihoods: 2 (L best - L) against chi-square with one degree of freedom, the profile interval of one weight.</remarks>
    internal double? Probability(double[] best, double bestValue, double[] other, double otherValue)
    {
        if (criterion == WeightCriterion.LogLikelihood)
        {
            return Numerics.TailProbability.ChiSquare(Math.Max(0, 2 * (bestValue - otherValue)), 1);
        }

        return DeLong.PairedTest(Array.ConvertAll(best, static d => -d), Array.ConvertAll(other, static d => -d), firms.HasEvent.Span).Probability;
    }
}
