using Freeboard.Numerics;
using Freeboard.Structural;

namespace Freeboard.Services.Depth;

/// <summary>The two equations for one set of inputs with their answer put back into them: what a page shows step by step.</summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Solution">The answer; read its status first.</param>
/// <param name="EquityBack">V N(d1) - D exp(-rT) N(d2), which must be E again; null without an answer.</param>
/// <param name="VolatilityBack">N(d1) V sigmaV / E, which must be sigmaE again; null without an answer.</param>
/// <param name="DistanceKmv">(V - D) / (V sigmaV sqrt T); null without an answer.</param>
public sealed record WorkedExample(MertonInputs Inputs, MertonSolution Solution, double? EquityBack, double? VolatilityBack, double? DistanceKmv)
{
    /// <summary>The example of Hull, Options, Futures and Other Derivatives: V = 12.40, sigmaV = 0.2123 as printed.</summary>
    public static MertonInputs Hull { get; } = new() { EquityValue = 3, EquityVolatility = 0.8, DefaultPoint = 10, RiskFreeRate = 0.05, HorizonYears = 1 };

    /// <summary>Works an example.</summary>
    /// <param name="inputs">The inputs; those out of range give a status.</param>
    public static WorkedExample Of(in MertonInputs inputs)
    {
        MertonSolution s = TwoEquations.Solve(inputs);
        if (s.Status != SolverStatus.Converged)
        {
            return new WorkedExample(inputs, s, null, null, null);
        }

        double first = StandardNormal.Cumulative(s.D1);
        return new WorkedExample(
            inputs,
            s,
            (s.AssetValue * first) - (inputs.DefaultPoint * Math.Exp(-inputs.RiskFreeRate * inputs.HorizonYears) * StandardNormal.Cumulative(s.D2)),
            first * s.AssetValue * s.AssetVolatility / inputs.EquityValue,
            DistanceToDefault.Kmv(s.AssetValue, s.AssetVolatility, inputs.DefaultPoint, inputs.HorizonYears));
    }
}
