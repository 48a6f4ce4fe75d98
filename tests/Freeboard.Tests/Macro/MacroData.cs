using Freeboard.Macro;

namespace Freeboard.Tests.Macro;

/// <summary>The public macro series and the index of known truth made from them.</summary>
internal static class MacroData
{
    private static readonly ReferenceTable Table = ReferenceTable.Load("macro", "series.csv");

    internal static ReferenceTable Figures { get; } = ReferenceTable.Load("macro", "figures.csv");

    internal static double[] Series(string name) => name switch
    {
        "lnGdp" => [.. Column("realgdp").Select(static v => Math.Log(v))],
        "growth" => Growth(),
        _ => Column(name),
    };

    internal static double[] Column(string name) => [.. Table.Rows.Select(row => row[name])];

    /// <summary>y of the reference figures, ln of an index.</summary>
    internal static double[] Truth()
    {
        double[] growth = Growth();
        double[] unemployment = Column("unemp");
        double[] interest = Column("realint");
        return [.. growth.Select((g, t) => -4 - (0.10 * g) + (0.15 * unemployment[t + 1]) + (0.02 * interest[t + 1]) + (0.30 * Math.Sin(t / 7.0)) + (0.05 * Math.Cos(3.0 * t)))];
    }

    internal static double?[] Index() => [.. Truth().Select(y => (double?)Math.Exp(y))];

    internal static MacroDriver[] Drivers() =>
    [
        new("growth", [.. Growth().Select(v => (double?)v)]),
        new("unemp", [.. Column("unemp")[1..].Select(v => (double?)v)]),
        new("realint", [.. Column("realint")[1..].Select(v => (double?)v)]),
    ];

    private static double[] Growth()
    {
        double[] gdp = Column("realgdp");
        return [.. Enumerable.Range(1, gdp.Length - 1).Select(t => 400 * (Math.Log(gdp[t]) - Math.Log(gdp[t - 1])))];
    }
}
