using Freeboard.Numerics;
using Freeboard.Uncertainty;

namespace Freeboard.Tests.Uncertainty;

public class UncertaintyDistributionTests
{
    private static readonly ExpertData Five = Data((0.02, 0.30), (0.035, 0.75), (0.04, 0.80), (0.045, 0.90), (0.05, 1.00));

    private static readonly UncertaintyDistribution[] Many =
    [
        new LinearUncertainty(-1, 3),
        new ZigzagUncertainty(-2, 1, 1.5),
        new NormalUncertainty(0.3, 0.2),
        new LognormalUncertainty(-3.5, 0.3),
        new LognormalUncertainty(0.2, 0.01),
        new EmpiricalUncertainty(Five),
        new PooledUncertainty([(1, new EmpiricalUncertainty(Five)), (3, new LinearUncertainty(0, 0.1))]),
    ];

    public static TheoryData<int> Each => [.. Enumerable.Range(0, Many.Length)];

    internal static ExpertData Data(params (double Value, double Belief)[] points)
    {
        Assert.Null(ExpertData.TryCreate(points.Select(point => new ExpertBelief(point.Value, point.Belief)), out ExpertData? data));
        return data!;
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Belief_and_inverse_undo_each_other(int index)
    {
        UncertaintyDistribution distribution = Many[index];
        double before = double.NegativeInfinity;
        foreach (double belief in (double[])[1e-9, 0.01, 0.31, 0.5, 0.76, 0.99, 1 - 1e-9])
        {
            double x = distribution.Inverse(belief);
            Assert.True(x >= before);
            before = x;
            double back = distribution.Belief(x);
            if (distribution is EmpiricalUncertainty or PooledUncertainty)
            {
                // Where belief jumps it is at least the wanted one, and below it just before.
                Assert.True(back >= belief - 1e-9 && distribution.Belief(x - 1e-9) <= belief + 1e-6);
            }
            else
            {
                Assert.Equal(belief, back, 1e-12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Moments_and_entropy_are_the_integrals_of_the_inverse(int index)
    {
        UncertaintyDistribution distribution = Many[index];
        double Integral(Func<double, double, double> f)
        {
            // By pieces, because the polygons have kinks; the middle by Gauss-Legendre, the ends by the rule for ends.
            double middle = GaussLegendre.Integrate(a => f(a, 1 - a), 0.001, 0.999, 4000);
            return middle + (0.001 * (UnitInterval.Integrate((a, _) => f(0.001 * a, 1 - (0.001 * a))).Integral + UnitInterval.Integrate((a, _) => f(1 - (0.001 * a), 0.001 * a)).Integral));
        }

        double mean = Integral(distribution.Inverse);
        Assert.Equal(mean, distribution.ExpectedValue, 1e-7 * Math.Max(1e-2, Math.Abs(mean)));
        Assert.Equal(Integral((a, c) => Math.Pow(distribution.Inverse(a, c) - mean, 2)), distribution.Variance, 1e-5 * distribution.Variance);

        // The polygon's jumps have no width in x: they carry no entropy, so its ends are not in the integral over beliefs.
        if (distribution is not (EmpiricalUncertainty or PooledUncertainty))
        {
            Assert.Equal(Integral((a, c) => distribution.Inverse(a, c) * Math.Log(a / c)), distribution.Entropy, 1e-6 * distribution.Entropy);
        }
    }

    [Fact]
    public void Entropy_of_a_polygon_is_the_integral_over_its_values()
    {
        EmpiricalUncertainty polygon = new(Five);
        static double S(double a) => a is <= 0 or >= 1 ? 0 : -(a * Math.Log(a)) - ((1 - a) * Math.Log(1 - a));
        double sum = 0;
        foreach ((double from, double to) in ((double, double)[])[(0.02, 0.035), (0.035, 0.04), (0.04, 0.045), (0.045, 0.05)])
        {
            sum += GaussLegendre.Integrate(x => S(polygon.Belief(x)), from, to - 1e-15, 2000);
        }

        Assert.Equal(sum, polygon.Entropy, 1e-9);
    }

    [Theory]
    [InlineData(0.487535)]
    [InlineData(1.0)]
    [InlineData(1.7)]
    [InlineData(0.001)]
    public void The_expected_value_of_a_lognormal_is_its_closed_form(double s)
    {
        double u = Math.Sqrt(3) * s;
        Assert.Equal(u * Math.Exp(-3) / Math.Sin(u), new LognormalUncertainty(-3, s).ExpectedValue, 1e-15);
    }

    [Fact]
    public void A_lognormal_too_wide_has_no_finite_moments()
    {
        Assert.Equal(double.PositiveInfinity, new LognormalUncertainty(-3, 1.82).ExpectedValue);
        Assert.Equal(double.PositiveInfinity, new LognormalUncertainty(-3, 1.82).Entropy);
        Assert.True(double.IsFinite(new LognormalUncertainty(-3, 1.81).ExpectedValue));
        Assert.Equal(double.PositiveInfinity, new LognormalUncertainty(-3, 0.91).Variance);
        Assert.True(double.IsFinite(new LognormalUncertainty(-3, 0.90).Variance));
    }

    [Fact]
    public void Series_and_closed_forms_of_the_lognormal_meet()
    {
        // u = sqrt3 s passes 0.1 between the two; variance over s^2 and entropy over s hardly move over so short a way.
        const double below = 0.05773;
        const double above = 0.05774;
        LognormalUncertainty a = new(0, below);
        LognormalUncertainty b = new(0, above);
        Assert.Equal(a.Variance / (below * below), b.Variance / (above * above), 4e-6);
        Assert.Equal(a.Entropy / below, b.Entropy / above, 4e-6);
    }

    [Fact]
    public void Answers_that_contradict_themselves_are_refused_with_their_place()
    {
        static ExpertDataFault? Fault(params (double, double)[] points) => ExpertData.TryCreate(points.Select(p => new ExpertBelief(p.Item1, p.Item2)), out _);
        Assert.Equal(new ExpertDataFault(ExpertDataFaultKind.BeliefFalls, 2), Fault((0.01, 0.2), (0.02, 0.6), (0.03, 0.5)));
        Assert.Equal(new ExpertDataFault(ExpertDataFaultKind.BeliefOutOfRange, 1), Fault((0.01, 0.2), (0.02, 60)));
        Assert.Equal(new ExpertDataFault(ExpertDataFaultKind.ValueTwice, 1), Fault((0.01, 0.2), (0.01, 0.4)));
        Assert.Equal(new ExpertDataFault(ExpertDataFaultKind.ValueNotFinite, 0), Fault((double.NaN, 0.2), (0.01, 0.4)));
        Assert.Equal(new ExpertDataFault(ExpertDataFaultKind.TooFewPoints, -1), Fault((0.01, 0.2)));
        Assert.Equal([0.01, 0.02], Data((0.02, 0.6), (0.01, 0.2)).Points.Select(point => point.Value));
    }
}
