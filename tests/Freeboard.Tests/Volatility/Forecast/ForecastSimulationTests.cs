using Freeboard.Numerics;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Forecast;

/// <summary>Expected variances are the means of simulated ones. Fixed seeds; each mean within 4.5 of its standard errors.</summary>
public class ForecastSimulationTests
{
    private const int Paths = 200_000;
    private const int Horizon = 12;

    [Theory]
    [InlineData(VarianceModel.Garch, InnovationDistribution.Normal)]
    [InlineData(VarianceModel.Gjr, InnovationDistribution.Normal)]
    [InlineData(VarianceModel.Egarch, InnovationDistribution.Normal)]
    [InlineData(VarianceModel.Gjr, InnovationDistribution.Ged)]
    [InlineData(VarianceModel.Egarch, InnovationDistribution.Ged)]
    public void Simulated_variances_have_the_expected_mean(VarianceModel model, InnovationDistribution distribution)
    {
        var specification = new GarchSpecification { Model = model, Distribution = distribution, ArchOrder = 2, GarchOrder = 2, Mean = MeanModel.AutoRegressive };
        GarchParameters parameters = model == VarianceModel.Egarch
            ? new() { AutoRegression = 0.2, Omega = 0.02, Alpha = [0.2, 0.05], Gamma = [-0.1, 0.03], Beta = [0.5, 0.4], Shape = 1.4 }
            : new() { AutoRegression = 0.2, Omega = 0.05, Alpha = [0.06, 0.03], Gamma = model == VarianceModel.Gjr ? [0.08, 0.02] : [], Beta = [0.5, 0.3], Shape = 1.4 };
        var state = new VarianceState { NextVariance = 1.8, LastVariances = [1.1], LastStandardizedResiduals = [-1.6] };
        double centre = model == VarianceModel.Egarch ? CentreOf(distribution, 1.4) : 0;
        var random = new PhiloxStream(2024, (uint)model, (uint)distribution);
        double[] sums = new double[Horizon];
        double[] squares = new double[Horizon];
        double total = 0;
        double totalSquares = 0;
        for (int path = 0; path < Paths; path++)
        {
            double sumOfReturns = Simulate(specification, parameters, state, centre, random, sums, squares);
            total += sumOfReturns * sumOfReturns;
            totalSquares += Math.Pow(sumOfReturns, 4);
        }

        IReadOnlyList<double> expected = VolatilityForecaster.Path(specification, parameters, state, Horizon).Variances;
        for (int k = 1; k < Horizon; k++)
        {
            double mean = sums[k] / Paths;
            double error = Math.Sqrt(((squares[k] / Paths) - (mean * mean)) / Paths);
            Assert.Equal(expected[k], mean, 4.5 * error);
            Assert.True(error < 0.01 * mean);
        }

        double average = Math.Pow(VolatilityForecaster.Forecast(specification, parameters, state, Horizon).AnnualVolatility!.Value, 2);
        double simulated = total / Paths;
        Assert.Equal(average, simulated, 4.5 * Math.Sqrt(((totalSquares / Paths) - (simulated * simulated)) / Paths));
    }

    private static double Simulate(GarchSpecification specification, GarchParameters p, VarianceState state, double centre, PhiloxStream random, double[] sums, double[] squares)
    {
        double h1 = state.NextVariance;
        double h2 = state.LastVariances[0];
        double z2 = state.LastStandardizedResiduals[0];
        double lastReturn = 0;
        double sum = 0;
        for (int k = 0; k < Horizon; k++)
        {
            sums[k] += h1;
            squares[k] += h1 * h1;
            double z1 = specification.Distribution == InnovationDistribution.Ged ? Ged(random, p.Shape!.Value) : random.NextNormal();
            lastReturn = (p.AutoRegression * lastReturn) + (Math.Sqrt(h1) * z1);
            sum += lastReturn;
            double next = specification.Model == VarianceModel.Egarch
                ? Math.Exp(p.Omega + Size(p, 0, z1, centre) + Size(p, 1, z2, centre) + (p.Beta[0] * Math.Log(h1)) + (p.Beta[1] * Math.Log(h2)))
                : p.Omega + Square(p, 0, z1, h1) + Square(p, 1, z2, h2) + (p.Beta[0] * h1) + (p.Beta[1] * h2);
            (h2, z2, h1) = (h1, z1, next);
        }

        return sum;
    }

    private static double Size(GarchParameters p, int lag, double z, double centre) => (p.Alpha[lag] * (Math.Abs(z) - centre)) + (p.Gamma[lag] * z);

    private static double Square(GarchParameters p, int lag, double z, double h) => (p.Alpha[lag] + (z < 0 && p.Gamma.Count > lag ? p.Gamma[lag] : 0)) * z * z * h;

    /// <summary>E|z| from the moments, Gamma(2/nu) / sqrt(Gamma(1/nu) Gamma(3/nu)); for 1.4 from 20 digits.</summary>
    private static double CentreOf(InnovationDistribution distribution, double shape)
    {
        Assert.Equal(1.4, shape);
        return distribution == InnovationDistribution.Ged ? GedCentre : Math.Sqrt(2 / Math.PI);
    }

    private const double GedCentre = 0.75865396050259206724;

    /// <summary>|z|^nu / scale^nu is gamma with shape 1/nu: drawn by Johnk's method as a product, without a library.</summary>
    private static double Ged(PhiloxStream random, double nu)
    {
        double size = Math.Pow(Gamma(random, 1 / nu), 1 / nu) * GedScale;
        return random.NextUniform() < 0.5 ? -size : size;
    }

    private const double GedScale = 1.0924981610820381203;

    /// <summary>A gamma variate with shape below 1: Johnk's beta times an exponential.</summary>
    private static double Gamma(PhiloxStream random, double shape)
    {
        while (true)
        {
            double x = Math.Pow(random.NextUniform(), 1 / shape);
            double y = Math.Pow(random.NextUniform(), 1 / (1 - shape));
            if (x + y <= 1)
            {
                return x / (x + y) * -Math.Log(random.NextUniform());
            }
        }
    }
}
