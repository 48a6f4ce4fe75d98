using Freeboard.Numerics;
using Freeboard.Structural.Barrier;

namespace Freeboard.Structural.TermStructure;

/// <summary>The term structure of the expected default frequency, one month to ten years, from one pair of asset value and volatility.</summary>
/// <remarks>
/// <para>Conventions: V and sigmaV are those of today and flat over all horizons (they are not solved anew per horizon); the default point is held, or grows at a given rate;
/// the drift is the risk-free rate for risk-neutral probabilities, mu for physical ones.</para>
/// <para>AtHorizon: EDF(t) = N(-d2(t)), Merton (1974). It is the probability of being below the default point at t, so it can fall with t for a firm that is under
/// water or drifts away; the forward is then null. FirstPassage: the probability of having met the default point by t, Black and Cox (1976); it rises with t.</para>
/// <para>Forward: [EDF(t2) - EDF(t1)] / [1 - EDF(t1)]. Units: decimals, years. Errors: arguments outside their ranges are the caller's bug and throw.</para>
/// <para>Accuracy: relative error of EDF about 1e-13 (docs/term-structure.md); a forward loses digits as EDF(t2) comes close to EDF(t1).</para>
/// </remarks>
public static class EdfTermStructure
{
    /// <summary>The term structure of one firm.</summary>
    /// <param name="assetValue">Asset value V, currency units; finite and positive.</param>
    /// <param name="assetVolatility">Asset volatility sigmaV, decimal per sqrt-year; finite and positive.</param>
    /// <param name="defaultPoint">Default point today, currency units; finite and positive.</param>
    /// <param name="drift">Drift of the assets, continuously compounded per year; finite.</param>
    /// <param name="options">Settings; <see cref="TermStructureOptions.Default"/> when null.</param>
    /// <returns>One point a horizon, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static IReadOnlyList<EdfPoint> Of(double assetValue, double assetVolatility, double defaultPoint, double drift, TermStructureOptions? options = null)
    {
        options ??= TermStructureOptions.Default;
        StructuralArguments.Check(assetValue, assetVolatility, defaultPoint, options.Horizons[^1]);
        StructuralArguments.CheckRate(drift * options.Horizons[^1], nameof(drift));
        if (defaultPoint == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(defaultPoint), defaultPoint, "Without debt there is no default to give a term structure of.");
        }

        return Curve(options.Horizons, years =>
        {
            // A default point that grows at g is a fixed one, seen from assets that drift by g less.
            double distance = DistanceToDefault.Physical(assetValue, assetVolatility, defaultPoint, drift - options.DefaultPointGrowth, years);
            return (distance, options.Timing == DefaultTiming.AtHorizon
                ? ExpectedDefaultFrequency.LogFromDistance(distance)
                : BarrierModel.LogFirstPassageProbability(Firm(years), drift, years));
        });

        BarrierFirm Firm(double years) => new()
        {
            AssetValue = assetValue,
            AssetVolatility = assetVolatility,
            DefaultPoint = defaultPoint * Math.Exp(options.DefaultPointGrowth * years),
            Barrier = new BarrierTerms { FractionOfDefaultPoint = 1, GrowthRate = options.DefaultPointGrowth },
            RiskFreeRate = 0,
            HorizonYears = years,
        };
    }

    /// <summary>The term structure of a model that gives its own cumulative probabilities: a barrier, CreditGrades, jumps.</summary>
    /// <param name="logEdf">ln of the cumulative default probability up to a horizon in years; at most 0.</param>
    /// <param name="horizons">Horizons in years, positive and strictly ascending; <see cref="TermStructureOptions.StandardHorizons"/> when null.</param>
    /// <returns>One point a horizon, in their order; <see cref="EdfPoint.Distance"/> is NaN, because such a model need not have one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizons are not positive and ascending.</exception>
    public static IReadOnlyList<EdfPoint> OfProbabilities(Func<double, double> logEdf, IReadOnlyList<double>? horizons = null)
    {
        ArgumentNullException.ThrowIfNull(logEdf);
        TermStructureOptions options = horizons is null ? TermStructureOptions.Default : TermStructureOptions.Default with { Horizons = horizons };
        return Curve(options.Horizons, years => (double.NaN, logEdf(years)));
    }

    private static EdfPoint[] Curve(IReadOnlyList<double> horizons, Func<double, (double Distance, double LogEdf)> at)
    {
        EdfPoint[] points = new EdfPoint[horizons.Count];
        double before = 0;
        double logBefore = double.NegativeInfinity;
        for (int i = 0; i < points.Length; i++)
        {
            double years = horizons[i];
            (double distance, double logEdf) = at(years);
            double span = years - before;
            double? forward = Forward(logBefore, logEdf);
            points[i] = new EdfPoint
            {
                HorizonYears = years,
                Distance = distance,
                LogEdf = logEdf,
                AnnualisedEdf = PerYear(Math.Exp(logEdf), years),
                ForwardEdf = forward,
                AnnualisedForwardEdf = forward is { } f ? PerYear(f, span) : null,
            };
            before = years;
            logBefore = logEdf;
        }

        return points;
    }

    /// <summary>(P2 - P1) / (1 - P1); null when P falls, or nobody is left.</summary>
    private static double? Forward(double logBefore, double logNow)
    {
        double before = Math.Exp(logBefore);
        return logNow < logBefore || before >= 1 ? null : (Math.Exp(logNow) - before) / (1 - before);
    }

    /// <summary>1 - (1 - p)^(1/years), without the loss at small p.</summary>
    private static double PerYear(double probability, double years) =>
        probability >= 1 ? 1 : -ExpMinusOne.Of(StandardNormal.LogOnePlus(-probability) / years);
}
