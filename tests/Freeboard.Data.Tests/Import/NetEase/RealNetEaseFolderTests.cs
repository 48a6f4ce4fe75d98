using System.Reflection;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Provenance;
using Xunit.Abstractions;

namespace Freeboard.Data.Tests.Import.NetEase;

/// <summary>Tries real vendor files where they lie beside the repository. They are not part of it: without them the test only says so.</summary>
public sealed class RealNetEaseFolderTests(ITestOutputHelper output)
{
    [Fact]
    public void The_real_folder_imports_when_it_is_there()
    {
        if (Find() is not { } folder)
        {
            output.WriteLine("******** SKIPPED: shared/data/cn/netease_firms is not beside the repository; nothing real was imported. ********");
            return;
        }

        ImportResult result = MarketImport.Load(folder, ImportOptions.Default);
        Assert.True(result.Market is not null, string.Join('\n', result.Errors));
        Market market = result.Market!;
        foreach (InputFile file in market.Files)
        {
            output.WriteLine($"{file.Layout,-22} {file.Name,-18} {file.Rows,5} rows, {file.Quarantined} quarantined");
        }

        foreach (QualityNote note in market.Notes)
        {
            output.WriteLine($"{note.Code,-20} {note.Firm,-7} {note.Count,5}  {note.Text}");
        }

        foreach (string firm in market.Firms.Select(f => f.Firm))
        {
            FirmPanel panel = market.PanelAsOf(firm, market.LastPriceDate!.Value);
            output.WriteLine($"{panel.Firm} prices {panel.Prices.Length}, close {panel.Close} on {panel.CloseDate}, market value {panel.MarketValue}, shares {panel.Shares}, statement {panel.Statement}");
        }

        Assert.Equal(["000898", "002304", "002352", "600011", "601668"], market.Firms.Select(f => f.Firm));
        Assert.Equal(7, market.Files.Count);
        Assert.Contains(market.Notes, n => n is { Code: "EX-RIGHT-SUSPECTED", Firm: "002304", Count: 3 });
        Assert.Contains(market.Notes, n => n is { Code: "SHARES-AT-PAR", Firm: "002304" });
        Assert.Contains(market.Notes, n => n is { Code: "EX-RIGHT-ADJUSTED", Firm: "000898", Count: 18 });
        Assert.Contains(market.Notes, n => n is { Code: "NO-PRICES", Firm: "600011" });
        Assert.Contains(market.Notes, n => n is { Code: "NO-STATEMENTS", Firm: "601668" });
    }

    private static string? Find()
    {
        string root = typeof(RealNetEaseFolderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        string folder = Path.Combine(Environment.GetEnvironmentVariable("FREEBOARD_REAL_DATA") ?? Path.Combine(root, "..", "shared", "data"), "cn", "netease_firms");
        return Directory.Exists(folder) ? folder : null;
    }
}
