using System.Globalization;
using Freeboard.Structural;

namespace Freeboard.Tests.Structural;

/// <summary>Worked examples of books, manuals and other programs: at their printed digits where those are right, and always at our own many digits.</summary>
public class PublishedExamplesTests
{
    private static readonly ReferenceTable Examples = ReferenceTable.Load("structural-examples", "examples.csv");

    [Fact]
    public void Examples_come_out_at_their_printed_digits_and_at_their_exact_values()
    {
        int printed = 0;
        int loose = 0;
        foreach (ReferenceTable.Row row in Examples.Rows)
        {
            double computed = Compute(row);
            double exact = row["value"];
            Assert.True(Math.Abs(computed - exact) <= ToleranceOf(row) * Math.Abs(exact), $"{computed:g17}: {row}");
            if (!row.Has("published"))
            {
                continue;
            }

            // The table says which published figures are themselves off; both kinds are checked, so the mark cannot go stale.
            bool holds = Math.Abs(computed - row["published"]) <= HalfUnitOfLastDigit(row.Text("published")) * (1 + 1e-9);
            Assert.True(holds == (row.Text("publishedHolds") == "yes"), $"{computed:g17}: {row}");
            _ = holds ? printed++ : loose++;
        }

        Assert.Equal(49, printed);
        Assert.Equal(39, loose);
    }

    /// <summary>A known fault of another program: the same firm in another unit of money came out with an asset volatility of 3.027.</summary>
    [Fact]
    public void Example_that_breaks_an_unscaled_solver_is_the_same_in_millions()
    {
        var inputs = new MertonInputs
        {
            EquityValue = 45.63363370957471,
            EquityVolatility = 0.7306450094667433,
            DefaultPoint = 100,
            RiskFreeRate = 0.05,
            HorizonYears = 1,
        };
        MertonSolution units = TwoEquations.Solve(inputs);
        MertonSolution millions = TwoEquations.Solve(inputs with { EquityValue = inputs.EquityValue * 1e6, DefaultPoint = 1e8 });
        Assert.Equal(0.25, units.AssetVolatility, 1e-14);
        Assert.Equal(140, units.AssetValue, 1e-12);
        Assert.Equal(0.25, millions.AssetVolatility, 1e-14);
        Assert.Equal(140e6, millions.AssetValue, 1e-6);
    }

    private static double Compute(ReferenceTable.Row row)
    {
        string quantity = row.Text("quantity");
        double d = row["D"];
        double t = row["T"];
        if (row.Text("model") == "simple-KMV-DD")
        {
            double kmv = DistanceToDefault.Kmv(row["V"], row["sigmaV"], d, t);
            return quantity == "simpleDD" ? kmv : ExpectedDefaultFrequency.FromDistance(kmv);
        }

        double r = row["r"];
        return row.Text("model") == "two-equation" ? FromEquity(row, quantity, d, r, t) : FromAssets(quantity, row["V"], row["sigmaV"], d, r, t);
    }

    private static double FromEquity(ReferenceTable.Row row, string quantity, double d, double r, double t)
    {
        MertonSolution solution = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = row["E"],
            EquityVolatility = row["sigmaE"],
            DefaultPoint = d,
            RiskFreeRate = r,
            HorizonYears = t,
        });
        Assert.Equal(SolverStatus.Converged, solution.Status);
        double v = solution.AssetValue;
        double sigma = solution.AssetVolatility;
        double distance = row.Has("mu") ? DistanceToDefault.Physical(v, sigma, d, row["mu"], t) : solution.D2;
        return quantity switch
        {
            "V" => v,
            "sigmaV" => sigma,
            "d1" => solution.D1,
            "d2" => solution.D2,
            "DD" => distance,
            "PD" => ExpectedDefaultFrequency.FromDistance(distance),
            "lnPD" => solution.LogDefaultProbability,
            _ => FromAssets(quantity, v, sigma, d, r, t),
        };
    }

    private static double FromAssets(string quantity, double v, double sigma, double d, double r, double t)
    {
        double d2 = DistanceToDefault.RiskNeutral(v, sigma, d, r, t);
        return quantity switch
        {
            "E" => MertonModel.EquityValue(v, sigma, d, r, t),
            "sigmaE" => MertonModel.EquityVolatility(v, sigma, d, r, t),
            "delta" => MertonModel.EquityVolatility(v, sigma, d, r, t) * MertonModel.EquityValue(v, sigma, d, r, t) / (sigma * v),
            "d1" => d2 + (sigma * Math.Sqrt(t)),
            "d2" => d2,
            "PD" => ExpectedDefaultFrequency.FromDistance(d2),
            "debt" => RiskyDebt.Value(v, sigma, d, r, t),
            "spread" => RiskyDebt.CreditSpread(v, sigma, d, r, t),
            "expLoss" => RiskyDebt.ExpectedLoss(v, sigma, d, r, t),

            // The sources' simple distance has no horizon in it: (V - D) / (V sigmaV), whatever T is.
            "simpleDD" => DistanceToDefault.Kmv(v, sigma, d, 1),
            "simpleEDF" => ExpectedDefaultFrequency.FromDistance(DistanceToDefault.Kmv(v, sigma, d, 1)),
            _ => throw new InvalidOperationException($"Unknown quantity {quantity}."),
        };
    }

    /// <summary>Tails amplify the rounding of V and sigmaV by about the distance squared; nothing else needs more than a few units in the last place.</summary>
    private static double ToleranceOf(ReferenceTable.Row row) => row.Text("quantity") switch
    {
        "PD" or "simpleEDF" or "spread" or "expLoss" => 2e-13,
        _ => 2e-14,
    };

    private static double HalfUnitOfLastDigit(string text)
    {
        int e = text.IndexOfAny(['e', 'E']);
        string mantissa = e < 0 ? text : text[..e];
        int exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        return 0.5 * Math.Pow(10, exponent - decimals);
    }
}
