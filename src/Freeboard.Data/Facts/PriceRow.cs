namespace Freeboard.Data.Facts;

/// <summary>A price fact on its way into the store: no reference, no padding, so that its bytes can be hashed as they lie.</summary>
internal struct PriceRow
{
    public const int Trading = 1;
    public const int ReturnBreak = 2;

    /// <summary>Number of the firm within the import; the store's number at the moment of writing.</summary>
    public int Firm;
    public int Day;
    public int KnownOn;
    public int Source;
    public int State;
    public int Unused;
    public double Close;
    public double PreviousClose;
    public double Factor;
    public double Volume;
    public double Amount;
    public double MarketValue;
}
