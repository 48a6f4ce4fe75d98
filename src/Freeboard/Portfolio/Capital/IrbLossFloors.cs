namespace Freeboard.Portfolio.Capital;

/// <summary>Which floors a bank's own losses given default have.</summary>
public enum IrbLossFloors
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Basel II: 10 % for residential mortgages (paragraph 266), nothing else.</summary>
    BaselTwo,

    /// <summary>The final Basel III rules: by class and collateral.</summary>
    BaselThree,
}

/// <summary>Floors of the loss given default by class and collateral.</summary>
/// <remarks>
/// Source: Basel Committee, "Basel III: Finalising post-crisis reforms" (December 2017), parameter floors of the advanced approach; Basel Framework CRE32 (2023). Unsecured: corporates
/// and banks 25 %, qualifying revolving 50 %, other retail 30 %. Secured, corporates and other retail: financial collateral 0 %, receivables 10 %, real estate 10 %, other physical
/// 15 %. Residential mortgages 5 %. Secured in part: the mean of the two floors, weighed by the shares of the exposure. Sovereigns have none.
/// </remarks>
internal static class IrbLossFloor
{
    internal static double Of(in IrbExposure exposure, IrbLossFloors rules) => rules switch
    {
        IrbLossFloors.BaselTwo => exposure.Class == IrbClass.ResidentialMortgage ? 0.10 : 0,
        IrbLossFloors.BaselThree => exposure.Class switch
        {
            IrbClass.Sovereign => 0,
            IrbClass.ResidentialMortgage => 0.05,
            IrbClass.QualifyingRevolving or IrbClass.QualifyingTransactor => 0.50,
            IrbClass.OtherRetail => InParts(exposure, 0.30),
            _ => InParts(exposure, 0.25),
        },
        _ => 0,
    };

    private static double InParts(in IrbExposure exposure, double unsecured)
    {
        double share = exposure.Collateral == IrbCollateral.None ? 0 : exposure.SecuredShare ?? 1;
        double secured = exposure.Collateral switch
        {
            IrbCollateral.Financial => 0,
            IrbCollateral.OtherPhysical => 0.15,
            _ => 0.10,
        };
        return (share * secured) + ((1 - share) * unsecured);
    }
}
