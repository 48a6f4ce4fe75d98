using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>The arrays behind a window, so that tests may change a day.</summary>
internal sealed record EquitySeries
{
    public required double[] Times { get; init; }

    public required double[] EquityValues { get; init; }

    public required double[] DefaultPoints { get; init; }

    public required double[] RiskFreeRates { get; init; }

    public double HorizonYears { get; init; } = 1;

    public double PayoutRate { get; init; }

    internal EquityWindow Window => new()
    {
        Times = Times,
        EquityValues = EquityValues,
        DefaultPoints = DefaultPoints,
        RiskFreeRates = RiskFreeRates,
        HorizonYears = HorizonYears,
        PayoutRate = PayoutRate,
    };

    /// <summary>A series of tests/ReferenceValues/equity-windows by its name in series_reference.csv.</summary>
    internal static EquitySeries Load(string name)
    {
        string file = name.StartsWith("bench_panel", StringComparison.Ordinal) ? "bench_panel_firm0.csv" : name + ".csv";
        var table = ReferenceTable.Load("equity-windows", file);
        string equity = file.StartsWith("bench", StringComparison.Ordinal) ? "E" : "S";
        return new EquitySeries
        {
            Times = [.. table.Rows.Select(row => row["time"])],
            EquityValues = [.. table.Rows.Select(row => row[equity])],
            DefaultPoints = [.. table.Rows.Select(row => row["D"])],
            RiskFreeRates = [.. table.Rows.Select(row => row["r"])],
            HorizonYears = table.Rows[0]["T"],
        };
    }

    /// <summary>The series with its money in another unit.</summary>
    internal EquitySeries InUnit(double unit) => this with
    {
        EquityValues = [.. EquityValues.Select(e => e * unit)],
        DefaultPoints = [.. DefaultPoints.Select(d => d * unit)],
    };
}
