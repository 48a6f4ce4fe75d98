using Freeboard.Uncertainty;

namespace Freeboard.Tests.Uncertainty;

public class BeliefFitTests
{
    private static readonly ExpertData Five = UncertaintyDistributionTests.Data((0.02, 0.30), (0.035, 0.75), (0.04, 0.80), (0.045, 0.90), (0.05, 1.00));

    [Fact]
    public void Least_squares_of_the_five_published_points_gives_what_another_program_gives()
    {
        // Zhan, Lin and Lou (2013), five points of one expert; figures of an independent least-squares program.
        BeliefFitResult fit = BeliefFit.LeastSquares(Five, UncertaintyFamily.Lognormal);
        LognormalUncertainty rate = Assert.IsType<LognormalUncertainty>(fit.Distribution);
        Assert.Equal(BeliefFitStatus.Converged, fit.Status);
        Assert.Equal(-3.66957, rate.E, 5e-6);
        Assert.Equal(0.487535, rate.S, 5e-7);
        Assert.Equal(0.0078962, fit.Objective!.Value, 5e-8);
    }

    [Fact]
    public void The_fit_is_the_same_in_percent_and_in_decimals()
    {
        LognormalUncertainty Fit(double unit) => (LognormalUncertainty)BeliefFit.LeastSquares(
            UncertaintyDistributionTests.Data([.. Five.Points.Select(point => (unit * point.Value, point.Belief))]), UncertaintyFamily.Lognormal).Distribution!;
        Assert.Equal(Fit(1).S, Fit(100).S, 1e-9);
        Assert.Equal(Fit(1).E + Math.Log(100), Fit(100).E, 1e-9);
    }

    [Theory]
    [InlineData(UncertaintyFamily.Lognormal)]
    [InlineData(UncertaintyFamily.Normal)]
    [InlineData(UncertaintyFamily.Linear)]
    [InlineData(UncertaintyFamily.Zigzag)]
    public void Points_of_a_distribution_give_it_back(UncertaintyFamily family)
    {
        UncertaintyDistribution truth = Of(family, 0.02, 0.05, 0.06);
        ExpertData data = UncertaintyDistributionTests.Data([.. ((double[])[0.05, 0.2, 0.35, 0.5, 0.6, 0.8, 0.95]).Select(belief => (truth.Inverse(belief), belief))]);
        BeliefFitResult fit = BeliefFit.LeastSquares(data, family);
        Assert.Equal(BeliefFitStatus.Converged, fit.Status);
        Assert.True(fit.Objective < 1e-16, $"{fit.Objective:e2}");
        Assert.All((double[])[0.1, 0.5, 0.9], belief => Assert.Equal(truth.Inverse(belief), fit.Distribution!.Inverse(belief), 1e-8));
    }

    [Theory]
    [InlineData(UncertaintyFamily.Lognormal)]
    [InlineData(UncertaintyFamily.Normal)]
    [InlineData(UncertaintyFamily.Linear)]
    [InlineData(UncertaintyFamily.Zigzag)]
    public void No_neighbour_of_the_least_squares_has_a_smaller_sum(UncertaintyFamily family)
    {
        BeliefFitResult fit = BeliefFit.LeastSquares(Five, family);
        Assert.Equal(BeliefFitStatus.Converged, fit.Status);
        double[] p = ParametersOf(fit.Distribution!);
        for (int i = 0; i < p.Length; i++)
        {
            foreach (double factor in (double[])[0.99, 0.9999, 1.0001, 1.01])
            {
                double[] q = [.. p];
                q[i] *= factor;
                UncertaintyDistribution near = Make(family, q);
                Assert.True(Five.Points.Sum(point => Math.Pow(near.Belief(point.Value) - point.Belief, 2)) >= fit.Objective - 1e-15);
            }
        }
    }

    [Theory]
    [InlineData(UncertaintyFamily.Lognormal)]
    [InlineData(UncertaintyFamily.Normal)]
    [InlineData(UncertaintyFamily.Linear)]
    [InlineData(UncertaintyFamily.Zigzag)]
    public void A_fit_by_moments_has_the_moments_of_the_answers(UncertaintyFamily family)
    {
        EmpiricalUncertainty polygon = new(Five);
        BeliefFitResult fit = BeliefFit.Moments(Five, family);
        Assert.Equal(BeliefFitStatus.Converged, fit.Status);
        Assert.Equal(Five.Moment(1), fit.Distribution!.ExpectedValue, 1e-12);
        Assert.Equal(Five.Moment(2) - Math.Pow(Five.Moment(1), 2), fit.Distribution.Variance, 1e-12);
        Assert.Equal(polygon.Variance, fit.Distribution.Variance, 1e-14);
    }

    [Fact]
    public void Answers_without_a_distribution_of_the_family_get_a_status_and_no_numbers()
    {
        ExpertData flat = UncertaintyDistributionTests.Data((1, 0.5), (2, 0.5), (3, 0.5));
        ExpertData negative = UncertaintyDistributionTests.Data((-1, 0.2), (2, 0.5), (3, 0.9));
        ExpertData two = UncertaintyDistributionTests.Data((1, 0.2), (2, 0.5));
        Check(BeliefFitStatus.NoSolution, BeliefFit.LeastSquares(flat, UncertaintyFamily.Normal));
        Check(BeliefFitStatus.NoSolution, BeliefFit.Moments(flat, UncertaintyFamily.Linear));
        Check(BeliefFitStatus.InvalidInput, BeliefFit.LeastSquares(negative, UncertaintyFamily.Lognormal));
        Check(BeliefFitStatus.NotEnoughData, BeliefFit.LeastSquares(two, UncertaintyFamily.Zigzag));

        static void Check(BeliefFitStatus status, BeliefFitResult fit) =>
            Assert.Equal((status, null, (double?)null), (fit.Status, fit.Distribution, fit.Objective));
    }

    [Fact]
    public void Answers_of_0_and_1_alone_leave_the_slope_of_a_smooth_curve_open()
    {
        foreach (UncertaintyFamily family in (UncertaintyFamily[])[UncertaintyFamily.Normal, UncertaintyFamily.Lognormal])
        {
            Assert.Equal(BeliefFitStatus.NoSolution, BeliefFit.LeastSquares(UncertaintyDistributionTests.Data((1, 0), (2, 1)), family).Status);
            Assert.Equal(BeliefFitStatus.NoSolution, BeliefFit.LeastSquares(UncertaintyDistributionTests.Data((1, 0), (2, 0.5), (3, 1)), family).Status);
            Assert.Equal(BeliefFitStatus.Converged, BeliefFit.LeastSquares(UncertaintyDistributionTests.Data((1, 0), (2, 0.3), (3, 0.8), (4, 1)), family).Status);
            Assert.Equal(BeliefFitStatus.Converged, BeliefFit.LeastSquares(UncertaintyDistributionTests.Data((1, 1e-7), (2, 0.5)), family).Status);
        }
    }

    private static double[] ParametersOf(UncertaintyDistribution distribution) => distribution switch
    {
        LognormalUncertainty d => [d.E, d.S],
        NormalUncertainty d => [d.E, d.S],
        LinearUncertainty d => [d.Lowest, d.Highest],
        ZigzagUncertainty d => [d.Lowest, d.Middle, d.Highest],
        _ => throw new InvalidOperationException(),
    };

    private static UncertaintyDistribution Make(UncertaintyFamily family, double[] p) => family switch
    {
        UncertaintyFamily.Lognormal => new LognormalUncertainty(p[0], p[1]),
        UncertaintyFamily.Normal => new NormalUncertainty(p[0], p[1]),
        UncertaintyFamily.Linear => new LinearUncertainty(p[0], p[1]),
        _ => new ZigzagUncertainty(p[0], p[1], p[2]),
    };

    private static UncertaintyDistribution Of(UncertaintyFamily family, double a, double b, double c) => family switch
    {
        UncertaintyFamily.Lognormal => new LognormalUncertainty(-3, 0.4),
        UncertaintyFamily.Normal => new NormalUncertainty(b, a),
        UncertaintyFamily.Linear => new LinearUncertainty(a, c),
        _ => new ZigzagUncertainty(a, b, c),
    };
}
