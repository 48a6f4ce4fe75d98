using Freeboard.Validation;

namespace Freeboard.Tests.Validation;

public sealed class ReplicationJudgementTests
{
    [Theory]
    [InlineData(2.0, 2.0005, null, 1e-3, ReplicationVerdict.Reproduced)]
    [InlineData(2.0, 1.9, 2.0, 1e-3, ReplicationVerdict.ReproducedWithSlip)]
    [InlineData(2.0, 2.0, 2.0, 1e-3, ReplicationVerdict.Reproduced)]
    [InlineData(2.0, 1.9, 2.1, 1e-3, ReplicationVerdict.NotReproducible)]
    [InlineData(2.0, null, null, 1e-3, ReplicationVerdict.NotReproducible)]
    [InlineData(2.0, double.NaN, double.NaN, 1e-3, ReplicationVerdict.NotReproducible)]
    [InlineData(2.0, 2.0, null, 0.0, ReplicationVerdict.Reproduced)]
    public void Decide_prefers_the_right_equations_then_the_slip(double published, double? right, double? slipped, double tolerance, ReplicationVerdict verdict) =>
        Assert.Equal(verdict, ReplicationJudgement.Decide(published, right, slipped, tolerance));

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Decide_refuses_a_tolerance_that_would_pass_everything_or_nothing(double tolerance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplicationJudgement.Decide(1, 1, null, tolerance));

    [Fact]
    public void HalfWidth_is_exact_for_a_linear_function()
    {
        // 3 x - 2 y with x known to 0.05 and y to 0.5: 0.15 + 1.
        double width = RoundingImage.HalfWidth(static x => (3 * x[0]) - (2 * x[1]), PrintedFigure.Parse("1.5"), PrintedFigure.Parse("7"));
        Assert.Equal(1.15, width, 1e-12);
    }

    [Fact]
    public void HalfWidth_takes_the_larger_of_the_two_moves()
    {
        // x^2 at 1.0 with x known to 0.05: up 0.1025, down 0.0975.
        Assert.Equal(0.1025, RoundingImage.HalfWidth(static x => x[0] * x[0], PrintedFigure.Parse("1.0")), 1e-12);
    }

    [Fact]
    public void HalfWidth_of_no_inputs_is_zero() => Assert.Equal(0, RoundingImage.HalfWidth(static _ => 3));
}
