using Freeboard.Numerics;

namespace Freeboard.Portfolio.Capital;

/// <summary>Conditional mean and variance of the loss given the factor, with their slopes.</summary>
internal readonly record struct FactorPoint(double Mean, double Slope, double Curvature, double Variance, double VarianceSlope)
{
    public static FactorPoint operator +(FactorPoint a, FactorPoint b) => new(a.Mean + b.Mean, a.Slope + b.Slope, a.Curvature + b.Curvature, a.Variance + b.Variance, a.VarianceSlope + b.VarianceSlope);
}

/// <summary>The loans' numbers that do not depend on the factor, worked out once.</summary>
internal sealed class AsymptoticTerms
{
    private readonly IReadOnlyList<SingleFactorLoan> loans;
    private readonly double[] thresholds;
    private readonly double[] secondMoments;

    internal AsymptoticTerms(IReadOnlyList<SingleFactorLoan> loans, double lossGivenDefaultVariance)
    {
        this.loans = loans;
        thresholds = new double[loans.Count];
        secondMoments = new double[loans.Count];
        for (int i = 0; i < loans.Count; i++)
        {
            SingleFactorLoan loan = loans[i];
            double lgd = loan.LossGivenDefault;
            thresholds[i] = loan.DefaultProbability switch
            {
                0 => double.NegativeInfinity,
                1 => double.PositiveInfinity,
                _ => NormalQuantile.FromProbability(loan.DefaultProbability),
            };
            secondMoments[i] = (lgd * lgd) + (lossGivenDefaultVariance * lgd * (1 - lgd));
            ExpectedLoss += ExpectedLossOf(i);
            DependsOnFactor |= loan.Correlation > 0 && loan.Exposure > 0 && lgd > 0 && double.IsFinite(thresholds[i]);
        }
    }

    internal int Count => loans.Count;

    internal double ExpectedLoss { get; }

    internal bool DependsOnFactor { get; }

    internal double ExpectedLossOf(int i) => loans[i].Exposure * loans[i].LossGivenDefault * loans[i].DefaultProbability;

    internal double ShortfallOf(int i, double level) =>
        loans[i].Exposure * loans[i].LossGivenDefault * AsymptoticSingleFactor.ExpectedShortfall(loans[i].DefaultProbability, loans[i].Correlation, level);

    internal FactorPoint At(int i, double x)
    {
        SingleFactorLoan loan = loans[i];
        double weight = loan.Exposure * loan.LossGivenDefault;
        double square = loan.Exposure * loan.Exposure;
        double p = loan.DefaultProbability;
        double first = 0;
        double second = 0;
        if (double.IsFinite(thresholds[i]))
        {
            double rest = Math.Sqrt(1 - loan.Correlation);
            double ratio = Math.Sqrt(loan.Correlation) / rest;
            double z = (thresholds[i] / rest) - (ratio * x);
            double density = StandardNormal.Density(z);
            p = StandardNormal.Cumulative(z);
            first = -ratio * density;
            second = -ratio * ratio * z * density;
        }

        double lgdSquare = loan.LossGivenDefault * loan.LossGivenDefault;
        return new FactorPoint(
            weight * p,
            weight * first,
            weight * second,
            square * ((secondMoments[i] * p) - (lgdSquare * p * p)),
            square * ((secondMoments[i] * first) - (2 * lgdSquare * p * first)));
    }

    /// <summary>Variance of the conditional mean, and of the whole loss.</summary>
    internal (double Fine, double Whole) Variances()
    {
        const double reach = 9;
        double Fine(double x)
        {
            double sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += At(i, x).Mean - ExpectedLossOf(i);
            }

            return StandardNormal.Density(x) * sum * sum;
        }

        double fine = DependsOnFactor ? GaussLegendre.Integrate(Fine, -reach, reach, 18) : 0;

        // E[sigma^2(X)] = sum of EAD^2 (E[LGD^2] p - LGD^2 P(two such default)).
        double own = 0;
        for (int i = 0; i < Count; i++)
        {
            SingleFactorLoan loan = loans[i];
            double p = loan.DefaultProbability;
            double joint = AsymptoticSingleFactor.JointDefaultProbability(p, p, loan.Correlation);
            own += loan.Exposure * loan.Exposure * ((secondMoments[i] * p) - (loan.LossGivenDefault * loan.LossGivenDefault * joint));
        }

        return (fine, fine + own);
    }
}
