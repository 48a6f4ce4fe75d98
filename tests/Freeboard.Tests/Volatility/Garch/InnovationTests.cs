using Freeboard.Numerics;
using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>Gamma functions, absolute moments and densities.</summary>
public sealed class InnovationTests
{
    // Computed with mpmath, 30 digits.
    [Theory]
    [InlineData(0.01, 4.5994798780420217016, -100.56088545786867242, 10001.621213528312804)]
    [InlineData(0.3, 1.0957979948180755606, -3.5025242222001331249, 12.245364546107731301)]
    [InlineData(1.7, -0.095807697407065873788, 0.20854787487349392145, 0.79323283016399840877)]
    [InlineData(6.25, 5.2196039869902293146, 1.7504535268837360284, 0.17347923315893216965)]
    [InlineData(1000, 5905.2204232091812118, 6.9072551956488120521, 0.0010005001666666333334)]
    public void Gamma_functions_have_the_figures_of_thirty_digits(double x, double log, double digamma, double trigamma)
    {
        Near(log, GammaFunctions.LogGamma(x), 8e-15);
        Near(digamma, GammaFunctions.Digamma(x), 4e-15);
        Near(trigamma, GammaFunctions.Trigamma(x), 4e-15);
    }

    // Computed with mpmath, 30 digits: E|z| and its first two derivatives in nu.
    [Theory]
    [InlineData(true, 2.1, 0.29618424741883185051, 1.29756626703324698, -8.927058107375011)]
    [InlineData(true, 4, 0.7071067811865475244, 0.0402010141556370474, -0.03486087590255827)]
    [InlineData(true, 7.5, 0.76261303086228452398, 0.00620450685706026003, -0.002172016571240751)]
    [InlineData(true, 60, 0.79445297414981570748, 0.0000590320275467418911, -2.030898526776497e-6)]
    [InlineData(false, 0.7, 0.63440738172229588933, 0.330738666951161332, -0.7934212829009982)]
    [InlineData(false, 1, 0.7071067811865475244, 0.176776695296636881, -0.3234547306141214)]
    [InlineData(false, 2, 0.79788456080286535588, 0.0453619868693326423, -0.04748430225753178)]
    [InlineData(false, 5, 0.84834233938739694449, 0.00567779646899962237, -0.002769549804603476)]
    public void Absolute_moments_have_the_figures_of_thirty_digits(bool student, double nu, double value, double slope, double curvature)
    {
        AbsoluteMoment moment = student ? AbsoluteMoment.StudentT(nu) : AbsoluteMoment.Ged(nu);
        Near(value, moment.Value, 2e-14);
        Near(slope, moment.Slope, 2e-14);
        Near(curvature, moment.Curvature, 2e-14);
    }

    [Theory]
    [InlineData(InnovationDistribution.Normal, 0)]
    [InlineData(InnovationDistribution.StudentT, 5)]
    [InlineData(InnovationDistribution.StudentT, 40)]
    [InlineData(InnovationDistribution.Ged, 0.8)]
    [InlineData(InnovationDistribution.Ged, 1.3)]
    [InlineData(InnovationDistribution.Ged, 3)]
    public void Densities_have_mass_one_variance_one_and_the_stated_absolute_moment(InnovationDistribution distribution, double nu)
    {
        double mass = 0;
        double variance = 0;
        double absolute = 0;

        // Trapezia in u with z = sinh(u): the tails of t and the peak of the GED are both seen.
        const double h = 0.005;
        for (double u = h / 2; u < 14; u += h)
        {
            double z = Math.Sinh(u);
            double density = Math.Exp(LogDensity(distribution, nu, z)) * Math.Cosh(u) * 2 * h;
            mass += density;
            variance += density * z * z;
            absolute += density * z;
        }

        double c = distribution switch
        {
            InnovationDistribution.StudentT => AbsoluteMoment.StudentT(nu).Value,
            InnovationDistribution.Ged => AbsoluteMoment.Ged(nu).Value,
            _ => AbsoluteMoment.Normal.Value,
        };
        Assert.Equal(1, mass, 2e-5);
        Assert.Equal(1, variance, 2e-5);
        Assert.Equal(c, absolute, 2e-5);
    }

    [Fact]
    public void The_ged_is_the_normal_at_two_and_the_Laplace_at_one()
    {
        foreach (double z in (double[])[0, 0.3, -1.7, 4])
        {
            Assert.Equal(LogDensity(InnovationDistribution.Normal, 0, z), LogDensity(InnovationDistribution.Ged, 2, z), 1e-13);
            Assert.Equal((-0.5 * Math.Log(2)) - (Math.Sqrt(2) * Math.Abs(z)), LogDensity(InnovationDistribution.Ged, 1, z), 1e-13);
        }
    }

    /// <summary>ln f(z) by the plain likelihood of one return under a variance of 1.</summary>
    private static double LogDensity(InnovationDistribution distribution, double nu, double z)
    {
        // Backcast with one return is its square; omega alone makes h = 1.
        var specification = new GarchSpecification { Model = VarianceModel.Garch, Mean = MeanModel.Zero, Distribution = distribution, StartUp = StartUp.Backcast };
        var parameters = new GarchParameters { Omega = 1, Alpha = [0], Beta = [0], Shape = distribution == InnovationDistribution.Normal ? null : nu };
        return GarchLikelihood.LogLikelihood([z], specification, parameters)!.Value;
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual:g17}, expected {expected:g17}");
}
