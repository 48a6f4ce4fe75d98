using Freeboard.Structural;

namespace Freeboard.Tests.Structural;

public class TwoEquationsStatusTests
{
    private static readonly MertonInputs Ordinary = new()
    {
        EquityValue = 3,
        EquityVolatility = 0.8,
        DefaultPoint = 10,
        RiskFreeRate = 0.05,
        HorizonYears = 1,
    };

    public static TheoryData<string, double> InvalidFigures()
    {
        var data = new TheoryData<string, double>();
        foreach (string input in (string[])["EquityValue", "EquityVolatility", "DefaultPoint", "RiskFreeRate", "HorizonYears"])
        {
            data.Add(input, double.NaN);
            data.Add(input, double.PositiveInfinity);
            data.Add(input, double.NegativeInfinity);
        }

        foreach (string input in (string[])["EquityValue", "EquityVolatility", "DefaultPoint", "HorizonYears"])
        {
            data.Add(input, -1);
            data.Add(input, -1e-300);
        }

        data.Add("EquityValue", 0);
        data.Add("HorizonYears", 0);
        return data;
    }

    [Theory]
    [MemberData(nameof(InvalidFigures))]
    public void Invalid_figures_are_named_and_give_no_numbers(string input, double value)
    {
        MertonSolution solution = TwoEquations.Solve(With(input, value));
        Assert.Equal(SolverStatus.InvalidInput, solution.Status);
        Assert.Equal(input, solution.OffendingInput);
        AssertNoNumbers(solution);
    }

    [Fact]
    public void No_debt_gives_the_equity_itself()
    {
        MertonSolution solution = TwoEquations.Solve(Ordinary with { DefaultPoint = 0 });
        Assert.Equal(SolverStatus.DegenerateNoDebt, solution.Status);
        Assert.Equal(3, solution.AssetValue);
        Assert.Equal(0.8, solution.AssetVolatility);
        Assert.Equal(double.PositiveInfinity, solution.D1);
        Assert.Equal(double.PositiveInfinity, solution.D2);
        Assert.Equal(double.NegativeInfinity, solution.LogDefaultProbability);
        Assert.Equal(1, solution.ConditionNumber);
        Assert.Null(solution.OffendingInput);
    }

    [Fact]
    public void No_volatility_gives_equity_plus_discounted_debt_that_does_not_move()
    {
        MertonSolution solution = TwoEquations.Solve(Ordinary with { EquityVolatility = 0 });
        Assert.Equal(SolverStatus.DegenerateNoVolatility, solution.Status);
        Assert.Equal(3 + (10 * Math.Exp(-0.05)), solution.AssetValue, 1e-14);
        Assert.Equal(0, solution.AssetVolatility);
        Assert.Equal(double.NegativeInfinity, solution.LogDefaultProbability);
    }

    [Fact]
    public void Neither_debt_nor_volatility_is_no_debt() =>
        Assert.Equal(SolverStatus.DegenerateNoDebt, TwoEquations.Solve(Ordinary with { EquityVolatility = 0, DefaultPoint = 0 }).Status);

    [Theory]
    [InlineData("EquityVolatility", 1e-9)]
    [InlineData("EquityVolatility", 101)]
    [InlineData("EquityValue", 1e-305)]
    [InlineData("DefaultPoint", 1e-305)]
    [InlineData("RiskFreeRate", 800)]
    [InlineData("RiskFreeRate", -800)]
    [InlineData("RiskFreeRate", 1e308)]
    [InlineData("RiskFreeRate", -1e308)]
    public void Figures_beyond_what_a_double_can_carry_underflow_by_name(string input, double value)
    {
        MertonSolution solution = TwoEquations.Solve(With(input, value));
        Assert.Equal(SolverStatus.Underflow, solution.Status);
        Assert.Equal(input, solution.OffendingInput);
        AssertNoNumbers(solution);
    }

    [Fact]
    public void Assets_too_large_for_a_double_underflow_rather_than_come_out_infinite()
    {
        var inputs = new MertonInputs { EquityValue = 1e300, EquityVolatility = 0.5, DefaultPoint = 1e308, RiskFreeRate = -10, HorizonYears = 1 };
        MertonSolution solution = TwoEquations.Solve(inputs);
        Assert.Equal(SolverStatus.Underflow, solution.Status);
        AssertNoNumbers(solution);
        MertonSolution still = TwoEquations.Solve(inputs with { EquityVolatility = 0 });
        Assert.Equal(SolverStatus.Underflow, still.Status);
        AssertNoNumbers(still);
    }

    [Fact]
    public void Discounting_that_overflows_by_itself_is_no_obstacle_when_the_ratio_is_in_range()
    {
        // E / D = 1e-300, exp(rT) = e^600: the ratio of 1e-39 is as valid as any.
        var extreme = new MertonInputs { EquityValue = 1e-100, EquityVolatility = 0.5, DefaultPoint = 1e200, RiskFreeRate = 600, HorizonYears = 1 };
        MertonSolution solution = TwoEquations.Solve(extreme);
        Assert.Equal(SolverStatus.Converged, solution.Status);

        // The same firm, discounted beforehand.
        double discounted = 1e200 * Math.Exp(-600);
        MertonSolution plain = TwoEquations.Solve(extreme with { DefaultPoint = discounted, RiskFreeRate = 0 });
        Assert.Equal(1, solution.AssetValue / plain.AssetValue, 1e-12);
        Assert.Equal(1, solution.AssetVolatility / plain.AssetVolatility, 1e-12);
    }

    [Fact]
    public void Too_few_iterations_are_said_so_and_give_no_numbers()
    {
        MertonSolution solution = TwoEquations.Solve(
            new MertonInputs { EquityValue = 0.44, EquityVolatility = 4.7, DefaultPoint = 1, RiskFreeRate = 0, HorizonYears = 1 },
            new SolverOptions { MaximumIterations = 2 });
        Assert.Equal(SolverStatus.IterationLimit, solution.Status);
        Assert.Equal(2, solution.Iterations);
        AssertNoNumbers(solution);
    }

    [Fact]
    public void A_tolerance_finer_than_a_double_can_meet_is_said_so()
    {
        MertonSolution solution = TwoEquations.Solve(
            new MertonInputs { EquityValue = 1e-9, EquityVolatility = 60, DefaultPoint = 1, RiskFreeRate = 0, HorizonYears = 1 },
            new SolverOptions { RelativeTolerance = 1e-300 });
        Assert.Equal(SolverStatus.NumericalBreakdown, solution.Status);
        AssertNoNumbers(solution);
    }

    [Fact]
    public void A_solution_that_nobody_asked_for_is_not_a_success() => Assert.Equal(SolverStatus.NotRun, default(MertonSolution).Status);

    [Fact]
    public void Options_refuse_what_makes_no_sense_and_state_their_defaults()
    {
        Assert.Equal(1e-12, SolverOptions.Default.RelativeTolerance);
        Assert.Equal(100, SolverOptions.Default.MaximumIterations);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SolverOptions { RelativeTolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SolverOptions { RelativeTolerance = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SolverOptions { RelativeTolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SolverOptions { MaximumIterations = 0 });
    }

    private static MertonInputs With(string input, double value) => input switch
    {
        "EquityValue" => Ordinary with { EquityValue = value },
        "EquityVolatility" => Ordinary with { EquityVolatility = value },
        "DefaultPoint" => Ordinary with { DefaultPoint = value },
        "RiskFreeRate" => Ordinary with { RiskFreeRate = value },
        _ => Ordinary with { HorizonYears = value },
    };

    private static void AssertNoNumbers(in MertonSolution solution)
    {
        Assert.True(double.IsNaN(solution.AssetValue));
        Assert.True(double.IsNaN(solution.AssetVolatility));
        Assert.True(double.IsNaN(solution.D1));
        Assert.True(double.IsNaN(solution.D2));
        Assert.True(double.IsNaN(solution.LogDefaultProbability));
        Assert.True(double.IsNaN(solution.ConditionNumber));
        Assert.True(double.IsNaN(solution.Residual));
    }
}
