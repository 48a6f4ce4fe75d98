using System.Runtime.CompilerServices;
using Freeboard.Numerics;

namespace Freeboard.Volatility.Garch;

/// <summary>Student t of variance 1: ln f = ln Gamma((nu + 1)/2) - ln Gamma(nu/2) - ln(pi (nu - 2))/2 - (nu + 1)/2 ln(1 + z^2/(nu - 2)).</summary>
internal readonly struct StudentInnovation : IInnovation
{
    private readonly double nu;
    private readonly double m;
    private readonly double inverse;
    private readonly double slope;
    private readonly double curvature;

    internal StudentInnovation(double nu, AbsoluteCentring centring)
    {
        this.nu = nu;
        m = nu - 2;
        inverse = 1 / m;
        double half = 0.5 * nu;
        Constant = GammaFunctions.LogGamma(half + 0.5) - GammaFunctions.LogGamma(half) - (0.5 * Math.Log(Math.PI * m));
        slope = (0.5 * (GammaFunctions.Digamma(half + 0.5) - GammaFunctions.Digamma(half))) - (0.5 / m);
        curvature = (0.25 * (GammaFunctions.Trigamma(half + 0.5) - GammaFunctions.Trigamma(half))) + (0.5 / (m * m));
        Moment = centring == AbsoluteCentring.FittedDistribution ? AbsoluteMoment.StudentT(nu) : AbsoluteMoment.Normal;
    }

    public static bool HasShape => true;

    public double Constant { get; }

    public AbsoluteMoment Moment { get; }

    public double ProductWeight => -0.5 * (nu + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double z, ref double sum, ref LogProduct product) => product.Multiply(1 + (z * z * inverse));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At(double z, out InnovationDerivatives at)
    {
        double s = z * z;
        double q = 1 / (m + s);
        double p = nu + 1;
        double sq = s * q;
        at.Z = -p * z * q;
        at.Location = -p * (m - s) * q * q;
        at.ZTimesZz = z * at.Location;
        at.Shape = slope + (0.5 * p * sq * inverse);
        at.ShapeShape = curvature + (sq * inverse) - (0.5 * p * sq * inverse * (q + inverse));
        at.ZShape = z * q * ((p * q) - 1);
    }

    public double ShapeRemainder(double z) => -0.5 * Math.Log(1 + (z * z * inverse));

    public double SumOfShapeRemainders(double sumOfLogarithms) => -0.5 * sumOfLogarithms;
}
