namespace Freeboard.Services.Volatility;

/// <summary>The rows of one firm in a table, in order of time.</summary>
internal sealed class FirmSeries(string firm)
{
    public string Firm { get; } = firm;

    /// <summary>The last row's date as it was written; empty where the table has none.</summary>
    public string LastDate { get; set; } = "";

    /// <summary>Dates; where the table has none, consecutive days from the first of the calendar, which are only numbers.</summary>
    public List<DateOnly> Dates { get; } = [];

    /// <summary>Prices, or returns; null where the cell is empty.</summary>
    public List<double?> Values { get; } = [];

    /// <summary>Adjustment factors; 1 where the table has none.</summary>
    public List<double> Factors { get; } = [];

    /// <summary>Price limits, decimal; null where there is none or none is known.</summary>
    public List<double?> Limits { get; } = [];
}
