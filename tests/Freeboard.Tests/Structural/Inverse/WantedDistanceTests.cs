using Freeboard.Structural;
using Freeboard.Structural.Inverse;
using Freeboard.Tests.Structural.Sensitivity;

namespace Freeboard.Tests.Structural.Inverse;

public class WantedDistanceTests
{
    private static readonly MertonInputs Hull = new() { EquityValue = 3, EquityVolatility = 0.80, DefaultPoint = 10, RiskFreeRate = 0.05, HorizonYears = 1 };

    /// <summary>Hull's example backwards: the distance 1.1408 belongs to a debt of 10, an equity of 3, a volatility of 80 %.</summary>
    [Fact]
    public void Published_example_is_found_from_its_distance()
    {
        double distance = TwoEquations.Solve(Hull).D2;
        Assert.Equal(1.1408, distance, 5e-5);
        Assert.Equal(10, Answer(WantedDistance.Debt(Hull with { DefaultPoint = double.NaN }, distance)), 1e-12);
        Assert.Equal(3, Answer(WantedDistance.Equity(Hull with { EquityValue = double.NaN }, distance)), 1e-12);
        Assert.Equal(0.80, Answer(WantedDistance.Volatility(Hull with { EquityVolatility = double.NaN }, distance)), 1e-13);
    }

    [Fact]
    public void Solving_with_the_answer_gives_the_wanted_distance()
    {
        var random = new SplitMix(51);
        int debts = 0;
        int none = 0;
        double worst = 0;
        for (int i = 0; i < 5000; i++)
        {
            MertonInputs firm = TwoEquationSensitivitiesTests.RandomFirm(random);
            double wanted = random.Uniform(-2, 12);
            InverseSolution volatility = WantedDistance.Volatility(firm, wanted);
            Hold(firm with { EquityVolatility = Answer(volatility) });

            InverseSolution debt = WantedDistance.Debt(firm, wanted);
            InverseSolution equity = WantedDistance.Equity(firm, wanted);
            Assert.Equal(debt.Status, equity.Status);
            if (debt.Status == ModelStatus.NoSolution)
            {
                none++;
                Assert.True(wanted <= debt.LeastDistance);
                Assert.True(double.IsNaN(debt.Value));
                continue;
            }

            if (debt.Status == ModelStatus.Underflow)
            {
                // Only for a hair above the limit, where the debt would be 1e300 times the equity.
                Assert.Equal("distance", debt.OffendingInput);
                continue;
            }

            debts++;
            Hold(firm with { DefaultPoint = Answer(debt) });
            Hold(firm with { EquityValue = Answer(equity) });

            void Hold(MertonInputs changed)
            {
                MertonSolution solution = TwoEquations.Solve(changed);
                Assert.Equal(SolverStatus.Converged, solution.Status);
                double error = Math.Abs(solution.D2 - wanted) / Math.Max(1, Math.Abs(wanted));
                worst = Math.Max(worst, error);
                Assert.True(error < 1e-12, $"{error:g3} {changed} {wanted}");
            }
        }

        Assert.True(debts > 3000 && none > 300, $"{debts} {none} {worst}");
    }

    /// <summary>The law behind uniqueness: the distance falls with debt all the way from 1e-200 to 1e200 times the equity, and never below the limit.</summary>
    [Fact]
    public void More_debt_never_raises_the_distance_and_never_takes_it_to_the_limit()
    {
        foreach (double volatility in (double[])[0.05, 0.3, 1, 3])
        {
            MertonInputs firm = Hull with { EquityVolatility = volatility };
            double limit = WantedDistance.Debt(firm, -1e6).LeastDistance;
            Assert.Equal(ModelStatus.NoSolution, WantedDistance.Debt(firm, limit - 1e-9).Status);
            double previous = double.PositiveInfinity;
            for (int power = -200; power <= 200; power++)
            {
                MertonSolution solution = TwoEquations.Solve(firm with { DefaultPoint = Math.Pow(10, power) });
                Assert.Equal(SolverStatus.Converged, solution.Status);
                Assert.True(solution.D2 <= previous + (1e-14 * Math.Max(1, Math.Abs(previous))));
                Assert.True(solution.D2 >= limit - (1e-14 * Math.Max(1, Math.Abs(limit))), $"{solution.D2:g17} {limit:g17}");
                previous = solution.D2;
            }

            Assert.Equal(limit, previous, 1e-12 * Math.Max(1, Math.Abs(limit)));
        }
    }

    [Fact]
    public void A_distance_out_of_reach_is_a_status_that_says_the_nearest_one()
    {
        InverseSolution debt = WantedDistance.Debt(Hull, 0.2);
        Assert.Equal(ModelStatus.NoSolution, debt.Status);
        double z = debt.LeastDistance;
        double h = z + (Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) / Freeboard.Numerics.StandardNormal.Cumulative(z));
        Assert.Equal(1 / 0.8, h, 1e-14);
        Assert.Equal(ModelStatus.Converged, WantedDistance.Debt(Hull, z + 1e-3).Status);
    }

    [Fact]
    public void Figures_without_an_answer_have_a_status_and_a_name()
    {
        Assert.Equal((ModelStatus.InvalidInput, "EquityValue"), Told(WantedDistance.Debt(Hull with { EquityValue = -1 }, 2)));
        Assert.Equal((ModelStatus.InvalidInput, "EquityVolatility"), Told(WantedDistance.Equity(Hull with { EquityVolatility = double.NaN }, 2)));
        Assert.Equal((ModelStatus.InvalidInput, "HorizonYears"), Told(WantedDistance.Volatility(Hull with { HorizonYears = 0 }, 2)));
        Assert.Equal((ModelStatus.InvalidInput, "distance"), Told(WantedDistance.Debt(Hull, double.PositiveInfinity)));
        Assert.Equal((ModelStatus.DegenerateNoDebt, "DefaultPoint"), Told(WantedDistance.Volatility(Hull with { DefaultPoint = 0 }, 2)));
        Assert.Equal((ModelStatus.DegenerateNoVolatility, "EquityVolatility"), Told(WantedDistance.Debt(Hull with { EquityVolatility = 0 }, 2)));
        Assert.Equal(ModelStatus.Underflow, WantedDistance.Volatility(Hull, -1e4).Status);
        Assert.Equal(ModelStatus.Underflow, WantedDistance.Volatility(Hull, 1e12).Status);
        Assert.Equal(ModelStatus.NotRun, default(InverseSolution).Status);

        static (ModelStatus Status, string? Name) Told(in InverseSolution solution)
        {
            Assert.True(double.IsNaN(solution.Value));
            return (solution.Status, solution.OffendingInput);
        }
    }

    private static double Answer(in InverseSolution solution)
    {
        Assert.Equal(ModelStatus.Converged, solution.Status);
        return solution.Value;
    }
}
