using System.Text;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Provenance;

namespace Freeboard.Data.Tests.Import;

/// <summary>A folder of input files for one test, deleted afterwards.</summary>
internal sealed class MarketFolder : IDisposable
{
    public MarketFolder() => FullPath = Directory.CreateTempSubdirectory("freeboard-import-").FullName;

    public string FullPath { get; }

    /// <summary>Two firms, enough of everything, nothing wrong.</summary>
    public static MarketFolder Good()
    {
        MarketFolder folder = new();
        folder.Write("firms.csv", "firm,name,currency,kind,listed\nA01,Alpha,CNY,general,2020-01-02\nB02,Beta,HKD,bank,\n");
        folder.Write("prices.csv", "firm,date,close,adj_factor,state\nA01,2024-01-02,10,1,trading\nA01,2024-01-03,10.5,1,trading\nA01,2024-01-04,0,1,suspended\nA01,2024-01-05,5.4,2,trading\nB02,2024-01-02,3,1,\nB02,2024-01-03,3.1,1,\n");
        folder.Write("shares.csv", "firm,valid_from,known_on,tradable,restricted,h_shares\nA01,2020-01-02,2020-01-02,1000,500,20\nB02,2020-01-02,2020-01-02,2000,0,\n");
        folder.Write("statements.csv", "firm,period_end,announced,current_liabilities,noncurrent_liabilities,total_liabilities\nA01,2022-12-31,2023-03-30,400,100,500\nA01,2023-09-30,2023-10-25,500,200,700\nB02,2023-09-30,2023-10-26,,,9000\n");
        folder.Write("rates.csv", "date,tenor_years,rate\n2024-01-02,1,0.02\n2024-01-03,1,0.021\n2024-01-02,0.25,0.015\n");
        return folder;
    }

    public MarketFolder Write(string name, string text) => Write(name, new UTF8Encoding(false).GetBytes(text));

    public MarketFolder Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(FullPath, name), bytes);
        return this;
    }

    public MarketFolder Replace(string name, string old, string replacement)
    {
        string text = File.ReadAllText(Path.Combine(FullPath, name));
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Write(name, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public MarketFolder Delete(string name)
    {
        File.Delete(Path.Combine(FullPath, name));
        return this;
    }

    public ImportResult Load(ImportOptions? options = null) => MarketImport.Load(FullPath, options ?? ImportOptions.Default);

    public Market LoadGood(ImportOptions? options = null)
    {
        ImportResult result = Load(options);
        Assert.True(result.Market is not null, string.Join('\n', result.Errors));
        Assert.Empty(result.Errors);
        return result.Market!;
    }

    /// <summary>Loads a folder that must be rejected for one reason only.</summary>
    public RowError LoadBad(ImportOptions? options = null)
    {
        ImportResult result = Load(options);
        Assert.Null(result.Market);
        Assert.Equal(1, result.ErrorCount);
        RowError error = Assert.Single(result.Errors);
        Assert.NotEmpty(error.Reason);
        Assert.NotEmpty(error.Hint);
        return error;
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
