using Freeboard.Numerics;
using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Forecast;

/// <summary>E|z| of a standardised innovation.</summary>
internal static class AbsoluteMoment
{
    /// <summary>The constant that a specification takes off |z|.</summary>
    internal static double Centre(GarchSpecification specification, double? shape) =>
        specification.Centring == AbsoluteCentring.NormalExpectation ? Math.Sqrt(2 / Math.PI) : Of(specification.Distribution, shape);

    /// <summary>E|z|; Student's t needs a shape above 2, GED one above 0.</summary>
    internal static double Of(InnovationDistribution distribution, double? shape) => (distribution, shape) switch
    {
        (InnovationDistribution.StudentT, { } nu) =>
            Math.Sqrt((nu - 2) / Math.PI) * Math.Exp(LogGamma.Of((nu - 1) / 2) - LogGamma.Of(nu / 2)),
        (InnovationDistribution.Ged, { } nu) =>
            Math.Exp(LogGamma.Of(2 / nu) - (0.5 * (LogGamma.Of(1 / nu) + LogGamma.Of(3 / nu)))),
        _ => Math.Sqrt(2 / Math.PI),
    };
}
