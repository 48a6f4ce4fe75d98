using System.Text;
using Freeboard.Provenance;
using Freeboard.Services.Bayes;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Bayes;

public sealed class TableReportTests
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes("grade,firms,defaults\nA,100,0\nB,400,2\n");

    [Fact]
    public void A_report_is_named_by_what_went_in_and_by_the_settings()
    {
        TableReport report = Of(Table, "0.9");
        Assert.Equal(report.Provenance.RunId, Of(Table, "0.9").Provenance.RunId);
        Assert.NotEqual(report.Provenance.RunId, Of(Table, "0.95").Provenance.RunId);
        Assert.NotEqual(report.Provenance.RunId, Of([.. Table, (byte)'\n'], "0.9").Provenance.RunId);
        Assert.False(report.HasDay);
        InputFile input = Assert.Single(report.Provenance.Inputs);
        Assert.Equal(("grades.csv", 2), (input.Name, input.Rows));
        Assert.Contains(new RunParameter("command", "bayes low-default"), report.Provenance.Parameters);
    }

    private static TableReport Of(byte[] table, string level) => TableReport.Of(
        "bayes low-default", BayesTables.LowDefault(table, "grades.csv", 0.9, 0), ("grades.csv", table), [new RunParameter("level", level)]);
}
