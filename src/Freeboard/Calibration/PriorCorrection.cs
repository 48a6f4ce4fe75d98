using Freeboard.Numerics;

namespace Freeboard.Calibration;

/// <summary>Carries a frequency from a sample to a population with another rate of events: the odds are multiplied by one factor.</summary>
/// <remarks>
/// <para>odds' = odds * [pi / (1 - pi)] / [rho / (1 - rho)], with rho the sample's rate and pi the population's.</para>
/// <para>Source: G. King and L. Zeng (2001), "Logistic regression in rare events data", equation 7; C. Elkan (2001), "The foundations of cost-sensitive learning", theorem 2.
/// Exact when the sample was drawn by outcome (so many defaulters, so many others) and the distances within each group are those of the population.
/// It is no cure for a map that misranks, and matched pairs, drawn by industry and size too, are not covered.</para>
/// <para>Accuracy: a few units in the last place; worked on logarithms, so that frequencies that underflow keep theirs.</para>
/// </remarks>
public sealed record PriorCorrection
{
    /// <summary>Rate of events in the sample, decimal; in (0, 1).</summary>
    public required double SampleRate
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    }

    /// <summary>Rate of events in the population, decimal; in (0, 1).</summary>
    public required double PopulationRate
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    }

    /// <summary>ln of the factor on the odds: logit of the population's rate less logit of the sample's.</summary>
    public double LogOddsShift => Logit(PopulationRate) - Logit(SampleRate);

    /// <summary>The corrected frequency.</summary>
    /// <param name="frequency">Frequency in the sample; in [0, 1].</param>
    public double Correct(double frequency) => frequency <= 0 ? 0 : frequency >= 1 ? 1 : LogOdds.ToProbability(Logit(frequency) + LogOddsShift);

    /// <summary>ln of the corrected frequency.</summary>
    /// <param name="logFrequency">ln of the frequency in the sample; at most 0.</param>
    public double CorrectLog(double logFrequency) => logFrequency >= 0 ? 0 : double.IsNegativeInfinity(logFrequency) ? logFrequency : LogOdds.ToLogProbability(LogOdds.OfLogProbability(logFrequency) + LogOddsShift);

    private static double Logit(double p) => Math.Log(p) - StandardNormal.LogOnePlus(-p);
}
