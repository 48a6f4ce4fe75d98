using System.Runtime.CompilerServices;

namespace Freeboard.Volatility.Garch;

/// <summary>Generalised error distribution of variance 1: ln f = ln nu - ln lambda - (1 + 1/nu) ln 2 - ln Gamma(1/nu) - |z/lambda|^nu / 2.</summary>
/// <remarks>lambda = sqrt(2^(-2/nu) Gamma(1/nu) / Gamma(3/nu)) (Nelson 1991).</remarks>
internal readonly struct GedInnovation : IInnovation
{
    /// <summary>Stands for zero, where the logarithm has no value; every term vanishes there.</summary>
    private const double Smallest = 1e-150;

    private readonly double nu;
    private readonly double logScale;
    private readonly double scaleSlope;
    private readonly double scaleCurvature;
    private readonly double slope;
    private readonly double curvature;
    private readonly double location;

    internal GedInnovation(double nu, AbsoluteCentring centring)
    {
        const double logTwo = 0.69314718055994530942;
        this.nu = nu;
        GammaOfInverse one = new(1, nu);
        GammaOfInverse three = new(3, nu);
        double square = nu * nu;
        logScale = 0.5 * ((-2 * logTwo / nu) + one.Log - three.Log);
        scaleSlope = 0.5 * ((2 * logTwo / square) + one.Slope - three.Slope);
        scaleCurvature = 0.5 * ((-4 * logTwo / (square * nu)) + one.Curvature - three.Curvature);
        Constant = Math.Log(nu) - logScale - ((1 + (1 / nu)) * logTwo) - one.Log;
        slope = (1 / nu) - scaleSlope + (logTwo / square) - one.Slope;
        curvature = (-1 / square) - scaleCurvature - (2 * logTwo / (square * nu)) - one.Curvature;

        // E (d ln f/dz)^2 = nu^2/(4 lambda^2) E|x|^(2 nu - 2), x = z/lambda, E|x|^k = 2^(k/nu) Gamma((k + 1)/nu) / Gamma(1/nu).
        double moment = Math.Exp(((2 - (2 / nu)) * logTwo) + Numerics.GammaFunctions.LogGamma(2 - (1 / nu)) - one.Log);
        location = -0.25 * square * Math.Exp(-2 * logScale) * moment;
        Moment = centring == AbsoluteCentring.FittedDistribution ? AbsoluteMoment.Ged(nu) : AbsoluteMoment.Normal;
    }

    public static bool HasShape => true;

    public double Constant { get; }

    public AbsoluteMoment Moment { get; }

    public double ProductWeight => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double z, ref double sum, ref LogProduct product) =>
        sum -= 0.5 * Math.Exp(nu * (Math.Log(Math.Max(Math.Abs(z), Smallest)) - logScale));

    public void At(double z, out InnovationDerivatives at)
    {
        double size = Math.Max(Math.Abs(z), Smallest);
        double log = Math.Log(size) - logScale;
        double q = 0.5 * Math.Exp(nu * log);
        double logSlope = log - (nu * scaleSlope);
        double logCurvature = (-2 * scaleSlope) - (nu * scaleCurvature);
        double perZ = Math.CopySign(q / size, z);
        at.Z = -nu * perZ;
        at.ZTimesZz = (nu - 1) * at.Z;
        at.Location = location;
        at.Shape = slope - (q * logSlope);
        at.ShapeShape = curvature - (q * ((logSlope * logSlope) + logCurvature));
        at.ZShape = -perZ * (1 + (nu * logSlope));
    }

    public double ShapeRemainder(double z) => 0;

    public double SumOfShapeRemainders(double sumOfLogarithms) => 0;
}
