namespace Freeboard.Calibration;

/// <summary>What a label says of a firm. Events are not exchangeable: a map fitted on one says nothing of another.</summary>
public enum LabelEvent
{
    /// <summary>The model's own event, assets below the default point at the horizon; nothing was observed.</summary>
    ModelDefault = 0,

    /// <summary>Special treatment (ST) by a Chinese exchange: mostly two years of losses, an accounting rule and no default.</summary>
    SpecialTreatment,

    /// <summary>A missed payment on a bond, or its restructuring.</summary>
    BondDefault,

    /// <summary>Bankruptcy or liquidation.</summary>
    Bankruptcy,

    /// <summary>Removal from the exchange, whatever its cause.</summary>
    Delisting,
}
