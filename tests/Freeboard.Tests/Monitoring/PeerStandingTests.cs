using Freeboard.Monitoring;

namespace Freeboard.Tests.Monitoring;

public sealed class PeerStandingTests
{
    [Fact]
    public void Percentiles_count_the_safer_peers_and_half_of_the_ties()
    {
        Assert.Equal([0.9, 0.7, 0.5, 0.3, 0.1], PeerStanding.Percentiles([1, 2, 3, 4, 5], RiskDirection.FallingIsWorse), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([0.1, 0.5, 0.5, 0.5, 0.9], PeerStanding.Percentiles([1, 2, 2, 2, 3], RiskDirection.RisingIsWorse), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Empty(PeerStanding.Percentiles([], RiskDirection.RisingIsWorse));
    }

    [Theory]
    // Type 7 of Hyndman and Fan (1996): position 1 + (n - 1) p.
    [InlineData(0.9, RiskDirection.RisingIsWorse, 7.6)]
    [InlineData(0.9, RiskDirection.FallingIsWorse, 1.4)]
    [InlineData(0.5, RiskDirection.FallingIsWorse, 3)]
    [InlineData(0, RiskDirection.RisingIsWorse, 1)]
    [InlineData(1, RiskDirection.RisingIsWorse, 10)]
    public void A_peer_trigger_is_the_level_that_a_share_is_safer_than(double share, RiskDirection direction, double expected) =>
        Assert.Equal(expected, PeerStanding.Trigger([10, 1, 3, 2, 4], direction, share), 12);

    [Fact]
    public void Scores_are_about_the_median_in_robust_standard_deviations()
    {
        // Median 3, absolute deviations 2, 1, 0, 1, 97: their median is 1.
        double[] scores = PeerStanding.Scores([1, 2, 3, 4, 100])!;
        Assert.Equal(-2 / 1.482602218505602, scores[0], 12);
        Assert.Equal(97 / 1.482602218505602, scores[4], 12);
        Assert.Null(PeerStanding.Scores([1, 1, 1, 2]));
        Assert.Empty(PeerStanding.Scores([])!);
    }

    [Fact]
    public void What_is_no_figure_is_the_callers_bug()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerStanding.Percentiles([double.NaN], RiskDirection.RisingIsWorse));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerStanding.Trigger([], RiskDirection.RisingIsWorse, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerStanding.Trigger([1], RiskDirection.RisingIsWorse, 1.5));
    }
}
