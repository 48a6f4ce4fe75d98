using Freeboard.Structural;
using Freeboard.Structural.Barrier;
using Freeboard.Structural.CreditGrades;
using Freeboard.Structural.Explain;
using Freeboard.Structural.Inverse;
using Freeboard.Structural.JumpDiffusion;
using Freeboard.Structural.Sensitivity;
using Freeboard.Structural.TermStructure;

namespace Freeboard.Tests.Structural;

/// <summary>The figures beside the snippets of the models' pages are what the calls give, and every status word has its row.</summary>
public class ModelDocsTests
{
    private static readonly MertonInputs Hull = new() { EquityValue = 3, EquityVolatility = 0.80, DefaultPoint = 10, RiskFreeRate = 0.05, HorizonYears = 1 };

    [Fact]
    public void Explain_page()
    {
        var first = new DistanceDrivers { AssetValue = 12.4, AssetVolatility = 0.21, DefaultPoint = 10, Drift = 0.05, HorizonYears = 1 };
        var second = new DistanceDrivers { AssetValue = 14, AssetVolatility = 0.30, DefaultPoint = 12, Drift = 0.02, HorizonYears = 1 };
        DriverContributions parts = DistanceExplanation.Explain(first, second, ExplainedQuantity.Distance);
        Assert.Equal(1.1574, parts.From, 5e-5);
        Assert.Equal(0.4305, parts.To, 5e-5);
        Assert.Equal(0.4912, parts.AssetValue, 5e-5);
        Assert.Equal(-0.3588, parts.AssetVolatility, 5e-5);
        Assert.Equal(-0.7380, parts.DefaultPoint, 5e-5);
        Assert.Equal(-0.1214, parts.Drift, 5e-5);
    }

    [Fact]
    public void Sensitivity_page()
    {
        InputGradient d2 = TwoEquationSensitivities.Solve(Hull).DistanceRiskNeutral!.Value;
        Assert.Equal(0.0579, d2.EquityValue, 5e-5);
        Assert.Equal(-0.0174, d2.DefaultPoint, 5e-5);
        Assert.Equal(-0.0261, 0.01 * d2.EquityVolatility, 5e-5);
    }

    [Fact]
    public void Inverse_page()
    {
        Assert.Equal(1.0407, WantedDistance.Debt(Hull, 2).Value, 5e-5);
        Assert.Equal(28.826, WantedDistance.Equity(Hull, 2).Value, 5e-4);
        Assert.Equal(0.54217, WantedDistance.Volatility(Hull, 2).Value, 5e-6);
        InverseSolution none = WantedDistance.Debt(Hull, 0);
        Assert.Equal(ModelStatus.NoSolution, none.Status);
        Assert.Equal(0.93943, none.LeastDistance, 5e-6);
    }

    [Fact]
    public void Barrier_page()
    {
        BarrierSolution firm = BarrierEquations.Solve(Hull, new BarrierTerms { FractionOfDefaultPoint = 0.8 });
        Assert.Equal(12.3965, firm.AssetValue, 5e-5);
        Assert.Equal(0.21205, firm.AssetVolatility, 5e-6);
        Assert.Equal(-2.0606, firm.LogDefaultProbability, 5e-5);
        Assert.Equal(-3.5215, firm.LogFirstPassageProbability, 5e-5);
    }

    [Fact]
    public void Credit_grades_page()
    {
        CreditGradesCurve curve = CreditGradesModel.Curve(new CreditGradesInputs { SharePrice = 50, EquityVolatility = 0.40, DebtPerShare = 60 });
        Assert.Equal(0.849173, curve.Survival(5), 5e-7);
        Assert.Equal(0.018899, curve.Spread(5, 0.03, 0.4), 5e-7);
    }

    [Fact]
    public void Jump_diffusion_page()
    {
        JumpSolution firm = JumpDiffusionEquations.Solve(Hull, new JumpTerms { Intensity = 0.2, MeanLogJump = -0.2, LogJumpDeviation = 0.1 });
        Assert.Equal(12.3498, firm.AssetValue, 5e-5);
        Assert.Equal(0.20253, firm.DiffusionVolatility, 5e-6);
        Assert.Equal(0.22588, firm.TotalVolatility, 5e-6);
        Assert.Equal(-1.9415, firm.LogDefaultProbability, 5e-5);
    }

    [Fact]
    public void Term_structure_page()
    {
        IReadOnlyList<EdfPoint> curve = EdfTermStructure.Of(12.3954, 0.2123, 10, 0.05, new TermStructureOptions { Timing = DefaultTiming.FirstPassage });
        Assert.Equal(0.272, curve.Single(p => p.HorizonYears == 1).Edf, 5e-4);
        EdfPoint four = curve.Single(p => p.HorizonYears == 4);
        Assert.Equal(0.532, four.Edf, 5e-4);
        Assert.Equal(0.173, four.AnnualisedEdf, 5e-4);
        Assert.Equal(0.089, four.ForwardEdf!.Value, 5e-4);
    }

    [Fact]
    public void Every_status_of_the_models_is_explained()
    {
        string[] rows = [.. File.ReadAllLines(Path.Combine(ReferenceTable.RepositoryRoot, "docs", "structural.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        Assert.All(Enum.GetNames<ModelStatus>(), word => Assert.Contains(rows, row => row.Split('|')[1].Trim() == word));
    }
}
