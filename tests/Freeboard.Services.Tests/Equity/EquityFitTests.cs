using System.Globalization;
using System.Text;
using System.Text.Json;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Tests.Equity;

public sealed class EquityFitTests
{
    private static readonly byte[] Auctions = File.ReadAllBytes(RepositoryFiles.Path("samples", "restricted-prices", "auctions.csv"));

    [Fact]
    public void The_fourth_column_is_dropped_as_in_the_study()
    {
        EquityFitOutcome outcome = EquityFit.Fit(Auctions, "auctions.csv", new EquityFitOptions { Eliminate = 0.05, Currency = "CNY" });
        Assert.Empty(outcome.Errors);
        Assert.Equal("debt_ratio", Assert.Single(outcome.Model!.Dropped));
        Assert.Equal(["constant", "net_assets_per_share", "price_tradable", "return_on_equity"], outcome.Fit!.Terms.Select(t => t.Name));
        Assert.All(outcome.Fit.Terms.Skip(1), t => Assert.True(t.PValue < 0.05));
        Assert.Equal(5, outcome.PartialCorrelations!.Names.Count);
        Assert.Equal("price_restricted", outcome.PartialCorrelations.Names[^1]);
    }

    [Fact]
    public void The_shipped_model_is_the_fit_of_the_shipped_table()
    {
        EquityFitOutcome outcome = EquityFit.Fit(Auctions, "auctions.csv", new EquityFitOptions { Eliminate = 0.05, Currency = "CNY" });
        Assert.Equal(File.ReadAllText(RepositoryFiles.Path("samples", "restricted-prices", "model.json")), outcome.Model!.ToJson());
    }

    [Fact]
    public void A_saved_model_reads_back_as_itself()
    {
        foreach (CoefficientErrors errors in Enum.GetValues<CoefficientErrors>())
        {
            RestrictedPriceModel model = EquityFit.Fit(Auctions, "auctions.csv", new EquityFitOptions { Errors = errors }).Model!;
            Assert.True(RestrictedPriceModel.TryParse(model.ToJson(), out RestrictedPriceModel? read, out string fault), fault);
            Assert.Equal(model.ToJson(), read!.ToJson());
            Assert.Equal(model.Id, read.Id);
            Assert.Equal(model.Line.Predict([3, 8, 0.1, 0.5]), read.Line.Predict([3, 8, 0.1, 0.5]));
        }
    }

    [Theory]
    [InlineData("nothing", "it is no JSON")]
    [InlineData("{}", "it is no model of the schema")]
    [InlineData("[]", "it is no model of the schema")]
    [InlineData("{\"schema\":\"freeboard-restricted-price/1\"}", "a field is missing")]
    public void A_text_that_is_no_model_is_refused_with_its_fault(string text, string fault)
    {
        Assert.False(RestrictedPriceModel.TryParse(text, out RestrictedPriceModel? model, out string found));
        Assert.Null(model);
        Assert.StartsWith(fault, found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_parts_do_not_fit_is_refused()
    {
        string json = EquityFit.Fit(Auctions, "a", new EquityFitOptions()).Model!.ToJson();
        Assert.False(RestrictedPriceModel.TryParse(json.Replace("\"constant\",", "", StringComparison.Ordinal), out _, out string fault));
        Assert.Contains("do not fit together", fault, StringComparison.Ordinal);
        Assert.False(RestrictedPriceModel.TryParse(json.Replace("\"degreesOfFreedom\": 43", "\"degreesOfFreedom\": 0", StringComparison.Ordinal), out _, out _));
    }

    [Fact]
    public void A_linear_dependency_has_a_status_and_a_name_and_no_model()
    {
        byte[] table = Encoding.UTF8.GetBytes("price_restricted,a,b,total\n" + string.Concat(Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"{1 + (i * i % 7)},{i},{i * i % 5},{i + (i * i % 5)}\n"))));
        EquityFitOutcome outcome = EquityFit.Fit(table, "t", new EquityFitOptions());
        Assert.Equal(RegressionStatus.RankDeficient, outcome.Fit!.Status);
        Assert.Equal("total = 1 a + 1 b", outcome.Fit.Reason);
        Assert.Null(outcome.Model);
        Assert.Equal(RegressionStatus.RankDeficient, outcome.PartialCorrelations!.Status);
        Assert.Equal(RegressionStatus.Fitted, outcome.Correlations!.Status);
    }

    [Theory]
    [InlineData("", "FILE-EMPTY", 0, "")]
    [InlineData("price_restricted,a\n1,1e999\n", "NUMBER-NOT-A-NUMBER", 2, "a")]
    [InlineData("a;b\n1;2\n", "WRONG-DELIMITER", 1, "")]
    [InlineData("a,b\n1,2\n", "COLUMN-MISSING", 1, "price_restricted")]
    [InlineData("price_restricted,a,a\n1,2,3\n", "COLUMN-DUPLICATE", 1, "a")]
    [InlineData("price_restricted,firm\n1,2\n", "COLUMN-CHOICE", 1, "")]
    [InlineData("price_restricted,constant\n1,2\n", "COLUMN-CHOICE", 1, "")]
    [InlineData("price_restricted,a\n1,2\n2,\n", "VALUE-MISSING", 3, "a")]
    [InlineData("price_restricted,a\n1,2\n2,3%\n", "NUMBER-NOT-A-NUMBER", 3, "a")]
    [InlineData("price_restricted,a\n1,2\n2,NaN\n", "NUMBER-NOT-A-NUMBER", 3, "a")]
    [InlineData("price_restricted,a\n1,2\n2\n", "ROW-LENGTH", 3, "")]
    public void A_bad_table_is_named(string text, string code, int line, string column)
    {
        EquityFitOutcome outcome = EquityFit.Fit(Encoding.UTF8.GetBytes(text), "t.csv", new EquityFitOptions());
        Assert.Null(outcome.Fit);
        Assert.Equal((code, line, column), (outcome.Errors[0].Code, outcome.Errors[0].Line, outcome.Errors[0].Column));
    }

    [Fact]
    public void Bad_rows_may_be_set_aside_and_named_columns_leave_the_others()
    {
        byte[] table = Encoding.UTF8.GetBytes("price_restricted,a,note\n1,2,x\n2,bad,x\n3,5,x\n4,9,x\n5,11,x\n");
        EquityFitOptions options = new() { Predictors = ["a"] };
        Assert.Equal("COLUMN-UNKNOWN", EquityFit.Fit(table, "t", options).Errors[0].Code);
        EquityFitOutcome outcome = EquityFit.Fit(table, "t", options, ignoreExtraColumns: true, keepGoing: true);
        Assert.Equal((1, 1, 4), (outcome.RowsSetAside, outcome.ErrorCount, outcome.Fit!.Observations));
    }

    [Fact]
    public void A_table_of_an_unknown_encoding_and_one_without_rows_are_named()
    {
        Assert.Equal("ENCODING-UNKNOWN", EquityFit.Fit(new byte[] { 0xFF, 0xC9, 0xFF }, "t", new EquityFitOptions()).Errors[0].Code);
        Assert.Equal("HEADER-ONLY", EquityFit.Fit(Encoding.UTF8.GetBytes("price_restricted,a\n"), "t", new EquityFitOptions(), keepGoing: true).Errors[0].Code);
        Assert.Equal(RegressionStatus.NotEnoughData, EquityFit.Fit(Encoding.UTF8.GetBytes("price_restricted,a\n1,2\n"), "t", new EquityFitOptions()).Fit!.Status);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] chinese = Encoding.GetEncoding("GB18030").GetBytes("\u6210\u4ea4\u4ef7,\u6bcf\u80a1\u51c0\u8d44\u4ea7\n1,2\n3,5\n4,9\n5,8\n");
        EquityFitOutcome outcome = EquityFit.Fit(chinese, "t", new EquityFitOptions { Response = "\u6210\u4ea4\u4ef7" });
        Assert.Equal("\u6bcf\u80a1\u51c0\u8d44\u4ea7", outcome.Fit!.Terms[1].Name);
    }

    [Fact]
    public void Csv_and_JSON_carry_the_same_digits()
    {
        EquityFitOutcome outcome = EquityFit.Fit(Auctions, "auctions.csv", new EquityFitOptions { Eliminate = 0.05, Errors = CoefficientErrors.HC3 });
        using MemoryStream stream = new();
        FitTable.WriteJson(stream, outcome);
        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        using StringWriter csv = new();
        FitTable.WriteCsv(csv, outcome, "coefficients");
        string[] line = csv.ToString().Split('\n')[2].Split(',');
        JsonElement term = json.RootElement.GetProperty("coefficients")[1];
        Assert.Equal(line[0], term.GetProperty("term").GetString());
        Assert.Equal(line[1], term.GetProperty("coefficient").GetRawText());
        Assert.Equal("HC3", json.RootElement.GetProperty("errors").GetString());
        Assert.Equal(48, json.RootElement.GetProperty("residuals").GetArrayLength());
        Assert.Equal(10, json.RootElement.GetProperty("partialCorrelations").GetArrayLength());
        foreach (string word in FitTable.Words)
        {
            (IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) = FitTable.Of(outcome, word);
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Equal(columns.Count, row.Length));
        }
    }
}
