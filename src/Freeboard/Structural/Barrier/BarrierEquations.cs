using Freeboard.Numerics;

namespace Freeboard.Structural.Barrier;

/// <summary>Asset value and volatility from equity value and volatility when equity is a down-and-out call.</summary>
/// <remarks>
/// <para>E = DOC(V, sigmaV), sigmaE = (V / E) dE/dV sigmaV; the barrier is a fraction of the default point.</para>
/// <para>Source: Black and Cox (1976), Brockman and Turtle (2003) for the pricing; the second equation as Jones, Mason and Rosenfeld (1984).</para>
/// <para>Existence. At a fixed sigmaV equity rises strictly in V, from 0 at the barrier to infinity, so V is unique; E/V rises in V, so sigmaV is never
/// above sigmaE (proofs: docs/barrier.md). A solution exists when E + D exp(-rT) is above the barrier all the way; otherwise there may be none, or two.
/// Uniqueness is not proved: 64 volatilities up to sigmaE are tried, and more than one change of sign is <see cref="ModelStatus.NotUnique"/>.</para>
/// <para>Method: V by safeguarded Newton inside, sigmaV by Brent outside. Without a barrier the two-equation solver itself answers.</para>
/// <para>Errors: never throws for the figures of a firm. Accuracy: docs/barrier.md.</para>
/// </remarks>
public static class BarrierEquations
{
    private const int ScannedVolatilities = 64;
    private const double SmallestShareOfEquityVolatility = 1e-5;
    private const double ResidualTolerance = 1e-10;

    /// <summary>Solves one firm on one day.</summary>
    /// <param name="inputs">The figures, as for the two equations.</param>
    /// <param name="terms">The barrier.</param>
    /// <returns>The solution with its status.</returns>
    public static BarrierSolution Solve(in MertonInputs inputs, in BarrierTerms terms)
    {
        if (!(terms.FractionOfDefaultPoint >= 0 && double.IsFinite(terms.FractionOfDefaultPoint)))
        {
            return WithoutNumbers(ModelStatus.InvalidInput, nameof(BarrierTerms.FractionOfDefaultPoint));
        }

        if (!double.IsFinite(terms.GrowthRate * inputs.HorizonYears))
        {
            return WithoutNumbers(ModelStatus.InvalidInput, nameof(BarrierTerms.GrowthRate));
        }

        // The two equations check the figures, and are the answer where there is no barrier.
        MertonSolution merton = TwoEquations.Solve(inputs);
        if (merton.Status != SolverStatus.Converged)
        {
            return WithoutNumbers(MertonStatus.Of(merton.Status), merton.OffendingInput);
        }

        // In units of the default point: the unit of money is gone before anything is solved.
        double equity = inputs.EquityValue / inputs.DefaultPoint;
        BarrierFirm unit = new()
        {
            AssetValue = 1,
            AssetVolatility = 1,
            DefaultPoint = 1,
            Barrier = terms,
            RiskFreeRate = inputs.RiskFreeRate,
            HorizonYears = inputs.HorizonYears,
        };
        double barrier = unit.BarrierToday;
        if (barrier == 0)
        {
            return Report(inputs, unit with { AssetValue = merton.AssetValue / inputs.DefaultPoint, AssetVolatility = merton.AssetVolatility }, merton.AssetValue, merton.Residual, merton.Iterations);
        }

        double discount = Math.Exp(-inputs.RiskFreeRate * inputs.HorizonYears);
        if (!double.IsNormal(barrier) || !double.IsNormal(discount) || !double.IsNormal(equity))
        {
            return WithoutNumbers(ModelStatus.Underflow, nameof(BarrierTerms.GrowthRate));
        }

        double sigmaE = inputs.EquityVolatility;
        double above = Math.Log(Math.Max(equity + discount, equity + barrier) / barrier);
        double Excess(double logVolatility)
        {
            double sigma = Math.Exp(logVolatility);
            BarrierFirm firm = AtEquity(unit with { AssetVolatility = sigma }, equity, barrier, above);
            DownAndOutCall call = new(firm);
            return logVolatility + Math.Log(call.AssetSlope / call.EquityValue) - Math.Log(sigmaE);
        }

        ModelStatus scan = ScannedVolatility.Find(Excess, sigmaE, SmallestShareOfEquityVolatility, ScannedVolatilities, out double root, out int iterations);
        if (scan != ModelStatus.Converged)
        {
            return WithoutNumbers(scan, scan is ModelStatus.NoSolution or ModelStatus.NotUnique ? nameof(BarrierTerms.FractionOfDefaultPoint) : null);
        }

        BarrierFirm found = AtEquity(unit with { AssetVolatility = Math.Exp(root) }, equity, barrier, above);
        DownAndOutCall priced = new(found);
        double residual = Math.Max(
            Math.Abs((priced.EquityValue / equity) - 1),
            Math.Abs((found.AssetVolatility * (priced.AssetSlope / priced.EquityValue) / sigmaE) - 1));
        return residual <= ResidualTolerance
            ? Report(inputs, found, found.AssetValue * inputs.DefaultPoint, residual, iterations)
            : WithoutNumbers(ModelStatus.NumericalBreakdown, null);
    }

    /// <summary>The firm with the asset value at which its equity has the wanted value: safeguarded Newton in ln(V / barrier).</summary>
    private static BarrierFirm AtEquity(BarrierFirm firm, double equity, double barrier, double start)
    {
        double upper = start;
        while (Log(upper).Value < 0)
        {
            upper += 1;
        }

        RisingRoot.Result result = RisingRoot.Find(Log, upper, 0, upper * (1 + 1e-15));
        return firm with { AssetValue = barrier * Math.Exp(result.Root) };

        RisingRoot.Point Log(double u)
        {
            DownAndOutCall call = new(firm with { AssetValue = barrier * Math.Exp(u) });
            return call.EquityValue > 0
                ? new RisingRoot.Point(Math.Log(call.EquityValue / equity), call.AssetSlope / call.EquityValue)
                : new RisingRoot.Point(double.NegativeInfinity, double.NaN);
        }
    }

    private static BarrierSolution Report(in MertonInputs inputs, in BarrierFirm firm, double assetValue, double residual, int iterations)
    {
        if (!double.IsFinite(assetValue) || !double.IsFinite(firm.AssetValue))
        {
            return WithoutNumbers(ModelStatus.Underflow, nameof(MertonInputs.DefaultPoint));
        }

        return new BarrierSolution
        {
            Status = ModelStatus.Converged,
            AssetValue = assetValue,
            AssetVolatility = firm.AssetVolatility,
            D2 = DistanceToDefault.RiskNeutral(firm.AssetValue, firm.AssetVolatility, 1, inputs.RiskFreeRate, inputs.HorizonYears),
            LogDefaultProbability = BarrierModel.LogDefaultProbability(firm, inputs.RiskFreeRate),
            LogFirstPassageProbability = BarrierModel.LogFirstPassageProbability(firm, inputs.RiskFreeRate, inputs.HorizonYears),
            Residual = residual,
            Iterations = iterations,
        };
    }

    private static BarrierSolution WithoutNumbers(ModelStatus status, string? offending) => new()
    {
        Status = status,
        AssetValue = double.NaN,
        AssetVolatility = double.NaN,
        D2 = double.NaN,
        LogDefaultProbability = double.NaN,
        LogFirstPassageProbability = double.NaN,
        Residual = double.NaN,
        Iterations = 0,
        OffendingInput = offending,
    };
}
