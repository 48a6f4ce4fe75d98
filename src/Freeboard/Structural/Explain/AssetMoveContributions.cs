namespace Freeboard.Structural.Explain;

/// <summary>The part of a change that came through the asset value, by where the assets came from.</summary>
/// <remarks>The unit is that of the quantity: money for the asset value itself, standard deviations or ln EDF otherwise.</remarks>
public readonly record struct AssetMoveContributions
{
    /// <summary>The whole contribution of the asset value.</summary>
    public required double Total { get; init; }

    /// <summary>Through the market value of the equity: return and issuance together.</summary>
    public required double Equity { get; init; }

    /// <summary>Through the equity's return; null when the return between the days is not known.</summary>
    public double? EquityReturn { get; init; }

    /// <summary>Through shares issued less those bought back and cash paid out; null when the return between the days is not known.</summary>
    public double? ShareIssuance { get; init; }

    /// <summary>Through the market value of the liabilities, V - E.</summary>
    public required double Liabilities { get; init; }
}
