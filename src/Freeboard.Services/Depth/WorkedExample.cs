using Freeboard.Numerics;
using Freeboard.Structural;
using Freeboard.Structural.TermStructure;

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

    /// <summary>How far each input is moved by <see cref="Moved"/>, either way, as a share of itself.</summary>
    public const double Step = 0.1;

    /// <summary>The example with one input a tenth less and a tenth more, the others held: which of them moves the distance, and where to.</summary>
    /// <returns>A line an input, in the order of <see cref="MertonInputs"/>: its letter, and both examples; read their status first.</returns>
    public IReadOnlyList<(string Input, WorkedExample Less, WorkedExample More)> Moved() =>
    [
        ("E", Of(Inputs with { EquityValue = Inputs.EquityValue * (1 - Step) }), Of(Inputs with { EquityValue = Inputs.EquityValue * (1 + Step) })),
        ("sigmaE", Of(Inputs with { EquityVolatility = Inputs.EquityVolatility * (1 - Step) }), Of(Inputs with { EquityVolatility = Inputs.EquityVolatility * (1 + Step) })),
        ("D", Of(Inputs with { DefaultPoint = Inputs.DefaultPoint * (1 - Step) }), Of(Inputs with { DefaultPoint = Inputs.DefaultPoint * (1 + Step) })),
        ("r", Of(Inputs with { RiskFreeRate = Inputs.RiskFreeRate * (1 - Step) }), Of(Inputs with { RiskFreeRate = Inputs.RiskFreeRate * (1 + Step) })),
        ("T", Of(Inputs with { HorizonYears = Inputs.HorizonYears * (1 - Step) }), Of(Inputs with { HorizonYears = Inputs.HorizonYears * (1 + Step) })),
    ];

    /// <summary>The probability that the example's assets meet the default point within each horizon of <see cref="FirmDepth.Horizons"/>, and the barrier at the end of it alone.</summary>
    /// <returns>A point a horizon, first passage and end of the horizon; empty without an answer.</returns>
    public IReadOnlyList<(EdfPoint FirstPassage, EdfPoint AtEnd)> Terms()
    {
        if (Solution.Status != SolverStatus.Converged)
        {
            return [];
        }

        IReadOnlyList<EdfPoint> Curve(DefaultTiming timing) =>
            EdfTermStructure.Of(Solution.AssetValue, Solution.AssetVolatility, Inputs.DefaultPoint, Inputs.RiskFreeRate, TermStructureOptions.Default with { Horizons = FirmDepth.Horizons, Timing = timing });
        return [.. Curve(DefaultTiming.FirstPassage).Zip(Curve(DefaultTiming.AtHorizon))];
    }

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
