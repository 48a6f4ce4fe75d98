using Freeboard.Numerics;

namespace Freeboard.Structural.Inverse;

/// <summary>The debt, the equity value or the equity volatility that gives a firm a wanted risk-neutral distance to default, the rest held.</summary>
/// <remarks>
/// <para>The distance is d2 of <see cref="TwoEquations"/>; for a wanted EDF p pass -N^-1(p).</para>
/// <para>Existence and uniqueness (proved in docs/inverse.md). Volatility: every finite distance has exactly one. Debt and equity: the distance falls
/// strictly with debt, from infinity to the limit z with z + phi(z)/N(z) = 1 / (sigmaE sqrt T); every distance above the limit has exactly one debt, at or
/// below it there is none (<see cref="ModelStatus.NoSolution"/>). The same holds for equity, which enters only through E / (D exp(-rT)).</para>
/// <para>Method: at a fixed d2 the system is one increasing or decreasing equation in one unknown; safeguarded Newton in its logarithm.</para>
/// <para>Errors: never throws for the figures of a firm. Accuracy: solving again with the answer gives the distance back to 1e-12 of max(1, |d2|), see docs/inverse.md.</para>
/// </remarks>
public static class WantedDistance
{
    private const double SmallestRatio = 1e-300;
    private const double LargestRatio = 1e300;
    private const double SmallestScaledVolatility = 1e-8;
    private const double LargestScaledVolatility = 100;
    private const double ResidualTolerance = 1e-12;

    /// <summary>The default point D that gives the distance; <see cref="MertonInputs.DefaultPoint"/> is not read.</summary>
    /// <param name="inputs">The firm: equity value, equity volatility, rate and horizon.</param>
    /// <param name="distance">Wanted d2, dimensionless.</param>
    /// <returns>D in the currency unit of the equity value.</returns>
    public static InverseSolution Debt(in MertonInputs inputs, double distance)
    {
        if (Invalid(inputs, distance, equity: true, volatility: true, debt: false) is { } offending)
        {
            return Failure(ModelStatus.InvalidInput, offending);
        }

        InverseSolution ratio = EquityRatioFor(inputs, distance);
        double debt = inputs.EquityValue / ratio.Value * Math.Exp(inputs.RiskFreeRate * inputs.HorizonYears);
        return WithValue(ratio, debt, nameof(MertonInputs.DefaultPoint));
    }

    /// <summary>The equity value E that gives the distance at an unchanged equity volatility; <see cref="MertonInputs.EquityValue"/> is not read.</summary>
    /// <param name="inputs">The firm: equity volatility, default point, rate and horizon.</param>
    /// <param name="distance">Wanted d2, dimensionless.</param>
    /// <returns>E in the currency unit of the default point.</returns>
    public static InverseSolution Equity(in MertonInputs inputs, double distance)
    {
        if (Invalid(inputs, distance, equity: false, volatility: true, debt: true) is { } offending)
        {
            return Failure(ModelStatus.InvalidInput, offending);
        }

        if (inputs.DefaultPoint == 0)
        {
            return Failure(ModelStatus.DegenerateNoDebt, nameof(MertonInputs.DefaultPoint));
        }

        InverseSolution ratio = EquityRatioFor(inputs, distance);
        double equity = ratio.Value * (inputs.DefaultPoint * Math.Exp(-inputs.RiskFreeRate * inputs.HorizonYears));
        return WithValue(ratio, equity, nameof(MertonInputs.EquityValue));
    }

    /// <summary>The equity volatility sigmaE that gives the distance; <see cref="MertonInputs.EquityVolatility"/> is not read.</summary>
    /// <param name="inputs">The firm: equity value, default point, rate and horizon.</param>
    /// <param name="distance">Wanted d2, dimensionless.</param>
    /// <returns>sigmaE, decimal per sqrt-year.</returns>
    public static InverseSolution Volatility(in MertonInputs inputs, double distance)
    {
        if (Invalid(inputs, distance, equity: true, volatility: false, debt: true) is { } offending)
        {
            return Failure(ModelStatus.InvalidInput, offending);
        }

        if (inputs.DefaultPoint == 0)
        {
            return Failure(ModelStatus.DegenerateNoDebt, nameof(MertonInputs.DefaultPoint));
        }

        double x = EquityRatio.Of(inputs.EquityValue, inputs.DefaultPoint, inputs.RiskFreeRate * inputs.HorizonYears);
        if (!(x is >= SmallestRatio and <= LargestRatio))
        {
            return Failure(ModelStatus.Underflow, nameof(MertonInputs.EquityValue));
        }

        double logX = Math.Log(x);
        double p = x + StandardNormal.Cumulative(distance);

        // v N(d1) - N(d2) is convex in w and rises from 0: it lies above its tangent there, whose crossing with x is therefore an upper end.
        double upper = logX - StandardNormal.LogCumulative(distance) - Math.Log(TruncatedNormal.HazardAndMean(distance).H);
        double top = Math.Log(LargestScaledVolatility) + logX - Math.Log(p);
        if (upper > top)
        {
            if (At(top).LogResidual < 0)
            {
                return Failure(ModelStatus.Underflow, nameof(MertonInputs.EquityVolatility));
            }

            upper = top;
        }

        // At the largest ratios the smallest volatility allowed may already be too much for a very large distance.
        double lower = Math.Log(SmallestScaledVolatility) + logX - Math.Log(p);
        if (!(lower < upper) || At(lower).LogResidual > 0)
        {
            return Failure(ModelStatus.Underflow, nameof(MertonInputs.EquityVolatility));
        }

        InverseSolution width = Finish(RisingRoot.Find(Rising, upper, lower, upper), u => At(u).Residual);
        double volatility = width.Value * (p / x) / Math.Sqrt(inputs.HorizonYears);
        return WithValue(width, volatility, nameof(MertonInputs.EquityVolatility));

        // ResidualPoint makes w from s, so it is given the s that belongs to this w.
        ResidualPoint At(double logWidth) => new(x, logX, Math.Exp(logWidth) * (p / x), distance);

        RisingRoot.Point Rising(double logWidth)
        {
            // d ln X / d ln w = w h v N(d1) / X, at least 1 by convexity.
            ResidualPoint point = At(logWidth);
            double equity = x * Math.Exp(point.LogResidual);
            return new RisingRoot.Point(point.LogResidual, point.W * TruncatedNormal.HazardAndMean(point.D1).H * (1 + (point.N2 / equity)));
        }
    }

    /// <summary>x = E/K that gives the distance: what debt and equity have in common.</summary>
    private static InverseSolution EquityRatioFor(in MertonInputs inputs, double distance)
    {
        if (inputs.EquityVolatility == 0)
        {
            return Failure(ModelStatus.DegenerateNoVolatility, nameof(MertonInputs.EquityVolatility));
        }

        double s = inputs.EquityVolatility * Math.Sqrt(inputs.HorizonYears);
        if (s is < SmallestScaledVolatility or > LargestScaledVolatility)
        {
            return Failure(ModelStatus.Underflow, nameof(MertonInputs.EquityVolatility));
        }

        if (s * TruncatedNormal.HazardAndMean(distance).H <= 1)
        {
            return Failure(ModelStatus.NoSolution, "distance") with { LeastDistance = LeastDistance(s) };
        }

        // w < s, and v N(d1) - N(d2) rises in w: its value at w = s is above every solution.
        double upper = (s * (distance + (0.5 * s))) + StandardNormal.LogCumulative(distance + s) + 1e-9;
        double lower = Math.Log(SmallestRatio);
        upper = Math.Min(upper, Math.Log(LargestRatio));
        if (!(lower < upper) || At(upper).LogResidual > 0 || At(lower).LogResidual < 0)
        {
            return Failure(ModelStatus.Underflow, "distance");
        }

        return Finish(RisingRoot.Find(Rising, upper, lower, upper), u => At(u).Residual);

        ResidualPoint At(double logX) => new(Math.Exp(logX), logX, s, distance);

        RisingRoot.Point Rising(double logX)
        {
            // ln(x/X), and its derivative 1 - h v N(d1) w N(d2) / (P X) in ln x.
            ResidualPoint point = At(logX);
            double x = Math.Exp(logX);
            double equity = x * Math.Exp(point.LogResidual);
            double h = TruncatedNormal.HazardAndMean(point.D1).H;
            return new RisingRoot.Point(-point.LogResidual, 1 - (h * (equity + point.N2) * (point.W / equity) * (point.N2 / (x + point.N2))));
        }
    }

    /// <summary>z with h(z) = 1/s; h rises strictly from 0 to infinity with slope Var(Z | Z &lt; z).</summary>
    private static double LeastDistance(double s)
    {
        double wanted = 1 / s;

        // h(z) lies between z and z + phi(0)/N(0) for positive z, and is about -1/z far on the left.
        RisingRoot.Result result = RisingRoot.Find(
            z =>
            {
                (double lambda, double h) = TruncatedNormal.HazardAndMean(z);
                return new RisingRoot.Point(h - wanted, 1 - (lambda * h));
            },
            wanted,
            -2 * s - 2,
            wanted + 1);
        return result.Root;
    }

    private static InverseSolution Finish(RisingRoot.Result search, Func<double, double> residualAt)
    {
        if (!search.Converged)
        {
            return Failure(double.IsNaN(search.Root) && search.Iterations < 200 ? ModelStatus.NumericalBreakdown : ModelStatus.IterationLimit, null) with { Iterations = search.Iterations };
        }

        double residual = residualAt(search.Root);
        return Math.Abs(residual) <= ResidualTolerance
            ? new InverseSolution { Status = ModelStatus.Converged, Value = Math.Exp(search.Root), LeastDistance = double.NaN, Residual = residual, Iterations = search.Iterations }
            : Failure(ModelStatus.NumericalBreakdown, null) with { Iterations = search.Iterations, Residual = residual };
    }

    private static InverseSolution WithValue(in InverseSolution solution, double value, string name)
    {
        if (solution.Status != ModelStatus.Converged)
        {
            return solution;
        }

        return double.IsNormal(value) ? solution with { Value = value } : Failure(ModelStatus.Underflow, name);
    }

    private static string? Invalid(in MertonInputs inputs, double distance, bool equity, bool volatility, bool debt)
    {
        if (equity && !(inputs.EquityValue > 0 && double.IsFinite(inputs.EquityValue)))
        {
            return nameof(MertonInputs.EquityValue);
        }

        if (volatility && !(inputs.EquityVolatility >= 0 && double.IsFinite(inputs.EquityVolatility)))
        {
            return nameof(MertonInputs.EquityVolatility);
        }

        if (debt && !(inputs.DefaultPoint >= 0 && double.IsFinite(inputs.DefaultPoint)))
        {
            return nameof(MertonInputs.DefaultPoint);
        }

        if (!double.IsFinite(inputs.RiskFreeRate))
        {
            return nameof(MertonInputs.RiskFreeRate);
        }

        if (!(inputs.HorizonYears > 0 && double.IsFinite(inputs.HorizonYears)))
        {
            return nameof(MertonInputs.HorizonYears);
        }

        return double.IsFinite(distance) ? null : "distance";
    }

    private static InverseSolution Failure(ModelStatus status, string? offending) => new()
    {
        Status = status,
        Value = double.NaN,
        LeastDistance = double.NaN,
        Residual = double.NaN,
        OffendingInput = offending,
    };
}
