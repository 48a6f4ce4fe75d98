using System.Text;
using System.Text.Json;
using Freeboard.Numerics;
using Freeboard.Services.FirmYears;
using Freeboard.Structural;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Tests.FirmYears;

public sealed class FirmYearPolicyTests
{
    private static readonly FirmYearTable Panel = FirmYearTable.Read(RepositoryFiles.Path("samples", "firm-years", "panel.csv"));

    [Fact]
    public void A_saved_policy_reads_back_as_itself()
    {
        foreach (string word in FirmYearPolicies.Words)
        {
            foreach (FirmYearDistanceKind kind in Enum.GetValues<FirmYearDistanceKind>())
            {
                FirmYearPolicy policy = FirmYearPolicies.Fit(Panel.InGroup("train"), word, kind);
                using JsonDocument document = JsonDocument.Parse(Json(policy));
                Assert.True(FirmYearPolicy.TryRead(document.RootElement, out FirmYearPolicy? read, out string fault), fault);
                Assert.Equal(policy, read);
                Assert.Equal(FirmYearFeatures.Of(Panel.Rows, policy).Rows, FirmYearFeatures.Of(Panel.Rows, read!).Rows);
            }
        }
    }

    [Theory]
    [InlineData("{}", "missing")]
    [InlineData("{\"volatility\":{\"kind\":\"magic\"}}", "'magic' is unknown")]
    [InlineData("{\"volatility\":{\"kind\":\"constant\",\"value\":-1}}", "out of range (-1)")]
    [InlineData("{\"volatility\":{\"kind\":\"constant\",\"value\":\"a\"}}", "wrong kind")]
    public void A_text_that_is_no_policy_is_refused_with_its_fault(string json, string fault)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.False(FirmYearPolicy.TryRead(document.RootElement, out FirmYearPolicy? policy, out string found));
        Assert.Null(policy);
        Assert.Contains(fault, found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policies_find_what_made_the_moves()
    {
        // 400 firms of volatility 0.6 exp(0.2 N): the typical move says 0.6, and a firm's own moves tell it from others.
        FirmYear[] rows = Moving(400, 6, seed: 2);
        ConstantVolatility constant = Assert.IsType<ConstantVolatility>(FirmYearPolicies.Fit(rows, "constant").Volatility);
        Assert.Equal(0.6, constant.Value, 0.04);
        OwnMovesVolatility own = Assert.IsType<OwnMovesVolatility>(FirmYearPolicies.Fit(rows, "own-moves").Volatility);
        Assert.Equal(constant, own.Prior);

        // Moves of one volatility are best forecast by that volatility, whatever a firm's own ones happened to be.
        OwnMovesVolatility alike = Assert.IsType<OwnMovesVolatility>(FirmYearPolicies.Fit(Moving(400, 6, seed: 3, spread: 0), "own-moves").Volatility);
        Assert.True(alike.PriorMoves >= 30, $"{alike.PriorMoves}");
        OwnMovesVolatility unlike = Assert.IsType<OwnMovesVolatility>(FirmYearPolicies.Fit(Moving(400, 6, seed: 3, spread: 0.8), "own-moves").Volatility);
        Assert.True(unlike.PriorMoves <= 6, $"{unlike.PriorMoves}");
    }

    [Fact]
    public void Size_and_leverage_are_found_where_they_rule()
    {
        PhiloxStream stream = new(9);
        List<FirmYear> rows = [];
        for (int firm = 0; firm < 1500; firm++)
        {
            double value = Math.Exp(2 * stream.NextNormal());
            double owed = value * Math.Exp(stream.NextNormal());
            double sigma = Math.Exp(-0.7 - (0.1 * Math.Log(value)) + (0.05 * Math.Log(owed / value)));
            rows.Add(Row($"F{firm}", 2000, value, owed, 0));
            rows.Add(Row($"F{firm}", 2001, value * Math.Exp(sigma * stream.NextNormal()), owed, 0));
        }

        SizeLeverageVolatility line = Assert.IsType<SizeLeverageVolatility>(FirmYearPolicies.Fit(rows, "size-leverage").Volatility);
        Assert.Equal(-0.1, line.Size, 0.05);
        Assert.Equal(0.05, line.Leverage, 0.08);
        Assert.Equal(-0.7, line.Constant, 0.1);
    }

    [Fact]
    public void A_fit_never_sees_labels_or_the_order_of_rows()
    {
        IReadOnlyList<FirmYear> train = Panel.InGroup("train");
        foreach (string word in FirmYearPolicies.Words)
        {
            FirmYearPolicy policy = FirmYearPolicies.Fit(train, word);
            Assert.Equal(policy, FirmYearPolicies.Fit([.. train.Select(r => r with { Label = r.Label != true })], word));
            Assert.Equal(policy, FirmYearPolicies.Fit([.. train.Reverse()], word));
        }
    }

    [Fact]
    public void A_distance_depends_on_the_firm_s_own_past_alone()
    {
        IReadOnlyList<FirmYear> rows = Panel.Rows;
        foreach (string word in FirmYearPolicies.Words)
        {
            FirmYearPolicy policy = FirmYearPolicies.Fit(Panel.InGroup("train"), word);
            double?[] all = [.. FirmYearFeatures.Of(rows, policy).Rows.Select(r => r.Distance)];
            for (int i = 0; i < rows.Count; i += 37)
            {
                FirmYear row = rows[i];
                FirmYear[] past = [.. rows.Where(r => r.Firm == row.Firm && r.Year <= row.Year)];
                FirmYearDistance alone = FirmYearFeatures.Of(past, policy).Rows.Single(r => r.Row == row);
                Assert.Equal(all[i], alone.Distance);
            }
        }

        // The control: last year's value is part of it.
        FirmYear second = rows.First(r => r.Firm == "S000" && r.Year == 2012);
        FirmYear first = rows.First(r => r.Firm == "S000" && r.Year == 2011);
        FirmYearPolicy own = FirmYearPolicies.Fit(Panel.InGroup("train"));
        Assert.NotEqual(
            FirmYearFeatures.Of([first, second], own).Rows[1].Distance,
            FirmYearFeatures.Of([first with { MarketValue = 2 * first.MarketValue }, second], own).Rows[1].Distance);
    }

    [Fact]
    public void Each_distance_is_the_library_s()
    {
        FirmYear before = Row("A", 2000, 80, 30, 40);
        FirmYear now = Row("A", 2001, 100, 30, 40);
        FirmYearPolicy policy = new() { Volatility = new ConstantVolatility(0.5) };
        MertonSolution solution = TwoEquations.Solve(new MertonInputs { EquityValue = 100, EquityVolatility = 0.5, DefaultPoint = 50, RiskFreeRate = 0.03, HorizonYears = 1 });
        double drift = 0.03 + (0.3 * (Math.Log(1.25) - 0.03));
        Assert.Equal(solution.D2, Of(FirmYearDistanceKind.RiskNeutral), 1e-11);
        Assert.Equal(DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, 50, 1), Of(FirmYearDistanceKind.Kmv), 1e-11);
        Assert.Equal(NaiveDistance.Of(100, 0.5, 50, drift, 1), Of(FirmYearDistanceKind.Naive), 1e-12);
        Assert.Equal(solution.D2 + ((drift - 0.03) / 0.5), Of(FirmYearDistanceKind.Physical), 1e-11);

        double Of(FirmYearDistanceKind kind) => FirmYearFeatures.Of([before, now], policy with { Distance = kind }).Rows[1].Distance!.Value;
    }

    [Fact]
    public void Given_volatilities_win_gaps_end_a_history_and_firms_without_debt_keep_a_distance()
    {
        FirmYearPolicy policy = new() { Volatility = new OwnMovesVolatility { Prior = new ConstantVolatility(0.5), PriorMoves = 4 }, Distance = FirmYearDistanceKind.Physical };
        FirmYearFeatures features = FirmYearFeatures.Of(
        [
            Row("A", 2000, 100, 30, 40) with { EquityVolatility = 0.2 },
            Row("B", 2000, 100, 30, 40),
            Row("B", 2002, 1, 30, 40),
            Row("C", 2000, 100, 0, 0),
        ],
        policy);
        Assert.Equal((0.2, "given"), (features.Rows[0].EquityVolatility, features.Rows[0].VolatilitySource));
        Assert.Equal(0.5, features.Rows[2].EquityVolatility);
        Assert.Equal(100 * FirmYearFeatures.SmallestDebtShare, features.Rows[3].DefaultPoint);
        Assert.True(features.Rows[3].Distance > 10);
        Assert.Equal(["Equity volatility: 1 of 4 rows as given, 3 by the policy own-moves(4 x constant(0.5))", "1 rows owe less than 0.0001 of their market value; their default point is taken at that share"], features.Notes);
    }

    private static string Json(FirmYearPolicy policy)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            policy.Write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static FirmYear Row(string firm, int year, double value, double current, double longTerm) =>
        new() { Firm = firm, Year = year, MarketValue = value, CurrentLiabilities = current, LongTermDebt = longTerm };

    private static FirmYear[] Moving(int firms, int years, uint seed, double spread = 0.2)
    {
        List<FirmYear> rows = [];
        for (uint firm = 0; firm < firms; firm++)
        {
            PhiloxStream stream = new(seed, firm);
            double sigma = 0.6 * Math.Exp(spread * stream.NextNormal());
            double value = 100;
            for (int year = 0; year < years; year++)
            {
                rows.Add(Row($"F{firm}", 2000 + year, value, 50, 10));
                value *= Math.Exp(sigma * stream.NextNormal());
            }
        }

        return [.. rows];
    }
}
