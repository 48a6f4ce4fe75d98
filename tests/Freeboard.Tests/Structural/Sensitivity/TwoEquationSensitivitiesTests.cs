using Freeboard.Structural;
using Freeboard.Structural.Sensitivity;

namespace Freeboard.Tests.Structural.Sensitivity;

public class TwoEquationSensitivitiesTests
{
    private static readonly string[] Inputs = ["E", "sigmaE", "D", "r", "T"];

    [Fact]
    public void Derivatives_equal_high_precision_differences_of_the_equations()
    {
        int held = 0;
        double worst = 0;
        foreach (ReferenceTable.Row row in ReferenceTable.Load("merton-sensitivity", "values.csv").Rows)
        {
            MertonSensitivities firm = TwoEquationSensitivities.Solve(InputsOf(row));
            Assert.Equal(SolverStatus.Converged, firm.Solution.Status);
            (string Name, InputGradient? Gradient)[] gradients =
            [
                ("V", firm.AssetValue), ("sigmaV", firm.AssetVolatility), ("d2", firm.DistanceRiskNeutral), ("kmv", firm.DistanceKmv), ("lnEdf", firm.LogEdf),
            ];
            foreach ((string name, InputGradient? gradient) in gradients)
            {
                double[] computed = ValuesOf(Assert.NotNull(gradient));
                for (int i = 0; i < Inputs.Length; i++)
                {
                    double exact = row[$"{name}_{Inputs[i]}"];

                    // A derivative is a sum of terms; where it nearly vanishes the terms set what a double can hold.
                    double error = Math.Abs(computed[i] - exact) / Math.Max(Math.Abs(exact), 1e-3);
                    worst = Math.Max(worst, error);
                    Assert.True(error < 1e-11, $"{name}_{Inputs[i]}: {computed[i]:g17}, exact {exact:g17}: {row}");
                    held++;
                }
            }
        }

        Assert.Equal(40 * 25, held);
        Assert.True(worst < 1e-11, $"{worst:g3}");
    }

    /// <summary>Euler's theorem: V is homogeneous of degree one in E and D, the volatility and the distances of degree zero.</summary>
    [Fact]
    public void Doubling_all_money_doubles_the_assets_and_moves_nothing_else()
    {
        var random = new SplitMix(41);
        for (int i = 0; i < 500; i++)
        {
            MertonInputs inputs = RandomFirm(random);
            MertonSensitivities firm = TwoEquationSensitivities.Solve(inputs);
            Assert.Equal(SolverStatus.Converged, firm.Solution.Status);
            Assert.Equal(1, ScaledByMoney(firm.AssetValue!.Value) / firm.Solution.AssetValue, 1e-12);
            Assert.Equal(0, ScaledByMoney(firm.AssetVolatility!.Value) / firm.Solution.AssetVolatility, 1e-12);
            double scale = Math.Max(1, Math.Abs(inputs.DefaultPoint * firm.DistanceRiskNeutral!.Value.DefaultPoint));
            Assert.Equal(0, ScaledByMoney(firm.DistanceRiskNeutral!.Value) / scale, 1e-12);

            double ScaledByMoney(in InputGradient gradient) => (inputs.EquityValue * gradient.EquityValue) + (inputs.DefaultPoint * gradient.DefaultPoint);
        }
    }

    [Fact]
    public void More_debt_or_more_volatility_lowers_the_distance_and_more_equity_raises_it()
    {
        var random = new SplitMix(42);
        for (int i = 0; i < 2000; i++)
        {
            MertonSensitivities firm = TwoEquationSensitivities.Solve(RandomFirm(random));
            Assert.Equal(SolverStatus.Converged, firm.Solution.Status);
            InputGradient d2 = firm.DistanceRiskNeutral!.Value;
            Assert.True(d2.DefaultPoint < 0 && d2.EquityVolatility < 0 && d2.EquityValue > 0 && d2.RiskFreeRate > 0);
            InputGradient logEdf = firm.LogEdf!.Value;
            Assert.True(logEdf.DefaultPoint >= 0 && logEdf.EquityVolatility >= 0 && logEdf.EquityValue <= 0);
        }
    }

    [Fact]
    public void A_firm_without_a_solution_has_no_gradient()
    {
        var inputs = new MertonInputs { EquityValue = 3, EquityVolatility = 0.8, DefaultPoint = 0, RiskFreeRate = 0.05, HorizonYears = 1 };
        MertonSensitivities noDebt = TwoEquationSensitivities.Solve(inputs);
        Assert.Equal(SolverStatus.DegenerateNoDebt, noDebt.Solution.Status);
        Assert.Null(noDebt.LogEdf);
        Assert.Null(TwoEquationSensitivities.Solve(inputs with { EquityValue = double.NaN }).AssetValue);
    }

    internal static MertonInputs RandomFirm(SplitMix random) => new()
    {
        EquityValue = random.LogUniform(-2, 2),
        EquityVolatility = random.LogUniform(-1, 0.3),
        DefaultPoint = 1,
        RiskFreeRate = random.Uniform(-0.02, 0.12),
        HorizonYears = random.LogUniform(-1, 1),
    };

    private static MertonInputs InputsOf(ReferenceTable.Row row) => new()
    {
        EquityValue = row["E"],
        EquityVolatility = row["sigmaE"],
        DefaultPoint = row["D"],
        RiskFreeRate = row["r"],
        HorizonYears = row["T"],
    };

    private static double[] ValuesOf(in InputGradient g) => [g.EquityValue, g.EquityVolatility, g.DefaultPoint, g.RiskFreeRate, g.HorizonYears];
}
