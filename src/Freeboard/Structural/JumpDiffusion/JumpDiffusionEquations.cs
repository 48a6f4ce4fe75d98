using Freeboard.Numerics;

namespace Freeboard.Structural.JumpDiffusion;

/// <summary>Asset value and diffusion volatility from equity value and volatility when the assets jump and the jumps are given.</summary>
/// <remarks>
/// <para>E = sum of p_n C_n(V, sigma) and sigmaE = the equity volatility in the meaning asked for; see <see cref="JumpDiffusionModel"/>.</para>
/// <para>Existence. At a fixed sigma equity rises strictly in V and E &lt; V &lt; E + D exp(-rT), so V is unique; sigma is at most sigmaE. For the volatility between jumps a
/// solution always exists; for the total one it exists unless the jumps alone move the equity more than sigmaE (<see cref="ModelStatus.NoSolution"/>).
/// Uniqueness is not proved: 24 volatilities up to sigmaE are tried, and more than one change of sign is <see cref="ModelStatus.NotUnique"/>.</para>
/// <para>Method: V by safeguarded Newton inside, sigma by Brent outside. Intensity zero is answered by the two-equation solver itself.</para>
/// <para>Errors: never throws for the figures of a firm. Accuracy: docs/jump-diffusion.md.</para>
/// </remarks>
public static class JumpDiffusionEquations
{
    private const int ScannedVolatilities = 24;
    private const double SmallestShareOfEquityVolatility = 1e-3;
    private const double ResidualTolerance = 1e-10;

    /// <summary>Solves one firm on one day.</summary>
    /// <param name="inputs">The figures, as for the two equations.</param>
    /// <param name="jumps">The jumps.</param>
    /// <param name="meaning">What <see cref="MertonInputs.EquityVolatility"/> is the volatility of.</param>
    /// <returns>The solution with its status.</returns>
    public static JumpSolution Solve(in MertonInputs inputs, in JumpTerms jumps, JumpVolatilityMeaning meaning = JumpVolatilityMeaning.Total)
    {
        if (jumps.FindInvalid() is { } name)
        {
            return WithoutNumbers(ModelStatus.InvalidInput, name);
        }

        MertonSolution merton = TwoEquations.Solve(inputs);
        if (merton.Status != SolverStatus.Converged)
        {
            return WithoutNumbers(MertonStatus.Of(merton.Status), merton.OffendingInput);
        }

        // In units of the default point: the unit of money is gone before anything is solved.
        JumpFirm unit = new()
        {
            AssetValue = merton.AssetValue / inputs.DefaultPoint,
            DiffusionVolatility = merton.AssetVolatility,
            DefaultPoint = 1,
            Jumps = jumps,
            RiskFreeRate = inputs.RiskFreeRate,
            HorizonYears = inputs.HorizonYears,
        };
        double equity = inputs.EquityValue / inputs.DefaultPoint;
        double discount = Math.Exp(-inputs.RiskFreeRate * inputs.HorizonYears);
        if (!double.IsNormal(equity) || !double.IsNormal(discount))
        {
            return WithoutNumbers(ModelStatus.Underflow, nameof(MertonInputs.DefaultPoint));
        }

        if (!(unit.MeanJumps <= JumpFirm.LargestMean && unit.WeightedMeanJumps <= JumpFirm.LargestMean))
        {
            return WithoutNumbers(ModelStatus.Underflow, nameof(JumpTerms.Intensity));
        }

        if (jumps.Intensity == 0)
        {
            return Report(inputs, unit, merton.AssetValue, merton.Residual, merton.Iterations);
        }

        double sigmaE = inputs.EquityVolatility;
        double lowest = Math.Log(equity);
        double highest = Math.Log(equity + discount);
        double VolatilityAt(JumpFirm firm)
        {
            CallMixture mixture = new(firm);
            double diffusion = JumpDiffusionModel.DiffusionVolatilityOf(firm, mixture);
            return meaning == JumpVolatilityMeaning.Diffusion
                ? diffusion
                : Math.Sqrt((diffusion * diffusion) + JumpDiffusionModel.JumpVariance(firm, mixture));
        }

        double Excess(double logVolatility) =>
            Math.Log(VolatilityAt(AtEquity(unit with { DiffusionVolatility = Math.Exp(logVolatility) }, equity, lowest, highest)) / sigmaE);

        ModelStatus scan = ScannedVolatility.Find(Excess, sigmaE, SmallestShareOfEquityVolatility, ScannedVolatilities, out double root, out int iterations);
        if (scan != ModelStatus.Converged)
        {
            return WithoutNumbers(scan, scan is ModelStatus.NoSolution or ModelStatus.NotUnique ? nameof(MertonInputs.EquityVolatility) : null);
        }

        JumpFirm found = AtEquity(unit with { DiffusionVolatility = Math.Exp(root) }, equity, lowest, highest);
        double residual = Math.Max(
            Math.Abs((new CallMixture(found).EquityValue / equity) - 1),
            Math.Abs((VolatilityAt(found) / sigmaE) - 1));
        return residual <= ResidualTolerance
            ? Report(inputs, found, found.AssetValue * inputs.DefaultPoint, residual, iterations)
            : WithoutNumbers(ModelStatus.NumericalBreakdown, null);
    }

    /// <summary>The firm with the asset value at which its equity has the wanted value: safeguarded Newton in ln V.</summary>
    private static JumpFirm AtEquity(JumpFirm firm, double equity, double lowest, double highest)
    {
        RisingRoot.Result result = RisingRoot.Find(
            u =>
            {
                CallMixture mixture = new(firm with { AssetValue = Math.Exp(u) });
                return new RisingRoot.Point(Math.Log(mixture.EquityValue / equity), mixture.AssetSlope / mixture.EquityValue);
            },
            highest,
            lowest - 1e-12,
            highest + 1e-12);
        return firm with { AssetValue = Math.Exp(result.Root) };
    }

    private static JumpSolution Report(in MertonInputs inputs, in JumpFirm firm, double assetValue, double residual, int iterations)
    {
        if (!double.IsFinite(assetValue) || !double.IsNormal(firm.AssetValue))
        {
            return WithoutNumbers(ModelStatus.Underflow, nameof(MertonInputs.DefaultPoint));
        }

        CallMixture mixture = new(firm);
        return new JumpSolution
        {
            Status = ModelStatus.Converged,
            AssetValue = assetValue,
            DiffusionVolatility = firm.DiffusionVolatility,
            TotalVolatility = Math.Sqrt((firm.DiffusionVolatility * firm.DiffusionVolatility) + firm.Jumps.Variance),
            LogDefaultProbability = JumpDiffusionModel.LogDefaultProbability(firm, inputs.RiskFreeRate),
            Residual = residual,
            TruncationBound = mixture.TruncationBound,
            Terms = mixture.Terms,
            Iterations = iterations,
        };
    }

    private static JumpSolution WithoutNumbers(ModelStatus status, string? offending) => new()
    {
        Status = status,
        AssetValue = double.NaN,
        DiffusionVolatility = double.NaN,
        TotalVolatility = double.NaN,
        LogDefaultProbability = double.NaN,
        Residual = double.NaN,
        TruncationBound = double.NaN,
        Terms = 0,
        Iterations = 0,
        OffendingInput = offending,
    };
}
