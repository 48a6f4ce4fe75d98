using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>From a distance to a probability by the normal map, EDF = N(-DD).</summary>
/// <remarks>
/// The map of the model itself; empirical maps fitted on defaults are another matter. Dimensionless; the probability is over the
/// horizon of the distance. Accuracy: relative error below 1e-15, see <see cref="StandardNormal"/>.
/// </remarks>
public static class ExpectedDefaultFrequency
{
    /// <summary>N(-DD); 0 for an infinite distance, and where it underflows (DD above 38).</summary>
    /// <param name="distanceToDefault">Distance to default; any number.</param>
    public static double FromDistance(double distanceToDefault) => StandardNormal.Cumulative(-distanceToDefault);

    /// <summary>ln N(-DD); still a number where the frequency itself underflows.</summary>
    /// <param name="distanceToDefault">Distance to default; any number.</param>
    public static double LogFromDistance(double distanceToDefault) => StandardNormal.LogCumulative(-distanceToDefault);
}
