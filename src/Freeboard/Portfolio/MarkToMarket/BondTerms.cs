namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>What a bond or a loan with yearly payments still pays from the horizon on.</summary>
public readonly record struct BondTerms
{
    /// <summary>Face F, paid at the end, currency units; positive.</summary>
    public required double Face { get; init; }

    /// <summary>Yearly payment D_0 at the horizon and D_1 to D_N after it, currency units; not negative.</summary>
    public required double Payment { get; init; }

    /// <summary>Years N from the horizon to the end; 0 ends at the horizon.</summary>
    public required int YearsAfterHorizon { get; init; }

    /// <summary>Mean share of the face that is recovered in default, decimal; in [0, 1].</summary>
    public required double RecoveryMean { get; init; }

    /// <summary>Standard deviation of that share; not negative, and below the root of mean (1 - mean): the share has a beta distribution. 0 is a fixed recovery.</summary>
    public double RecoveryDeviation { get; init; }

    internal bool IsPossible =>
        Face > 0 && double.IsFinite(Face) && Payment >= 0 && double.IsFinite(Payment) && YearsAfterHorizon >= 0 && RecoveryMean is >= 0 and <= 1
        && (RecoveryDeviation == 0 || (RecoveryDeviation > 0 && RecoveryDeviation * RecoveryDeviation < RecoveryMean * (1 - RecoveryMean)));

    internal void Check(string name)
    {
        if (!IsPossible)
        {
            throw new ArgumentException("A bond needs a positive face, payments and years that are not negative, and a recovery in [0, 1] whose deviation a beta distribution can have.", name);
        }
    }
}
