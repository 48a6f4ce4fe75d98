using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>Asset value and volatility from equity value and volatility: the two-equation Merton/KMV system.</summary>
/// <remarks>
/// <para>E = V N(d1) - K N(d2), sigmaE E = V N(d1) sigmaV, with K = D exp(-rT).</para>
/// <para>Source: Merton (1974); Jones, Mason and Rosenfeld (1984) for the second equation; Crosbie and Bohn (2003).</para>
/// <para>Method: the system depends on x = E/K and s = sigmaE sqrt T alone. sigmaV is explicit in d2, which leaves one equation in one
/// unknown whose sign brackets its only root; a safeguarded Halley iteration solves it. Every valid input has exactly one solution.</para>
/// <para>Units: amounts in one currency unit, volatilities decimal per sqrt-year, rate continuously compounded per year.</para>
/// <para>Errors: never throws for the figures of a firm; see <see cref="SolverStatus"/>.</para>
/// <para>Accuracy: see docs/structural.md, measured on a 1,590-row high-precision grid.</para>
/// </remarks>
public static partial class TwoEquations
{
    private const double SmallestEquityRatio = 1e-300;
    private const double LargestEquityRatio = 1e300;
    private const double SmallestScaledVolatility = 1e-8;
    private const double LargestScaledVolatility = 100;

    /// <summary>Solves one firm on one day.</summary>
    /// <param name="inputs">The figures; see <see cref="MertonInputs"/> for what is valid.</param>
    /// <param name="options">Settings; <see cref="SolverOptions.Default"/> when null.</param>
    /// <returns>The solution with its status: <see cref="SolverStatus.Converged"/> for every valid input under the default settings.</returns>
    public static MertonSolution Solve(in MertonInputs inputs, SolverOptions? options = null)
    {
        options ??= SolverOptions.Default;
        if (FindInvalid(inputs) is { } offending)
        {
            return WithoutNumbers(SolverStatus.InvalidInput, 0, offending);
        }

        if (inputs.DefaultPoint == 0)
        {
            return Degenerate(SolverStatus.DegenerateNoDebt, inputs.EquityValue, inputs.EquityVolatility);
        }

        if (inputs.EquityVolatility == 0)
        {
            double assets = inputs.EquityValue + (inputs.DefaultPoint * Math.Exp(-inputs.RiskFreeRate * inputs.HorizonYears));
            return double.IsFinite(assets)
                ? Degenerate(SolverStatus.DegenerateNoVolatility, assets, 0)
                : WithoutNumbers(SolverStatus.Underflow, 0, nameof(MertonInputs.RiskFreeRate));
        }

        double s = inputs.EquityVolatility * Math.Sqrt(inputs.HorizonYears);
        if (s is < SmallestScaledVolatility or > LargestScaledVolatility)
        {
            return WithoutNumbers(SolverStatus.Underflow, 0, nameof(MertonInputs.EquityVolatility));
        }

        double x = EquityRatio.Of(inputs.EquityValue, inputs.DefaultPoint, inputs.RiskFreeRate * inputs.HorizonYears);
        if (!(x is >= SmallestEquityRatio and <= LargestEquityRatio))
        {
            return WithoutNumbers(SolverStatus.Underflow, 0, BlameForRatio(inputs, x));
        }

        SolverStatus status = RootFinder.Find(x, s, options, out ResidualPoint root, out int iterations);
        if (status != SolverStatus.Converged)
        {
            return WithoutNumbers(status, iterations, null);
        }

        return Report(inputs, x, root, iterations);
    }

    private static MertonSolution Report(in MertonInputs inputs, double x, in ResidualPoint root, int iterations)
    {
        // V = (E + K N(d2)) / N(d1) cannot amplify errors of d1 > 0; V = K exp(w c) cannot where d1 < 0.
        double p = x + root.N2;
        double assetValue = root.D1 > 0
            ? inputs.EquityValue * (p / x) / root.N1
            : inputs.EquityValue * (Math.Exp(root.LogV) / x);
        if (!double.IsFinite(assetValue))
        {
            return WithoutNumbers(SolverStatus.Underflow, iterations, nameof(MertonInputs.DefaultPoint));
        }

        return new MertonSolution
        {
            Status = SolverStatus.Converged,
            AssetValue = assetValue,
            AssetVolatility = inputs.EquityVolatility * (x / p),
            D1 = root.D1,
            D2 = root.D2,
            LogDefaultProbability = StandardNormal.LogCumulative(-root.D2),
            ConditionNumber = 1 / root.Variance,
            Residual = root.Residual,
            Iterations = iterations,
        };
    }

    private static string? FindInvalid(in MertonInputs inputs)
    {
        if (!(inputs.EquityValue > 0) || !double.IsFinite(inputs.EquityValue))
        {
            return nameof(MertonInputs.EquityValue);
        }

        if (!(inputs.EquityVolatility >= 0) || !double.IsFinite(inputs.EquityVolatility))
        {
            return nameof(MertonInputs.EquityVolatility);
        }

        if (!(inputs.DefaultPoint >= 0) || !double.IsFinite(inputs.DefaultPoint))
        {
            return nameof(MertonInputs.DefaultPoint);
        }

        if (!double.IsFinite(inputs.RiskFreeRate))
        {
            return nameof(MertonInputs.RiskFreeRate);
        }

        return !(inputs.HorizonYears > 0) || !double.IsFinite(inputs.HorizonYears) ? nameof(MertonInputs.HorizonYears) : null;
    }

    private static string BlameForRatio(in MertonInputs inputs, double x)
    {
        double undiscounted = inputs.EquityValue / inputs.DefaultPoint;
        if (undiscounted is >= SmallestEquityRatio and <= LargestEquityRatio)
        {
            return nameof(MertonInputs.RiskFreeRate);
        }

        return x < 1 ? nameof(MertonInputs.EquityValue) : nameof(MertonInputs.DefaultPoint);
    }

    private static MertonSolution Degenerate(SolverStatus status, double assetValue, double assetVolatility) => new()
    {
        Status = status,
        AssetValue = assetValue,
        AssetVolatility = assetVolatility,
        D1 = double.PositiveInfinity,
        D2 = double.PositiveInfinity,
        LogDefaultProbability = double.NegativeInfinity,
        ConditionNumber = 1,
        Residual = 0,
        Iterations = 0,
    };

    private static MertonSolution WithoutNumbers(SolverStatus status, int iterations, string? offending) => new()
    {
        Status = status,
        AssetValue = double.NaN,
        AssetVolatility = double.NaN,
        D1 = double.NaN,
        D2 = double.NaN,
        LogDefaultProbability = double.NaN,
        ConditionNumber = double.NaN,
        Residual = double.NaN,
        Iterations = iterations,
        OffendingInput = offending,
    };
}
