using Freeboard.Uncertainty;

namespace Freeboard.Tests.Uncertainty;

public class DelphiRoundTests
{
    private static DelphiAnswer Answer(string expert, double weight, double shift) =>
        new(expert, weight, UncertaintyDistributionTests.Data((0.01 + shift, 0), (0.02 + shift, 0.2), (0.03 + shift, 0.5), (0.04 + shift, 0.8), (0.05 + shift, 1)));

    [Fact]
    public void Experts_that_say_the_same_agree_at_once()
    {
        DelphiRound round = DelphiRound.Of([Answer("A", 1, 0), Answer("B", 7, 0)]);
        Assert.True(round.Agrees);
        Assert.Equal(0, round.LargestDistance, 1e-15);
        Assert.Equal(0.03, round.Pooled.Inverse(0.5), 1e-12);
    }

    [Fact]
    public void The_pooled_belief_is_the_weighted_one()
    {
        DelphiRound round = DelphiRound.Of([Answer("A", 1, 0), Answer("B", 3, 0.01)]);
        Assert.Equal((0.25 * 0.5) + (0.75 * 0.2), round.Pooled.Belief(0.03), 1e-15);
        Assert.Equal((0.25 * 0.03) + (0.75 * 0.04), round.Pooled.ExpectedValue, 1e-15);
        Assert.False(round.Agrees);

        // The lighter expert stands further off, and expects less.
        Assert.True(round.Distances[0].Largest > round.Distances[1].Largest);
        Assert.True(round.Distances[0].Signed > 0 && round.Distances[1].Signed < 0);
    }

    [Fact]
    public void Rounds_in_which_experts_move_together_come_to_an_end()
    {
        double before = double.PositiveInfinity;
        double[] shifts = [0.01, 0.004, 0.001];
        DelphiRound[] rounds = [.. shifts.Select(shift => DelphiRound.Of([Answer("A", 1, -shift), Answer("B", 1, shift)]))];
        foreach (DelphiRound round in rounds)
        {
            Assert.True(round.LargestDistance < before);
            before = round.LargestDistance;
        }

        Assert.Equal([false, false, true], rounds.Select(round => round.Agrees));
    }

    [Fact]
    public void A_weight_or_a_tolerance_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DelphiRound.Of([Answer("A", 0, 0)]));
        Assert.Throws<ArgumentException>(() => DelphiRound.Of([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DelphiRound.Of([Answer("A", 1, 0)], 0));
    }
}
