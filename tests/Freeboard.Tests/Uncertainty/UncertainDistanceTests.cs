using Freeboard.Numerics;
using Freeboard.Structural;
using Freeboard.Uncertainty;

namespace Freeboard.Tests.Uncertainty;

public class UncertainDistanceTests
{
    private static readonly LognormalUncertainty Rate = new(-3.66957, 0.487535);

    /// <summary>The first of the twelve firms of 2013.</summary>
    private static readonly MertonInputs First = new() { EquityValue = 100094.10, EquityVolatility = 0.40924, DefaultPoint = 47636.68, RiskFreeRate = 0.035, HorizonYears = 1 };

    [Fact]
    public void The_distance_of_the_first_firm_falls_in_the_rate_as_published()
    {
        // At r = 0, 3.5 % and 10 %, as the right system gives it.
        foreach ((double rate, double expected) in ((double, double)[])[(0, 2.4435), (0.035, 2.4035), (0.10, 2.3329)])
        {
            MertonSolution solution = TwoEquations.Solve(First with { RiskFreeRate = rate });
            Assert.Equal(expected, DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, First.DefaultPoint, 1), 5e-5);
        }
    }

    [Fact]
    public void With_an_uncertain_rate_the_KMV_distance_takes_the_rate_of_the_other_belief()
    {
        UncertainDistance found = UncertainDistance.Of(new UncertainFirm { Inputs = First, RiskFreeRate = Rate }, DistanceKind.Kmv, 0.1, 0.5, 0.9);
        Assert.Equal(UncertainDistanceStatus.Converged, found.Status);
        Assert.Equal([Monotonicity.Decreasing], found.Directions.AsEnumerable());
        double[] beliefs = [0.1, 0.5, 0.9];
        for (int i = 0; i < beliefs.Length; i++)
        {
            MertonInputs at = First with { RiskFreeRate = Rate.Inverse(1 - beliefs[i]) };
            MertonSolution solution = TwoEquations.Solve(at);
            Assert.Equal(DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, at.DefaultPoint, 1), found.AtBeliefs[i]!.Value, 1e-12);
        }

        UncertainDistance neutral = UncertainDistance.Of(new UncertainFirm { Inputs = First, RiskFreeRate = Rate }, DistanceKind.RiskNeutral, 0.1, 0.9);
        Assert.Equal([Monotonicity.Increasing], neutral.Directions.AsEnumerable());
        Assert.True(neutral.AtBeliefs[0] < neutral.AtBeliefs[1]);
    }

    [Fact]
    public void The_expected_distance_is_the_integral_over_beliefs_within_its_own_error()
    {
        UncertainFirm firm = new() { Inputs = First, RiskFreeRate = Rate };
        UncertainDistance found = UncertainDistance.Of(firm, DistanceKind.Kmv);
        OperationalLaw law = UncertainDistance.LawOf(firm, DistanceKind.Kmv);

        // In the logit, where the integrand is smooth: another rule, another variable.
        double plain = GaussLegendre.Integrate(z => law.Inverse(1 / (1 + Math.Exp(-z))) * Math.Exp(-Math.Abs(z)) / Math.Pow(1 + Math.Exp(-Math.Abs(z)), 2), -30, 30, 200);
        Assert.InRange(found.ExpectedError!.Value, 0, 1e-8);
        Assert.Equal(plain, found.Expected!.Value, 1e-8);
        Assert.InRange(found.Expected.Value, law.Inverse(0.01), law.Inverse(0.99));
    }

    [Fact]
    public void A_rate_believed_almost_surely_gives_the_distance_at_that_rate()
    {
        UncertainFirm firm = new() { Inputs = First, RiskFreeRate = new LinearUncertainty(0.035 - 1e-9, 0.035 + 1e-9) };
        MertonSolution solution = TwoEquations.Solve(First);
        Assert.Equal(
            DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, First.DefaultPoint, 1),
            UncertainDistance.Of(firm, DistanceKind.Kmv).Expected!.Value,
            1e-8);
    }

    [Fact]
    public void Rate_volatility_and_default_point_may_be_uncertain_together()
    {
        UncertainFirm firm = new()
        {
            Inputs = First,
            RiskFreeRate = Rate,
            EquityVolatility = new ZigzagUncertainty(0.3, 0.4, 0.6),
            DefaultPoint = new LinearUncertainty(40000, 60000),
        };
        UncertainDistance found = UncertainDistance.Of(firm, DistanceKind.Kmv, 0.25);
        Assert.Equal([Monotonicity.Decreasing, Monotonicity.Decreasing, Monotonicity.Decreasing], found.Directions.AsEnumerable());
        MertonInputs at = First with { RiskFreeRate = Rate.Inverse(0.75), EquityVolatility = 0.5, DefaultPoint = 55000 };
        MertonSolution solution = TwoEquations.Solve(at);
        Assert.Equal(DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, 55000, 1), found.AtBeliefs[0]!.Value, 1e-12);
    }

    [Fact]
    public void The_law_and_the_belief_of_a_value_undo_each_other()
    {
        OperationalLaw law = UncertainDistance.LawOf(new UncertainFirm { Inputs = First, RiskFreeRate = Rate }, DistanceKind.Kmv);
        Assert.All((double[])[0.01, 0.3, 0.5, 0.9, 0.999], belief => Assert.Equal(belief, law.Belief(law.Inverse(belief)), 1e-9));
        Assert.InRange(law.Belief(0.1), 0, 1e-15);
        Assert.Equal(1, law.Belief(50));
    }

    [Fact]
    public void A_function_that_turns_has_no_distribution_by_the_law()
    {
        OperationalLaw law = OperationalLaw.Of(point => point[0] * point[0], new LinearUncertainty(-1, 2));
        Assert.False(law.Holds);
        Assert.Equal(double.NaN, law.Inverse(0.5));
        Assert.Equal(double.NaN, law.ExpectedValue().Value);
    }

    [Fact]
    public void Sums_of_independent_variables_add_their_inverses()
    {
        LinearUncertainty a = new(0, 2);
        NormalUncertainty b = new(1, 0.3);
        OperationalLaw law = OperationalLaw.Of(point => point[0] - point[1], a, b);
        Assert.Equal([Monotonicity.Increasing, Monotonicity.Decreasing], law.Directions.AsEnumerable());
        Assert.Equal(a.Inverse(0.2) - b.Inverse(0.8), law.Inverse(0.2), 1e-15);
        Assert.Equal(a.ExpectedValue - b.ExpectedValue, law.ExpectedValue().Value, 1e-12);
    }

    [Fact]
    public void A_rate_without_an_expected_value_gives_no_expected_risk_neutral_distance()
    {
        UncertainDistance found = UncertainDistance.Of(new UncertainFirm { Inputs = First, RiskFreeRate = new LognormalUncertainty(-3, 2.5) }, DistanceKind.RiskNeutral, 0.5);
        Assert.Equal((UncertainDistanceStatus.NoExpectedValue, null), (found.Status, found.Expected));
        Assert.NotNull(found.AtBeliefs[0]);
    }

    [Fact]
    public void A_firm_that_cannot_be_solved_has_a_status_and_no_numbers()
    {
        UncertainDistance found = UncertainDistance.Of(new UncertainFirm { Inputs = First with { EquityValue = -1 }, RiskFreeRate = Rate }, DistanceKind.Kmv, 0.5);
        Assert.Equal((UncertainDistanceStatus.InvalidInput, null, null), (found.Status, found.Expected, found.AtBeliefs[0]));
    }
}
