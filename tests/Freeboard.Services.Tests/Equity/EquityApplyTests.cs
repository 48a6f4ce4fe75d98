using System.Globalization;
using System.Text;
using Freeboard.Services.Equity;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Equity;

public sealed class EquityApplyTests
{
    private static readonly RestrictedPriceModel Model = Shipped();

    [Fact]
    public void The_shipped_panel_is_valued_with_intervals_that_hold_its_distances()
    {
        EquityApplyOutcome outcome = Apply(File.ReadAllText(RepositoryFiles.Path("samples", "restricted-prices", "panel.csv")));
        Assert.Empty(outcome.Errors);
        Assert.Equal(["Converged", "Converged", "Converged", "Converged", "MissingNetAssets"], outcome.Rows.Select(r => r[^1]));
        Assert.Equal(1, outcome.WithoutValue);
        foreach (string[] row in outcome.Rows.Take(3))
        {
            Assert.True(Cell(row, "lowerDDRiskNeutral") < Cell(row, "DDRiskNeutral") && Cell(row, "DDRiskNeutral") < Cell(row, "upperDDRiskNeutral"));
            Assert.True(Cell(row, "lowerDDKmv") < Cell(row, "DDKmv") && Cell(row, "DDKmv") < Cell(row, "upperDDKmv"));
            Assert.True(Cell(row, "lowerLnEDF") < Cell(row, "lnEDF") && Cell(row, "lnEDF") < Cell(row, "upperLnEDF"));
            Assert.Equal(Cell(row, "restrictedPrice"), (Cell(row, "lowerRestrictedPrice") + Cell(row, "upperRestrictedPrice")) / 2, 1e-12);
        }

        // F3: tradable 11.20, H shares 6.90; F4 has no restricted shares, so no error reaches its distance.
        double f3 = (11.20 * 300e6) + (6.90 * 120e6) + (Cell(outcome.Rows[2], "restrictedPrice") * 60e6);
        Assert.Equal(f3, Cell(outcome.Rows[2], "equityValue"), 1e-6 * f3);
        Assert.Equal(0, Cell(outcome.Rows[3], "seDDRiskNeutral"));
    }

    [Fact]
    public void A_predictor_may_stand_in_the_table_or_be_computed()
    {
        string computed = "price_tradable,tradable_shares,restricted_shares,net_assets,net_income\n6,600,400,3000,240\n";
        string given = "price_tradable,tradable_shares,restricted_shares,net_assets_per_share,return_on_equity\n6,600,400,3,0.08\n";
        string[] a = Assert.Single(Apply(computed).Rows);
        string[] b = Assert.Single(Apply(given).Rows);
        Assert.Equal("Valued", a[^1]);
        Assert.Equal(a, b);
    }

    [Fact]
    public void Classes_without_a_price_are_named()
    {
        string[] row = Assert.Single(Apply("price_tradable,tradable_shares,restricted_shares,net_assets_per_share,return_on_equity,b_shares,h_shares,h_price\n6,600,400,3,0.08,10,20,\n").Rows);
        Assert.Equal("B H", row[^2]);
        Assert.Equal((6 * 630) + (400 * Cell(row, "restrictedPrice")), Cell(row, "equityValue"), 1e-9);
    }

    [Fact]
    public void A_firm_without_restricted_shares_needs_no_statement()
    {
        EquityApplyOutcome outcome = Apply("price_tradable,tradable_shares,restricted_shares,net_assets,net_income,sigmaE,D,r\n10,1000,0,,,0.4,5000,0.03\n10,1000,1,,,0.4,5000,0.03\n");
        string[] whole = outcome.Rows[0];
        Assert.Equal("Converged", whole[^1]);
        Assert.Equal(10_000, Cell(whole, "equityValue"));
        Assert.Equal(0, Cell(whole, "seDDRiskNeutral"));
        Assert.Equal("", whole[2]);
        Assert.Equal("MissingNetAssets", outcome.Rows[1][^1]);
        Assert.Equal(1, outcome.WithoutValue);
    }

    [Fact]
    public void A_negative_price_is_never_cut_off_at_zero()
    {
        string[] row = Assert.Single(Apply("price_tradable,tradable_shares,restricted_shares,net_assets_per_share,return_on_equity\n1,600,400,-9,-2\n").Rows);
        Assert.True(Cell(row, "restrictedPrice") < 0);
        Assert.Equal("InvalidInput", row[^1]);
    }

    [Theory]
    [InlineData("tradable_shares,restricted_shares,net_assets,net_income\n1,2,3,4\n", "COLUMN-MISSING", "price_tradable")]
    [InlineData("price_tradable,tradable_shares,restricted_shares,net_assets\n1,2,3,4\n", "COLUMN-MISSING", "net_income")]
    [InlineData("price_tradable,tradable_shares,restricted_shares,net_assets,net_income,moon\n1,2,3,4,5,6\n", "COLUMN-UNKNOWN", "moon")]
    [InlineData("price_tradable,tradable_shares,restricted_shares,net_assets,net_income,h_price\n1,2,3,4,5,6\n", "COLUMN-MISSING", "h_shares")]
    [InlineData("price_tradable,tradable_shares,restricted_shares,net_assets,net_income\n1,x,3,4,5\n", "NUMBER-NOT-A-NUMBER", "tradable_shares")]
    [InlineData("price_tradable,tradable_shares,restricted_shares,net_assets,net_income\n,2,3,4,5\n", "VALUE-MISSING", "price_tradable")]
    public void A_bad_panel_is_named(string text, string code, string column)
    {
        EquityApplyOutcome outcome = Apply(text);
        Assert.Empty(outcome.Rows);
        Assert.Equal((code, column), (outcome.Errors[0].Code, outcome.Errors[0].Column));
    }

    [Fact]
    public void JSON_has_the_keys_of_assess_and_the_digits_of_the_table()
    {
        EquityApplyOutcome outcome = Apply(File.ReadAllText(RepositoryFiles.Path("samples", "restricted-prices", "panel.csv")));
        using MemoryStream stream = new();
        using (RowWriter writer = RowWriter.Open(stream, RowFormat.Json, EquityApply.TableOf(outcome).Columns))
        {
            foreach (string[] row in outcome.Rows)
            {
                writer.Write(row);
            }

            writer.Complete();
        }

        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        System.Text.Json.JsonElement first = json.RootElement[0];
        Assert.Equal(outcome.Rows[0][14], first.GetProperty("ddRiskNeutral").GetRawText());
        Assert.Equal("Converged", first.GetProperty("status").GetString());
        Assert.False(json.RootElement[4].TryGetProperty("equityValue", out _));
    }

    private static EquityApplyOutcome Apply(string text) => EquityApply.Apply(Encoding.UTF8.GetBytes(text), "panel.csv", Model);

    private static RestrictedPriceModel Shipped()
    {
        Assert.True(RestrictedPriceModel.TryParse(File.ReadAllText(RepositoryFiles.Path("samples", "restricted-prices", "model.json")), out RestrictedPriceModel? model, out string fault), fault);
        return model!;
    }

    private static double Cell(string[] row, string column) => double.Parse(row[EquityApply.OutputColumns.ToList().IndexOf(column)], CultureInfo.InvariantCulture);
}
