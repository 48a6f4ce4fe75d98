namespace Freeboard.Portfolio.Capital;

/// <summary>The risk weight functions of the internal ratings-based approach.</summary>
/// <remarks>
/// <para>K = LGD (N((N^-1(PD) + sqrt(R) N^-1(0.999))/sqrt(1 - R)) - PD) (1 + (M - 2.5) b)/(1 - 1.5 b), b = (0.11852 - 0.05478 ln PD)^2; retail without the last factor.
/// R of corporates 0.12 w + 0.24 (1 - w), w = (1 - exp(-50 PD))/(1 - exp(-50)), less 0.04 (1 - (S - 5)/45) for small ones; mortgages 0.15; qualifying revolving 0.04;
/// other retail 0.03 w + 0.16 (1 - w) with 35 in place of 50. Source: Basel Committee, "International Convergence of Capital Measurement and Capital Standards" (2006), paragraphs 272 to 330;
/// Basel Framework CRE31 and CRE32.</para>
/// <para>Floors: of the default probability by the options, none for sovereigns; of the loss given default where <see cref="IrbOptions.LossFloors"/> asks for them, and not in default.
/// Left out: the firm-size and double-default rules of single jurisdictions.</para>
/// <para>Accuracy: the illustrative risk weights of annex 5 to the printed digit (tests).</para>
/// </remarks>
public static class IrbModel
{
    private const double UsualMaturity = 2.5;

    /// <summary>Capital of one exposure.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="options">Rule book; null for the final Basel III rules.</param>
    public static IrbCapital Capital(in IrbExposure exposure, IrbOptions? options = null)
    {
        options ??= IrbOptions.Default;
        if (!IsPossible(exposure))
        {
            return new IrbCapital { Status = IrbStatus.InvalidInput };
        }

        if (exposure.DefaultProbability == 1)
        {
            double lgd = exposure.LossGivenDefault;
            double best = exposure.BestEstimateOfLoss ?? lgd;
            double shortfall = Math.Max(0, lgd - best);
            return new IrbCapital { Status = IrbStatus.Defaulted, DefaultProbability = 1, LossGivenDefault = lgd, MaturityFactor = 1, Requirement = shortfall, RiskWeight = 12.5 * options.ScalingFactor * shortfall, ExpectedLoss = best };
        }

        double pd = Math.Max(exposure.DefaultProbability, FloorOf(exposure.Class, options));
        double loss = Math.Max(exposure.LossGivenDefault, IrbLossFloor.Of(exposure, options.LossFloors));
        double correlation = CorrelationOf(exposure, pd);
        double maturity = exposure.Class is IrbClass.Corporate or IrbClass.SmallCorporate or IrbClass.Sovereign && pd > 0 ? MaturityFactorOf(pd, exposure.MaturityYears ?? UsualMaturity) : 1;
        double requirement = loss * (AsymptoticSingleFactor.Quantile(pd, correlation, options.Level) - pd) * maturity;
        return new IrbCapital
        {
            Status = pd > exposure.DefaultProbability || loss > exposure.LossGivenDefault ? IrbStatus.FloorBinds : IrbStatus.Computed,
            DefaultProbability = pd,
            LossGivenDefault = loss,
            Correlation = correlation,
            MaturityFactor = maturity,
            Requirement = Math.Max(0, requirement),
            RiskWeight = 12.5 * options.ScalingFactor * Math.Max(0, requirement),
            ExpectedLoss = loss * pd,
        };
    }

    private static bool IsPossible(in IrbExposure exposure) =>
        Enum.IsDefined(exposure.Class)
        && exposure.DefaultProbability is >= 0 and <= 1
        && exposure.LossGivenDefault is >= 0 and <= 1
        && Enum.IsDefined(exposure.Collateral)
        && exposure.SecuredShare is null or (>= 0 and <= 1)
        && exposure.MaturityYears is null or > 0
        && exposure.AnnualSalesMillions is null or >= 0
        && (exposure.Class != IrbClass.SmallCorporate || exposure.AnnualSalesMillions is not null)
        && exposure.BestEstimateOfLoss is null or (>= 0 and <= 1);

    private static double FloorOf(IrbClass kind, IrbOptions options) => kind switch
    {
        IrbClass.Sovereign => 0,
        IrbClass.QualifyingRevolving => options.RevolvingProbabilityFloor,
        _ => options.ProbabilityFloor,
    };

    private static double CorrelationOf(in IrbExposure exposure, double pd)
    {
        switch (exposure.Class)
        {
            case IrbClass.ResidentialMortgage:
                return 0.15;
            case IrbClass.QualifyingRevolving or IrbClass.QualifyingTransactor:
                return 0.04;
            case IrbClass.OtherRetail:
                return Between(0.03, 0.16, 35, pd);
            default:
                double correlation = Between(0.12, 0.24, 50, pd);
                if (exposure.Class == IrbClass.SmallCorporate)
                {
                    correlation -= 0.04 * (1 - ((Math.Clamp(exposure.AnnualSalesMillions!.Value, 5, 50) - 5) / 45));
                }

                return exposure.IsFinancialInstitution ? 1.25 * correlation : correlation;
        }
    }

    // From high at PD 0 to low at PD 1, by an exponential.
    private static double Between(double low, double high, double rate, double pd)
    {
        double weight = (1 - Math.Exp(-rate * pd)) / (1 - Math.Exp(-rate));
        return (low * weight) + (high * (1 - weight));
    }

    private static double MaturityFactorOf(double pd, double years)
    {
        double slope = 0.11852 - (0.05478 * Math.Log(pd));
        double b = slope * slope;
        return (1 + ((Math.Clamp(years, 1, 5) - UsualMaturity) * b)) / (1 - (1.5 * b));
    }
}
