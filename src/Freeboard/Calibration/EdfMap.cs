namespace Freeboard.Calibration;

/// <summary>A map from a distance to default to an expected default frequency, with the label that the frequency is of.</summary>
/// <remarks>
/// <para>Every map falls (or stays level) as the distance grows, unless its fit says otherwise. What it says is, in this order: the curve itself, the
/// <see cref="Prior"/> correction, the <see cref="Caps"/>.</para>
/// <para>Units: distances are standard deviations over the horizon of the label, frequencies decimals over that horizon. Not a number in gives not a number out; an
/// infinite distance gives the limit.</para>
/// </remarks>
public abstract record EdfMap
{
    /// <summary>Stable name of the kind of curve, for parameters and reports: normal, probit, exponential-ols, exponential, logistic, isotonic, kernel.</summary>
    public abstract string Name { get; }

    /// <summary>What the frequency is the frequency of.</summary>
    public required LabelDefinition Label { get; init; }

    /// <summary>The distance that the map takes.</summary>
    /// <value>The default is <see cref="MappedDistance.RiskNeutral"/>.</value>
    public MappedDistance Distance { get; init; } = MappedDistance.RiskNeutral;

    /// <summary>From the sample's rate to the population's; null for none.</summary>
    /// <value>The default is null.</value>
    public PriorCorrection? Prior { get; init; }

    /// <summary>Least and greatest frequency.</summary>
    /// <value>The default is <see cref="EdfCaps.None"/>.</value>
    public EdfCaps Caps
    {
        get;
        init => field = value is { } caps && caps.Floor < caps.Ceiling ? value : throw new ArgumentException("The floor must lie below the ceiling.", nameof(value));
    } = EdfCaps.None;

    /// <summary>Level of <see cref="Band"/>; in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.95;

    /// <summary>The expected default frequency, decimal, in [0, 1].</summary>
    /// <param name="distance">Distance to default; any number.</param>
    public double Edf(double distance)
    {
        double curve = Curve(distance);
        return Math.Clamp(Prior is null ? curve : Math.Exp(Prior.CorrectLog(LnCurve(distance))), Caps.Floor, Caps.Ceiling);
    }

    /// <summary>ln of the expected default frequency; still a number where the frequency itself underflows, and negative infinity where it is zero.</summary>
    /// <param name="distance">Distance to default; any number.</param>
    public double LnEdf(double distance)
    {
        double curve = LnCurve(distance);
        return Math.Clamp(Prior?.CorrectLog(curve) ?? curve, Math.Log(Caps.Floor), Math.Log(Caps.Ceiling));
    }

    /// <summary>Pointwise interval of the frequency at <see cref="Level"/>; null when the map has none.</summary>
    /// <param name="distance">Distance to default; any number.</param>
    public EdfBand? Band(double distance)
    {
        if (double.IsNaN(distance) || LnBand(distance) is not { } band)
        {
            return null;
        }

        return new EdfBand(Finish(band.Lower), Finish(band.Upper));

        double Finish(double curve) => Math.Clamp(Math.Exp(Prior?.CorrectLog(curve) ?? curve), Caps.Floor, Caps.Ceiling);
    }

    /// <summary>The curve before correction and caps, in [0, 1].</summary>
    internal abstract double Curve(double distance);

    /// <summary>ln of the curve; at most 0.</summary>
    internal abstract double LnCurve(double distance);

    /// <summary>ln of the ends of the curve's interval; null when the map has none.</summary>
    internal abstract (double Lower, double Upper)? LnBand(double distance);
}
