using System.Globalization;
using System.Text;
using Freeboard.Provenance;
using Freeboard.Services.Estimate;
using Freeboard.Structural.Windows;
using static Freeboard.Services.Tests.Estimate.MadeUpTable;

namespace Freeboard.Services.Tests.Estimate;

public sealed class EstimateTableTests
{
    [Theory]
    [InlineData(EstimationMethod.Kmv, "dtd_test_iterative", 0.20653122844554806697, 0.12895068226580968987)]
    [InlineData(EstimationMethod.Mle, "dtd_test_mle1", 0.10132220954311471, 0.080528702643842346)]
    public void A_published_series_with_times_gives_the_published_figures(EstimationMethod method, string series, double sigma, double mu)
    {
        string text = File.ReadAllText(RepositoryFiles.Path("tests", "ReferenceValues", "equity-windows", series + ".csv")).Replace("V,S,time", "V,E,time", StringComparison.Ordinal);
        EstimateOutcome outcome = EstimateTable.Estimate(new StringReader(text), "in.csv", new EstimateOptions { Method = method }, ignoreExtraColumns: true);
        WindowEstimate estimate = Assert.Single(outcome.Rows).Estimate;
        Assert.Equal(EstimationStatus.Converged, estimate.Status);
        Assert.Equal(sigma, estimate.AssetVolatility, 1e-12);
        Assert.Equal(mu, estimate.Drift, 1e-11);
    }

    [Fact]
    public void The_columns_are_those_of_the_contract_and_numbers_have_seventeen_digits()
    {
        string[] lines = Lines(Table(60), new EstimateOptions { Method = EstimationMethod.Mle });
        Assert.Equal("firm,date,V,sigmaV,mu,DDKmv,DDRiskNeutral,DDPhysical,lnEDF,seSigma,logLik,logLikReturn,status", lines[0]);
        string[] cells = lines[1].Split(',');
        Assert.Equal(["", "2024-02-29", "Converged"], [cells[0], cells[1], cells[12]]);
        foreach (string cell in cells[2..12])
        {
            Assert.Equal(cell, double.Parse(cell, CultureInfo.InvariantCulture).ToString("G17", CultureInfo.InvariantCulture));
        }

        Assert.Equal(["", "", ""], Lines(Table(60), new EstimateOptions())[1].Split(',')[9..12]);
    }

    [Fact]
    public void Dates_count_actual_days_over_365_25_and_a_constant_gap_replaces_them()
    {
        string dates = Table(60);
        string times = "time,E,D,r\n" + string.Join('\n', dates.TrimEnd('\n').Split('\n').Skip(1).Select((line, i) => (i / 365.25).ToString("R", CultureInfo.InvariantCulture) + line[10..])) + "\n";
        double byDate = Rows(dates, new EstimateOptions()).Single().Estimate.AssetVolatility;
        Assert.Equal(byDate, Rows(times, new EstimateOptions()).Single().Estimate.AssetVolatility, 1e-12);
        double constant = Rows(dates, new EstimateOptions { GapYears = 1 / 250.0 }).Single().Estimate.AssetVolatility;
        Assert.True(constant < byDate);
    }

    [Fact]
    public void Dates_lose_no_digits_against_years_counted_from_the_first_row()
    {
        // Working days only: gaps of one and three days, whose roundings do not cancel.
        string[] lines = [.. Table(350).TrimEnd('\n').Split('\n').Where((line, i) => i == 0 || (i - 1) % 7 < 5)];
        DateOnly first = new(2024, 1, 1);
        string times = "time,E,D,r\n" + string.Join('\n', lines.Skip(1).Select(line =>
            ((DateOnly.ParseExact(line[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - first.DayNumber) / 365.25).ToString("R", CultureInfo.InvariantCulture) + line[10..])) + "\n";
        EstimateOptions options = new() { Method = EstimationMethod.Mle };
        WindowEstimate byDate = Rows(string.Join('\n', lines) + "\n", options).Single().Estimate;
        WindowEstimate byTime = Rows(times, options).Single().Estimate;
        Assert.Equal(byTime.LogLikelihood, byDate.LogLikelihood, 1e-11);
        Assert.Equal(byTime.AssetVolatility, byDate.AssetVolatility, 1e-14);
    }

    [Fact]
    public void A_step_longer_than_the_table_gives_the_last_window_alone()
    {
        EstimatedRow row = Rows(Table(60), new EstimateOptions { WindowRows = 30, StepRows = int.MaxValue }).Single();
        Assert.Equal((EstimationStatus.Converged, "2024-02-29"), (row.Estimate.Status, row.Date));
    }

    [Theory]
    [InlineData("", "100")]
    [InlineData("20", "")]
    public void A_day_without_its_balance_sheet_is_a_missing_day_of_the_nus_variant(string other, string assets)
    {
        string[] lines = Table(60).TrimEnd('\n').Split('\n');
        string text = lines[0] + ",other_liabilities,total_assets\n" + string.Concat(lines.Skip(1).Select((line, i) => line + (i == 59 ? $",{other},{assets}\n" : ",20,100\n")));
        EstimatedRow row = Rows(text, new EstimateOptions { Method = EstimationMethod.Nus }).Single();
        Assert.Equal((1, "2024-02-28"), (row.Estimate.SkippedDays, row.Date));
        Assert.True(double.IsFinite(row.LastDay.DefaultPoint));
    }

    [Fact]
    public void Windows_end_with_the_last_row_and_step_back_from_it()
    {
        IReadOnlyList<EstimatedRow> rows = Rows(Table(60), new EstimateOptions { WindowRows = 30, StepRows = 7 });
        Assert.Equal(["2024-02-01", "2024-02-08", "2024-02-15", "2024-02-22", "2024-02-29"], rows.Select(row => row.Date));
        string[] lines = Table(60).TrimEnd('\n').Split('\n');
        string last = string.Join('\n', (string[])[lines[0], .. lines[31..]]) + "\n";
        Assert.Equal(Rows(last, new EstimateOptions()).Single().Estimate, rows[^1].Estimate);
        EstimatedRow shortFirm = Rows(Table(60), new EstimateOptions { WindowRows = 61 }).Single();
        Assert.Equal((EstimationStatus.NotEnoughData, "2024-02-29"), (shortFirm.Estimate.Status, shortFirm.Date));
    }

    [Fact]
    public void Firms_come_in_order_of_first_appearance_and_do_not_disturb_each_other()
    {
        string one = Table(40);
        string[] lines = one.TrimEnd('\n').Split('\n');
        StringBuilder both = new("firm,date,E,D,r\n");
        foreach (string line in lines.Skip(1))
        {
            both.Append("b,").Append(line).Append('\n').Append("a,").Append(line).Append('\n');
        }

        IReadOnlyList<EstimatedRow> rows = Rows(both.ToString(), new EstimateOptions());
        Assert.Equal(["b", "a"], rows.Select(row => row.Firm));
        Assert.All(rows, row => Assert.Equal(Rows(one, new EstimateOptions()).Single().Estimate, row.Estimate));
    }

    [Fact]
    public void Empty_cells_are_missing_days()
    {
        string[] lines = Table(60).TrimEnd('\n').Split('\n');
        lines[20] = lines[20][..10] + ",,50,0.03";
        lines[60] = lines[60][..10] + ",NA,50,0.03";
        EstimatedRow row = Rows(string.Join('\n', lines) + "\n", new EstimateOptions()).Single();
        Assert.Equal((EstimationStatus.Converged, 2, "2024-02-28"), (row.Estimate.Status, row.Estimate.SkippedDays, row.Date));
    }

    [Fact]
    public void The_horizon_is_the_column_or_the_option()
    {
        string[] lines = Table(60).TrimEnd('\n').Split('\n');
        string two = lines[0] + ",T\n" + string.Join('\n', lines.Skip(1).Select(line => line + ",2")) + "\n";
        WindowEstimate byColumn = Rows(two, new EstimateOptions()).Single().Estimate;
        Assert.Equal(byColumn, Rows(Table(60), new EstimateOptions { HorizonYears = 2 }).Single().Estimate);
        Assert.NotEqual(byColumn, Rows(two, new EstimateOptions { HorizonYears = 1 }).Single().Estimate);
    }

    [Fact]
    public void The_nus_variant_shares_delta_within_a_sector()
    {
        EstimateOptions options = new() { Method = EstimationMethod.Nus };
        string Row(string firm, string sector, int seed) => string.Concat(Table(80, seed).TrimEnd('\n').Split('\n').Skip(1)
            .Select((line, i) => $"{firm},{sector},{line},{(i < 40 ? 20 : 26)},{(i < 40 ? 100 : 112)}\n"));
        string text = "firm,sector,date,E,D,r,other_liabilities,total_assets\n" + Row("a", "steel", 1) + Row("b", "steel", 2) + Row("c", "", 3);
        IReadOnlyList<EstimatedRow> rows = Rows(text, options);
        Assert.Equal(["a", "b", "c"], rows.Select(row => row.Firm));
        Assert.Equal(rows[0].Delta, rows[1].Delta);
        Assert.All(rows, row => Assert.InRange(row.Delta, 0, 1));
        Assert.All(rows, row => Assert.True(row.Estimate.AssetVolatility > 0));
        string[] details = EstimateTable.CellsOf(rows[0], details: true);
        Assert.Equal(EstimateTable.OutputColumns.Count + EstimateTable.DetailColumns.Count, details.Length);
        Assert.Equal(rows[0].Delta.ToString("G17", CultureInfo.InvariantCulture), details[EstimateTable.OutputColumns.Count + 5]);
    }

    [Theory]
    [InlineData("", "FILE-EMPTY", 0, "")]
    [InlineData("date;E;D;r\n", "WRONG-DELIMITER", 1, "")]
    [InlineData("E,D,r\n", "COLUMN-MISSING", 1, "date")]
    [InlineData("date,E,D\n", "COLUMN-MISSING", 1, "r")]
    [InlineData("date,time,E,D,r\n", "TWO-CLOCKS", 1, "time")]
    [InlineData("date,E,E,D,r\n", "COLUMN-DUPLICATE", 1, "E")]
    [InlineData("date,E,D,r,note\n", "COLUMN-UNKNOWN", 1, "note")]
    [InlineData("date,E,D,r\n2024-01-02,10,5,3%\n", "NUMBER-NOT-A-NUMBER", 2, "r")]
    [InlineData("date,E,D,r\n20240102,10,5,0.03\n", "DATE-NOT-ISO", 2, "date")]
    [InlineData("date,E,D,r\n2024-01-02,10,5,0.03\n2024-01-02,10,5,0.03\n", "DATE-NOT-ASCENDING", 3, "date")]
    [InlineData("time,E,D,r\n1,10,5,0.03\n0.5,10,5,0.03\n", "TIME-NOT-ASCENDING", 3, "time")]
    [InlineData("time,E,D,r\n,10,5,0.03\n", "VALUE-MISSING", 2, "time")]
    [InlineData("date,E,D,r,T\n2024-01-02,10,5,0.03,1\n2024-01-03,10,5,0.03,2\n", "HORIZON-VARIES", 3, "T")]
    [InlineData("date,E,D,r\n2024-01-02,10,5\n", "ROW-LENGTH", 2, "")]
    public void A_bad_table_is_rejected_with_place_code_and_cure(string text, string code, int line, string column)
    {
        EstimateOutcome outcome = EstimateTable.Estimate(new StringReader(text), "in.csv", new EstimateOptions());
        RowError error = Assert.Single(outcome.Errors);
        Assert.Equal(("in.csv", code, line, column), (error.File, error.Code, error.Line, error.Column));
        Assert.NotEmpty(error.Hint);
        Assert.Empty(outcome.Rows);
    }

    [Fact]
    public void A_sector_that_varies_is_an_error_of_the_nus_variant()
    {
        EstimateOutcome outcome = EstimateTable.Estimate(
            new StringReader("date,E,D,r,other_liabilities,total_assets,sector\n2024-01-02,10,5,0.03,1,20,a\n2024-01-03,10,5,0.03,1,20,b\n"),
            "in.csv",
            new EstimateOptions { Method = EstimationMethod.Nus });
        Assert.Equal("SECTOR-VARIES", Assert.Single(outcome.Errors).Code);
    }

    [Fact]
    public void Bad_rows_may_be_set_aside()
    {
        string[] lines = Table(60).TrimEnd('\n').Split('\n');
        lines[20] = "x" + lines[20];
        EstimateOutcome outcome = EstimateTable.Estimate(new StringReader(string.Join('\n', lines)), "in.csv", new EstimateOptions(), keepGoing: true);
        Assert.Equal(1, outcome.ErrorCount);
        Assert.Equal((EstimationStatus.Converged, 59), (Assert.Single(outcome.Rows).Estimate.Status, outcome.Rows[0].Estimate.Observations));
    }

    [Fact]
    public void A_culture_with_a_decimal_comma_changes_nothing()
    {
        string[] expected = Lines(Table(60), new EstimateOptions { Method = EstimationMethod.Mle });
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, Lines(Table(60), new EstimateOptions { Method = EstimationMethod.Mle }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_word_names_its_own_method()
    {
        Assert.Equal(Enum.GetValues<EstimationMethod>(), EstimationMethods.Words.Select(EstimationMethods.Of));
        Assert.Throws<ArgumentException>(() => EstimationMethods.Of("barrierr"));
    }

    private static string[] Lines(string text, EstimateOptions options)
    {
        using StringWriter writer = new();
        EstimateTable.WriteCsv(writer, Rows(text, options), options);
        return writer.ToString().TrimEnd('\n').Split('\n');
    }
}
