using System.Runtime.CompilerServices;

namespace Freeboard.Volatility.Garch;

/// <summary>Standard normal: ln f = -ln(2 pi)/2 - z^2/2.</summary>
internal readonly struct NormalInnovation : IInnovation
{
    public static bool HasShape => false;

    public double Constant => -0.91893853320467274178;

    public AbsoluteMoment Moment => AbsoluteMoment.Normal;

    public double ProductWeight => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double z, ref double sum, ref LogProduct product) => sum -= 0.5 * z * z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At(double z, out InnovationDerivatives at) => at = new InnovationDerivatives { Z = -z, ZTimesZz = -z, Location = -1 };

    public double ShapeRemainder(double z) => 0;

    public double SumOfShapeRemainders(double sumOfLogarithms) => 0;
}
