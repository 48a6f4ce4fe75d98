using System.Globalization;
using Freeboard.Services.Replication;
using Freeboard.Structural;
using Freeboard.Validation;

namespace Freeboard.Services.Tests.Replication;

public sealed class ReplicationLedgerTests
{
    private static readonly LedgerReport Shipped = ReplicationLedger.Run();

    [Fact]
    public void Every_published_figure_has_one_row()
    {
        // 12 firms x (V, sigma_V, DD, E[DD]), e and s, 10 firms x (DP, EDF, DD, E), 10 correlations, 4 terms x (t, p), one worked example.
        Assert.Equal(36 + 12 + 2 + 30 + 10 + 10 + 8 + 1, Shipped.Rows.Count());
        Assert.Equal(109, Shipped.Rows.Select(r => (r.Table, r.Row, r.Quantity)).Distinct().Count());
    }

    [Fact]
    public void Every_figure_of_the_shipped_tables_has_the_verdict_that_is_claimed_for_it()
    {
        Assert.All(Shipped.Rows, r => Assert.True(
            r.AsClaimed && r.Verdict == r.Claimed && r.Claimed != ReplicationVerdict.NotRun,
            $"{r.Table} {r.Row} {r.Quantity}: {r.Verdict}, difference {r.Difference}, tolerance {r.Tolerance}. {r.Reason}"));
        Assert.True(Shipped.AllAsRecorded);
    }

    [Fact]
    public void The_twelve_firms_carry_the_slip_and_the_other_tables_do_not()
    {
        Assert.Equal(
            [(0, 36, 0, 0), (0, 0, 0, 12), (0, 0, 2, 0), (20, 0, 0, 10), (0, 0, 0, 10), (0, 0, 10, 0), (3, 0, 5, 0), (1, 0, 0, 0)],
            Shipped.Tables.Select(t => (t.Reproduced, t.ReproducedWithSlip, t.Contradicted, t.NotReproducible)));
        Assert.Equal((24, 36, 17, 32), (Shipped.Reproduced, Shipped.ReproducedWithSlip, Shipped.Contradicted, Shipped.NotReproducible));
    }

    [Fact]
    public void The_right_asset_value_is_a_fifth_of_a_percent_to_two_percent_below_the_published_one()
    {
        foreach (LedgerRow row in Shipped.Rows.Where(r => r.Quantity == "asset_value"))
        {
            Assert.InRange(1 - (row.RightValue!.Value / row.Published.Value), 0.0019, 0.0215);
        }
    }

    public static TheoryData<string, string, string> PublishedFigures
    {
        get
        {
            TheoryData<string, string, string> data = [];
            foreach (LedgerRow row in Shipped.Rows)
            {
                data.Add(row.Table, row.Row, row.Quantity);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PublishedFigures))]
    public void A_published_figure_changed_by_one_percent_is_no_longer_reproducible(string table, string row, string quantity)
    {
        PrintedFigure published = Find(Shipped, table, row, quantity).Published;
        foreach (double factor in new[] { 1.01, 0.99 })
        {
            // Once with all digits, once as a printer would set it: with as many decimals as before, where those can show one percent.
            string full = (published.Value * factor).ToString("R", CultureInfo.InvariantCulture);
            foreach (string text in new[] { full, AsPrinted(published, factor) })
            {
                if (PrintedFigure.Parse(text).Value == published.Value)
                {
                    // A p printed as 0.0000 or 0.0013 cannot show one percent.
                    Assert.True(quantity == "p_value");
                    continue;
                }

                LedgerReport changed = ReplicationLedger.Run(ReplicationTables.Shipped.With(table, row, quantity, text));
                Assert.Equal(ReplicationVerdict.NotReproducible, Find(changed, table, row, quantity).Verdict);
                Assert.False(changed.AllAsRecorded);
            }
        }
    }

    [Theory]
    [InlineData("equity_value", "asset_value")]
    [InlineData("equity_volatility", "asset_volatility")]
    [InlineData("debt", "asset_value")]
    public void A_printed_input_of_the_twelve_firms_changed_by_one_percent_turns_what_depends_on_it(string input, string dependent)
    {
        PublishedTable table = ReplicationTables.Shipped["uncertain-kmv-2013"];
        foreach (PublishedRow row in table.Rows)
        {
            double value = PrintedFigure.Parse(row.Cells[table.Columns.ToList().IndexOf(input)]).Value;
            foreach (double factor in new[] { 1.01, 0.99 })
            {
                LedgerReport changed = ReplicationLedger.Run(ReplicationTables.Shipped.With(table.Id, row.Name, input, (value * factor).ToString("F5", CultureInfo.InvariantCulture)));
                Assert.Equal(ReplicationVerdict.NotReproducible, Find(changed, table.Id, row.Name, dependent).Verdict);
            }
        }
    }

    [Fact]
    public void Exchanging_the_last_two_digits_of_two_asset_volatilities_back_reproduces_both_firms_to_the_printed_digits()
    {
        // 0.274159 and 0.333831 as printed; 0.274131 and 0.333859 with their last two digits exchanged.
        const double Yuancheng = 0.274131;
        const double Jinma = 0.333859;
        Assert.Equal(2.476168, DistanceToDefault.Kmv(148305.98, Yuancheng, 47636.68, 1), 5e-6);
        Assert.Equal(2.374801, DistanceToDefault.Kmv(304425.81, Jinma, 63062.24, 1), 5e-6);
        Assert.Equal(Yuancheng, UncertainKmvLedger.SlippedAssetVolatility(100094.10, 0.40924, 47636.68, 148305.98), 5e-7);
        Assert.Equal(Jinma, UncertainKmvLedger.SlippedAssetVolatility(240603.00, 0.42448, 63062.24, 304425.81), 5e-7);

        ReplicationTables exchanged = ReplicationTables.Shipped
            .With("uncertain-kmv-2013", "*ST Yuancheng", "asset_volatility", "0.274131")
            .With("uncertain-kmv-2013", "Jinma", "asset_volatility", "0.333859");
        Assert.True(ReplicationLedger.Run(exchanged).AllAsRecorded);
    }

    [Fact]
    public void Only_six_figures_of_the_twelve_firms_and_the_exact_example_have_a_tolerance_of_their_own()
    {
        LedgerRow[] own = [.. Shipped.Rows.Where(r => r.ToleranceOrigin.StartsWith("Own tolerance", StringComparison.Ordinal))];
        Assert.Equal(7, own.Length);
        Assert.All(own, r => Assert.True(r.ToleranceOrigin.Length > 60, r.ToleranceOrigin));

        // None of them is needed to hide more than one percent, by far.
        Assert.All(own, r => Assert.True(r.Tolerance < 2e-4 * r.Published.Value, $"{r.Row} {r.Quantity}"));
    }

    [Fact]
    public void Without_their_own_tolerances_exactly_those_six_figures_fail()
    {
        using TemporaryFolder folder = new();
        Assert.Empty(ReplicationTables.Shipped.WriteTo(folder.Path));
        File.WriteAllText(folder.Inside("own-tolerances.csv"), "table,row,quantity,tolerance,reason\n");
        ReplicationTablesResult loaded = ReplicationTables.Load(folder.Path);
        Assert.Empty(loaded.Errors);
        LedgerReport strict = ReplicationLedger.Run(loaded.Tables);
        Assert.Equal(
            ["*ST Tianrun asset_volatility", "*ST Yuancheng asset_value", "*ST Yuancheng asset_volatility", "*ST Yuancheng distance_to_default", "Jinma asset_volatility", "Jinma distance_to_default"],
            strict.Rows.Where(r => !r.AsClaimed).Select(r => $"{r.Row} {r.Quantity}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_printed_t_values_contradict_the_printed_coefficients_and_errors()
    {
        LedgerRow row = Find(Shipped, "modified-kmv-2024-regression", "net_assets_per_share", "t_value");
        Assert.Equal(45.71, row.RightValue!.Value, 0.005);
        Assert.Equal("7.4341", row.Published.Text);
        Assert.Equal(ReplicationVerdict.Contradicted, row.Verdict);
        Assert.All(Shipped.Rows.Where(r => r.Quantity == "t_value"), r => Assert.Equal(ReplicationVerdict.Contradicted, r.Verdict));

        // The t that follows from coefficient and error turns the verdict.
        LedgerReport right = ReplicationLedger.Run(ReplicationTables.Shipped.With(row.Table, row.Row, "t_value", "45.71"));
        Assert.Equal(ReplicationVerdict.Reproduced, Find(right, row.Table, row.Row, "t_value").Verdict);
    }

    [Fact]
    public void A_contradiction_counts_only_while_both_of_its_sides_are_as_recorded()
    {
        LedgerReport moved = ReplicationLedger.Run(ReplicationTables.Shipped.With("modified-kmv-2024-regression", "price_tradable", "standard_error", "0.0199"));
        Assert.Equal(ReplicationVerdict.NotReproducible, Find(moved, "modified-kmv-2024-regression", "price_tradable", "t_value").Verdict);
        LedgerReport p = ReplicationLedger.Run(ReplicationTables.Shipped.With("modified-kmv-2024-regression", "return_on_equity", "p_value", "0.0100"));
        Assert.Equal(ReplicationVerdict.NotReproducible, Find(p, "modified-kmv-2024-regression", "return_on_equity", "p_value").Verdict);
        Assert.False(p.AllAsRecorded);

        using TemporaryFolder folder = new();
        Assert.Empty(ReplicationTables.Shipped.WriteTo(folder.Path));
        File.WriteAllText(folder.Inside("recorded-contradictions.csv"), "table,row,quantity,published,recomputed,reason\n");
        Assert.Equal(17 + 32, ReplicationLedger.Run(ReplicationTables.Load(folder.Path).Tables).NotReproducible);
    }

    [Fact]
    public void A_figure_that_nothing_gives_counts_as_claimed_only_while_both_sides_are_on_record()
    {
        LedgerRow row = Find(Shipped, "modified-kmv-2024", "J", "distance_to_default");
        Assert.Equal((ReplicationVerdict.NotReproducible, true), (row.Verdict, row.AsClaimed));
        Assert.Equal(1.42097, row.RightValue!.Value, 5e-6);

        // Another volatility: still not reproducible, and no longer the disagreement on record.
        LedgerReport moved = ReplicationLedger.Run(ReplicationTables.Shipped.With("modified-kmv-2024-equity", "J", "equity_volatility", "0.52"));
        Assert.Equal((ReplicationVerdict.NotReproducible, false), (Find(moved, row.Table, row.Row, row.Quantity).Verdict, moved.AllAsRecorded));

        // A figure that turns out better than claimed is not as claimed either.
        LedgerReport better = ReplicationLedger.Run(ReplicationTables.Shipped.With("modified-kmv-2024", "J", "distance_to_default", "1.4210"));
        Assert.Equal((ReplicationVerdict.Reproduced, false), (Find(better, row.Table, row.Row, row.Quantity).Verdict, better.AllAsRecorded));
    }

    [Fact]
    public void The_five_opinions_give_the_uncertain_rate_by_least_squares()
    {
        (double e, double s) = UncertainRateLedger.LeastSquares([(0.02, 0.30), (0.035, 0.75), (0.04, 0.80), (0.045, 0.90), (0.05, 1.00)]);
        Assert.Equal(-3.66957, e, 5e-6);
        Assert.Equal(0.487535, s, 5e-7);
    }

    [Fact]
    public void The_documentation_claims_the_counts_that_the_ledger_finds()
    {
        string[] lines = [.. File.ReadAllLines(RepositoryFiles.Path("docs", "replication.md")).Where(static l => l.StartsWith("| `", StringComparison.Ordinal) && l.Count(static c => c == '|') == 8)];
        Assert.Equal(
            Shipped.Tables.Select(static t => FormattableString.Invariant($"`{t.Id}` {t.Rows.Count} {t.Reproduced} {t.ReproducedWithSlip} {t.Contradicted} {t.NotReproducible}")),
            lines.Select(static l => l.Split('|', StringSplitOptions.TrimEntries)).Select(static c => $"{c[1]} {c[3]} {c[4]} {c[5]} {c[6]} {c[7]}"));
    }

    [Fact]
    public void No_sample_can_have_the_printed_correlations_as_partial_ones_and_some_can_have_them_as_plain_ones()
    {
        double[,] printed =
        {
            { 1, 0.88968, 0.583122, -0.366877, 0.018129 },
            { 0.88968, 1, 0.457826, -0.421722, 0.018924 },
            { 0.583122, 0.457826, 1, -0.444024, 0.110293 },
            { -0.366877, -0.421722, -0.444024, 1, -0.120473 },
            { 0.018129, 0.018924, 0.110293, -0.120473, 1 },
        };
        Assert.False(PartialCorrelationLedger.CanBePartial(printed));
        double[,] partial = PartialCorrelationLedger.PartialOf(printed)!;

        // What really are partial correlations of some sample must pass the same test.
        Assert.True(PartialCorrelationLedger.CanBePartial(partial));
        Assert.Equal(0.863284, partial[0, 1], 5e-7);
        Assert.Equal(-0.0359317, partial[0, 4], 5e-8);
    }

    [Fact]
    public void The_right_equations_turn_the_verdict_to_reproduced()
    {
        LedgerRow row = Find(Shipped, "uncertain-kmv-2013", "Batian", "asset_value");
        string right = row.RightValue!.Value.ToString("F2", CultureInfo.InvariantCulture);
        LedgerReport corrected = ReplicationLedger.Run(ReplicationTables.Shipped.With(row.Table, row.Row, row.Quantity, right));
        Assert.Equal(ReplicationVerdict.Reproduced, Find(corrected, row.Table, row.Row, row.Quantity).Verdict);
    }

    [Theory]
    [InlineData("equity_value", "1e-300")]
    [InlineData("equity_value", "1e300")]
    [InlineData("equity_volatility", "1e-12")]
    [InlineData("equity_volatility", "1e12")]
    [InlineData("debt", "1e-300")]
    [InlineData("debt", "1e300")]
    [InlineData("asset_value", "1e-300")]
    [InlineData("asset_value", "1e300")]
    [InlineData("asset_volatility", "1e-300")]
    [InlineData("asset_volatility", "1e300")]
    public void An_absurd_figure_is_a_verdict_and_not_an_exception(string column, string text)
    {
        LedgerReport report = ReplicationLedger.Run(ReplicationTables.Shipped.With("uncertain-kmv-2013", "Batian", column, text));
        Assert.False(report.AllAsRecorded);
        Assert.All(report.Rows, r => Assert.True(r.Recomputed is null || double.IsFinite(r.Recomputed.Value)));
    }

    [Fact]
    public void Sentences_and_verdicts_do_not_follow_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            LedgerReport german = ReplicationLedger.Run();
            Assert.Equal(Shipped.Rows.Select(r => (r.Verdict, r.Reason, r.ToleranceOrigin)), german.Rows.Select(r => (r.Verdict, r.Reason, r.ToleranceOrigin)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static LedgerRow Find(LedgerReport report, string table, string row, string quantity) =>
        report.Rows.Single(r => r.Table == table && r.Row == row && r.Quantity == quantity);

    private static string AsPrinted(PrintedFigure figure, double factor)
    {
        // Two digits more where the printed ones could not show the change: 2 becomes 2.02, 1.56e9 becomes 1.5756e9.
        string text = figure.Text;
        int exponent = text.IndexOf('e', StringComparison.Ordinal);
        if (exponent >= 0)
        {
            double mantissa = double.Parse(text.AsSpan(0, exponent), CultureInfo.InvariantCulture);
            return (mantissa * factor).ToString("F2", CultureInfo.InvariantCulture) + text[exponent..];
        }

        int point = text.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 2 : text.Length - point - 1;
        return (figure.Value * factor).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
