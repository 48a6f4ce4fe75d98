namespace Freeboard.Portfolio.Capital;

/// <summary>Exposure classes of the internal ratings-based approach, which differ in correlation and maturity adjustment.</summary>
public enum IrbClass
{
    /// <summary>Corporates and banks: correlation 12 % to 24 %, maturity adjustment.</summary>
    Corporate = 0,

    /// <summary>Small and medium-sized corporates: up to 4 points less correlation by annual sales.</summary>
    SmallCorporate,

    /// <summary>Residential mortgages: correlation 15 %.</summary>
    ResidentialMortgage,

    /// <summary>Qualifying revolving retail, balances carried over: correlation 4 %.</summary>
    QualifyingRevolving,

    /// <summary>Other retail: correlation 3 % to 16 %.</summary>
    OtherRetail,

    /// <summary>Sovereigns: the function of corporates, without any floor.</summary>
    Sovereign,

    /// <summary>Qualifying revolving retail whose balances are paid in full each time: correlation 4 %, a lower floor of the default probability.</summary>
    QualifyingTransactor,
}

/// <summary>What secures an exposure: the floors of the loss given default depend on it.</summary>
public enum IrbCollateral
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Financial collateral.</summary>
    Financial,

    /// <summary>Receivables.</summary>
    Receivables,

    /// <summary>Commercial or residential real estate.</summary>
    RealEstate,

    /// <summary>Other physical collateral.</summary>
    OtherPhysical,
}

/// <summary>One exposure under the internal ratings-based approach.</summary>
public readonly record struct IrbExposure
{
    /// <summary>The class.</summary>
    public required IrbClass Class { get; init; }

    /// <summary>Default probability over one year, decimal; in [0, 1]. One is in default.</summary>
    public required double DefaultProbability { get; init; }

    /// <summary>Loss given default in a downturn, decimal; in [0, 1].</summary>
    public required double LossGivenDefault { get; init; }

    /// <summary>Effective maturity, years; null for 2.5. Read for corporates only, and held within [1, 5].</summary>
    public double? MaturityYears { get; init; }

    /// <summary>Annual sales, millions of euro; needed for <see cref="IrbClass.SmallCorporate"/>, held within [5, 50].</summary>
    public double? AnnualSalesMillions { get; init; }

    /// <summary>Whether the corporate is a large regulated or an unregulated financial institution, whose correlation is multiplied by 1.25.</summary>
    public bool IsFinancialInstitution { get; init; }

    /// <summary>What secures it; mortgages are secured by what they are.</summary>
    public IrbCollateral Collateral { get; init; }

    /// <summary>Share of the exposure that the collateral covers after haircuts, decimal; null for all of it. Without collateral it is not read.</summary>
    public double? SecuredShare { get; init; }

    /// <summary>Best estimate of the expected loss of a defaulted exposure, decimal; null for its loss given default.</summary>
    public double? BestEstimateOfLoss { get; init; }
}

/// <summary>Why a risk weight is, or is not, there. Zero is never success.</summary>
public enum IrbStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The risk weight holds.</summary>
    Computed,

    /// <summary>The default probability or the loss given default lay below its floor, which was taken in its place.</summary>
    FloorBinds,

    /// <summary>The exposure is in default: the requirement is the loss given default less the best estimate of the loss, if positive.</summary>
    Defaulted,

    /// <summary>An input is outside its range, or annual sales lack.</summary>
    InvalidInput,
}

/// <summary>Capital of one exposure as shares of its amount, decimals. Null without an answer.</summary>
public readonly record struct IrbCapital
{
    /// <summary>Why there are, or are not, numbers.</summary>
    public IrbStatus Status { get; init; }

    /// <summary>Default probability that was taken: the own one or its floor.</summary>
    public double? DefaultProbability { get; init; }

    /// <summary>Loss given default that was taken: the own one or its floor.</summary>
    public double? LossGivenDefault { get; init; }

    /// <summary>Correlation R.</summary>
    public double? Correlation { get; init; }

    /// <summary>Factor of the maturity adjustment; 1 for retail.</summary>
    public double? MaturityFactor { get; init; }

    /// <summary>Capital requirement K, unexpected loss.</summary>
    public double? Requirement { get; init; }

    /// <summary>Risk weight 12.5 K times the scaling factor; 0.9232 is 92.32 %.</summary>
    public double? RiskWeight { get; init; }

    /// <summary>Expected loss PD LGD.</summary>
    public double? ExpectedLoss { get; init; }
}
