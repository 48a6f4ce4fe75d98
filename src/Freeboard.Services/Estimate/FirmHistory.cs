namespace Freeboard.Services.Estimate;

/// <summary>The rows of one firm in a table, in order of time.</summary>
internal sealed class FirmHistory(string firm)
{
    public string Firm { get; } = firm;

    /// <summary>The cell of date or time, as it was written.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>The days of a table of dates; empty for one of times.</summary>
    public List<DateOnly> Dates { get; } = [];

    /// <summary>Years.</summary>
    public List<double> Times { get; } = [];

    public List<double> Equity { get; } = [];

    public List<double> Debt { get; } = [];

    public List<double> Rate { get; } = [];

    public List<double> OtherLiabilities { get; } = [];

    public List<double> TotalAssets { get; } = [];

    /// <summary>T of the column; null where the table has none.</summary>
    public double? Horizon { get; set; }

    /// <summary>The sector whose firms share a delta; empty for a firm on its own.</summary>
    public string Sector { get; set; } = "";

    /// <summary>Whether a figure of a row is missing.</summary>
    public bool IsMissing(int row) => double.IsNaN(Equity[row]) || double.IsNaN(Debt[row]) || double.IsNaN(Rate[row]);
}
