using Freeboard.Numerics.Regression;

namespace Freeboard.Tests.Numerics.Regression;

/// <summary>Data and certified figures of the NIST Statistical Reference Datasets.</summary>
internal static class NistData
{
    public static readonly IReadOnlyDictionary<string, int> Degrees = new Dictionary<string, int>
    {
        ["norris"] = 1,
        ["pontius"] = 2,
        ["filip"] = 10,
        ["wampler1"] = 5,
        ["wampler2"] = 5,
        ["wampler3"] = 5,
        ["wampler4"] = 5,
        ["wampler5"] = 5,
    };

    public static LeastSquaresFit Fit(string name, LeastSquaresOptions? options = null)
    {
        (RegressionColumn y, RegressionColumn[] x) = Columns(name);
        return LeastSquares.Fit(y, x, options);
    }

    public static (RegressionColumn Response, RegressionColumn[] Predictors) Columns(string name)
    {
        IReadOnlyList<ReferenceTable.Row> rows = ReferenceTable.Load("nist-strd", name + ".csv").Rows;
        RegressionColumn y = new("y", [.. rows.Select(r => r["y"])]);
        if (name == "longley")
        {
            return (y, [.. Enumerable.Range(1, 6).Select(j => new RegressionColumn($"x{j}", [.. rows.Select(r => r[$"x{j}"])]))]);
        }

        RegressionColumn x = new("x", [.. rows.Select(r => r["x"])]);
        return (y, [.. Enumerable.Range(1, Degrees[name]).Select(k => RegressionColumn.Power(x, k))]);
    }

    public static double Certified(string name, string quantity, string term = "") => ReferenceTable.Load("nist-strd", "certified.csv").Rows
        .Single(r => r.Text("dataset") == name && r.Text("quantity") == quantity && r.Text("term") == term)["value"];

    /// <summary>Digits that agree: -log10 of the relative error, of the absolute one where the certified value is zero; at most 16.</summary>
    public static double Digits(double value, double certified)
    {
        double error = certified == 0 ? Math.Abs(value) : Math.Abs((value / certified) - 1);
        return error == 0 ? 16 : Math.Min(16, -Math.Log10(error));
    }
}
