using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>Published fits, and the independent reference fits.</summary>
public sealed class GarchReferenceTests
{
    // Source: Fiorentini, Calzolari and Panattoni (1996), J. Applied Econometrics 11, 399-417: GARCH(1,1) on DEM/GBP, with the digits printed.
    [Theory]
    [InlineData("mu", -0.00619041, 5e-9, 0.00846212, 0.00843359, 0.00918935)]
    [InlineData("omega", 0.0107613, 1.01e-7, 0.00285271, 0.00132298, 0.00649319)]
    [InlineData("alpha", 0.153134, 5e-7, 0.0265228, 0.0139737, 0.0535317)]
    [InlineData("beta", 0.805974, 5e-7, 0.0335527, 0.0165604, 0.0724614)]
    public void The_benchmark_of_Fiorentini_Calzolari_and_Panattoni_holds_to_its_printed_digits(string name, double value, double rounding, double hessian, double outer, double robust)
    {
        GarchFit fit = GarchEstimator.Fit(GarchSeries.MarkPound, new GarchSpecification { Model = VarianceModel.Garch, StartUp = StartUp.Presample });
        int i = fit.ParameterNames.ToList().IndexOf(name);
        Assert.Equal(value, Value(fit, name), rounding);
        SameDigits(hessian, fit.Hessian!.StandardErrors[i]);
        SameDigits(outer, fit.OuterProduct!.StandardErrors[i]);
        SameDigits(robust, fit.Robust!.StandardErrors[i]);
    }

    public static TheoryData<int> Rows
    {
        get
        {
            var data = new TheoryData<int>();
            ReferenceTable table = ReferenceTable.Load("garch", "egarch_reference.csv");
            for (int i = 0; i < table.Rows.Count; i++)
            {
                if (table.Rows[i].Text("init") is not ("uncond" or "z0zero"))
                {
                    data.Add(i);
                }
            }

            return data;
        }
    }

    [Fact]
    public void All_reference_rows_but_the_two_curiosities_are_compared() => Assert.Equal(61, Rows.Count);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Reference_fits_are_reproduced(int number)
    {
        ReferenceTable.Row row = ReferenceTable.Load("garch", "egarch_reference.csv").Rows[number];
        double[] returns = row.Text("dataset") switch
        {
            "dem2gbp" => GarchSeries.MarkPound,
            "sp500_arch_1999_2018" => GarchSeries.Sp500,
            _ => GarchSeries.Sp500Long,
        };
        GarchFit fit = GarchEstimator.Fit(returns, Specification(row));
        Assert.Equal(GarchStatus.Converged, fit.Status);
        Assert.Equal(row["n"], fit.Observations);
        Assert.Equal(row["loglik"], fit.LogLikelihood!.Value, 1e-7);
        Assert.Equal(row["sigma_last"], Math.Sqrt(fit.ConditionalVariances.Span[^1]), 1e-7);
        Assert.Equal(row["sigma_next"], Math.Sqrt(fit.VarianceNext!.Value), 1e-7);
        bool kink = row["mu_at_kink"] == 1;
        Assert.Equal(kink, fit.Flags.HasFlag(GarchFindings.AtKink));
        Assert.InRange(fit.ScaledScore!.Value, 0, 1e-6);
        double tolerance = kink ? 1e-2 : 1e-4;
        int compared = 0;
        foreach ((string name, string column) in (ReadOnlySpan<(string, string)>)[("mu", "mu"), ("omega", "omega"), ("alpha", "alpha_size"), ("gamma", "gamma_sign"), ("beta", "beta"), ("nu", "nu")])
        {
            int i = fit.ParameterNames.ToList().IndexOf(name);
            if (i < 0)
            {
                Assert.True(!row.Has(column) || row[column] == 0, name);
                continue;
            }

            compared++;
            Assert.Equal(1, Value(fit, name) / row[column], 1e-5);
            Assert.Equal(1, fit.Hessian!.StandardErrors[i] / row["se_h_" + name], tolerance);
            Assert.Equal(1, fit.OuterProduct!.StandardErrors[i] / row["se_op_" + name], tolerance);
            Assert.Equal(1, fit.Robust!.StandardErrors[i] / row["se_bw_" + name], tolerance);
        }

        Assert.Equal(fit.ParameterNames.Count, compared);
    }

    private static GarchSpecification Specification(ReferenceTable.Row row) => new()
    {
        Model = Enum.Parse<VarianceModel>(row.Text("model"), ignoreCase: true),
        Distribution = row.Text("dist") == "t" ? InnovationDistribution.StudentT : InnovationDistribution.Normal,
        Mean = row.Text("mean") == "zero" ? MeanModel.Zero : MeanModel.Constant,
        StartUp = row.Text("init") switch
        {
            "sample" => StartUp.Sample,
            "presample" => StartUp.Presample,
            "arch" => StartUp.Backcast,
            _ => throw new InvalidOperationException(row.Text("init")),
        },
        Centring = row.Text("egarch_centre") == "sqrt(2/pi)" ? AbsoluteCentring.NormalExpectation : AbsoluteCentring.FittedDistribution,
    };

    private static double Value(GarchFit fit, string name)
    {
        GarchParameters p = fit.Parameters!;
        return name switch
        {
            "mu" => p.Mean,
            "omega" => p.Omega,
            "alpha" => p.Alpha[0],
            "gamma" => p.Gamma[0],
            "beta" => p.Beta[0],
            _ => p.Shape!.Value,
        };
    }

    /// <summary>Six significant digits; the sixth may be one off, as one of the published ones is truncated.</summary>
    private static void SameDigits(double printed, double value)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(printed)) - 5);
        Assert.Equal(printed, value, 1.01 * unit);
    }
}
