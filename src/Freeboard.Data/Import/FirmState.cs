namespace Freeboard.Data.Import;

/// <summary>What an import remembers of a firm: a few hundred bytes, however long its history.</summary>
internal sealed class FirmState(string code)
{
    public string Code { get; } = code;

    /// <summary>Whether a source has stated who the firm is.</summary>
    public bool Stated { get; set; }

    /// <summary>Days that have a price row, suspended or not.</summary>
    public DaySet PriceDays { get; } = new();

    /// <summary>Days stated as suspended.</summary>
    public DaySet SuspendedDays { get; } = new();

    /// <summary>Total and tradable shares by day.</summary>
    public StepSeries<(double Total, double Tradable)> Shares { get; } = new(static (a, b) => SameCount(a.Total, b.Total) && SameCount(a.Tradable, b.Tradable));

    /// <summary>Cumulative adjustment factors by day.</summary>
    public StepSeries<double> Factors { get; } = new(static (a, b) => Math.Abs(a - b) <= 1e-9 * Math.Abs(b));

    /// <summary>The last share count that came with a known day of its own.</summary>
    public (DateOnly From, double Total) StatedShares { get; set; }

    /// <summary>All shares on a day, from whichever table stated them; null when none did.</summary>
    public double? TotalSharesOn(DateOnly day) =>
        Shares.TryOn(day, out (double Total, double Tradable) shares) ? shares.Total : StatedShares.Total > 0 ? StatedShares.Total : null;

    /// <summary>Days on which a source stated share counts or factors, so that a second statement is found.</summary>
    public DaySet ShareDays { get; } = new();

    public DaySet FactorDays { get; } = new();

    /// <summary>Names and special-treatment marks by day.</summary>
    public StepSeries<string> Names { get; } = new(static (a, b) => a == b);

    public StepSeries<bool> SpecialTreatment { get; } = new(static (a, b) => a == b);

    public ExRights ExRights { get; } = new();

    /// <summary>Logarithms of turnover against stated turnover, for the proof over two files.</summary>
    public LogMean Volume { get; } = new();

    public LogMean StatedVolume { get; } = new();

    /// <summary>The last close that was believed, in the order of the file.</summary>
    public double JumpClose { get; set; }

    /// <summary>Sum and number of logarithms of mean price over middle price, since the last block was judged.</summary>
    public double MeanPriceBias { get; set; }

    public int MeanPriceDays { get; set; }

    /// <summary>Last close seen by day order.</summary>
    public (DateOnly Date, double Close) LastClose { get; set; }

    /// <summary>Newest net assets and their period, for the proof against the market equity.</summary>
    public (DateOnly PeriodEnd, double Amount) NetAssets { get; set; }

    public (DateOnly Date, double Amount) MarketEquity { get; set; }

    /// <summary>Whether two share counts are the same up to the digits that vendors print.</summary>
    public static bool SameCount(double a, double b) => Math.Abs(a - b) <= (1e-8 * Math.Max(Math.Abs(a), Math.Abs(b))) + 1;

    public void SawClose(DateOnly day, double close)
    {
        if (day >= LastClose.Date)
        {
            LastClose = (day, close);
        }
    }
}

/// <summary>A mean of logarithms: sums of two numbers, for comparing units over files.</summary>
internal sealed class LogMean
{
    private double sum;

    public long Count { get; private set; }

    public double Mean => Count == 0 ? 0 : sum / Count;

    public void Add(double value)
    {
        if (value > 0 && double.IsFinite(value))
        {
            sum += Math.Log(value);
            Count++;
        }
    }
}
