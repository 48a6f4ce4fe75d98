using Freeboard.Data.Import;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>Links between vendors' codes hold for days; canonical class prices are an import as any other.</summary>
public sealed class DatedLinkTests
{
    [Fact]
    public void A_statement_goes_to_the_security_whose_link_holds_on_its_period_end()
    {
        using SourceFolder folder = new();
        File.WriteAllText(folder.PathOf("link.csv"), "gvkey,lpermno,linktype,linkprim,linkdt,linkenddt\n001690,100,LC,P,1980-12-12,2004-12-31\n001690,200,LC,P,2005-01-01,E\n");
        File.WriteAllText(folder.PathOf("fundq.csv"), Fundamentals("001690", "2004-09-30", "2004-10-20") + Row("001690", "2005-03-31", "2005-04-20"));
        MemorySink sink = new();
        DataImportResult result = DataImport.Run([folder.PathOf("link.csv"), folder.PathOf("fundq.csv")], DataImportOptions.Default, sink);

        Assert.Empty(result.Errors);
        Assert.Equal([("100", new DateOnly(2004, 9, 30)), ("200", new DateOnly(2005, 3, 31))], sink.Statements.Select(s => (s.Firm, s.Fact.PeriodEnd)));
    }

    [Fact]
    public void A_statement_on_a_day_without_a_link_is_set_aside_and_a_link_that_ends_before_it_begins_is_refused()
    {
        using SourceFolder folder = new();
        File.WriteAllText(folder.PathOf("link.csv"), "gvkey,lpermno,linktype,linkprim,linkdt,linkenddt\n001690,100,LC,P,1980-12-12,2004-12-31\n");
        File.WriteAllText(folder.PathOf("fundq.csv"), Fundamentals("001690", "2004-03-31", "2004-04-20") + Row("001690", "2004-06-30", "2004-07-20") + Row("001690", "2005-03-31", "2005-04-20"));
        DataImportResult result = DataImport.Run([folder.PathOf("link.csv"), folder.PathOf("fundq.csv")], DataImportOptions.Default, new MemorySink());
        Assert.Equal("LINK-NOT-IN-FORCE", Assert.Single(result.Quarantined).Code);

        File.WriteAllText(folder.PathOf("link.csv"), "gvkey,lpermno,linktype,linkprim,linkdt,linkenddt\n001690,100,LC,P,2004-12-31,1980-12-12\n");
        result = DataImport.Run([folder.PathOf("link.csv")], DataImportOptions.Default, new MemorySink());
        Assert.Equal("LINK-ENDS-BEFORE", Assert.Single(result.Errors).Code);
    }

    [Fact]
    public void Closes_of_other_classes_come_through_an_import()
    {
        using SourceFolder folder = new();
        File.WriteAllText(folder.PathOf("class_prices.csv"), "firm,date,class,close,currency\nA,2024-03-28,h,5.5,HKD\nA,2024-03-29,h,5.6,HKD\nA,2024-03-29,b,0.7,USD\n");
        MemorySink sink = new();
        DataImportResult result = DataImport.Run([folder.PathOf("class_prices.csv")], DataImportOptions.Default, sink);
        Assert.Empty(result.Errors);
        Assert.Equal(3, result.Report.Facts.Single(static f => f.Kind == "classPrices").Count);

        File.WriteAllText(folder.PathOf("class_prices.csv"), "firm,date,class,close,currency\nA,2024-03-28,h,5.5,HKD\nA,2024-03-28,h,5.6,HKD\nA,2024-03-29,h,0.7,USD\nA,2024-03-29,a,0,CNY\n");
        result = DataImport.Run([folder.PathOf("class_prices.csv")], DataImportOptions.Default, new MemorySink());
        Assert.Equal(["DATE-DUPLICATE", "CLASS-CURRENCY-VARIES", "CLASS-UNKNOWN"], result.Errors.Select(static e => e.Code).Take(3));
    }

    private static string Fundamentals(string gvkey, string period, string announced) => "gvkey,datadate,rdq,indfmt,datafmt,popsrc,consol,lctq,ltq,atq,teqq,seqq,niq,curcdq\n" + Row(gvkey, period, announced);

    private static string Row(string gvkey, string period, string announced) => $"{gvkey},{period},{announced},INDL,STD,D,C,300,500,1000,500,500,20,USD\n";
}
