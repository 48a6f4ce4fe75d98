using System.Globalization;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>The layouts of American vendors.</summary>
internal static partial class VendorMarket
{
    public static FixtureTable Crsp()
    {
        FixtureTable table = new("dsf.csv", "permno", "date", "bidlo", "askhi", "prc", "vol", "ret", "shrout", "openprc");
        int index = 0;
        foreach (Day d in Trading)
        {
            string code = (10000 + int.Parse(d.Code, CultureInfo.InvariantCulture) % 1000).ToString(CultureInfo.InvariantCulture);
            table.Add(code, Iso(d.Date), d.Low, d.High, ++index % 97 == 0 ? -d.Close : d.Close, d.Volume, d.Date == DateOf(0) ? "C" : Math.Round((d.Close / d.Previous) - 1, 6), d.Total / 1000, d.Open);
        }

        return table;
    }

    public static FixtureTable Compustat()
    {
        FixtureTable table = new("fundq.csv", "gvkey", "datadate", "indfmt", "consol", "popsrc", "datafmt", "curcdq", "rdq", "dlcq", "dlttq", "lctq", "ltq", "atq", "teqq", "seqq", "cshoq", "lpermno");
        foreach ((string code, int firm) in Codes.Select((c, i) => (c, i)))
        {
            double shares = 2e8 * (1 + firm);
            double net = shares * (3 + firm) / 1e6;
            foreach ((string end, string announced) in ((string, string)[])[("2021-12-31", "2022-02-20"), ("2022-09-30", "2022-11-01")])
            {
                table.Add((1000 + firm).ToString("000000", CultureInfo.InvariantCulture), end, "INDL", "C", "D", "STD", "USD", announced, net * 0.2, net * 0.5, net * 0.8, net * 1.2, net * 2.3, net * 1.1, net, shares / 1e6, (10000 + int.Parse(code, CultureInfo.InvariantCulture) % 1000).ToString(CultureInfo.InvariantCulture));
                table.Add((1000 + firm).ToString("000000", CultureInfo.InvariantCulture), end, "FS", "C", "D", "STD", "USD", announced, net, net, net, net * 9, net * 2.3, net * 1.1, net, shares / 1e6, "");
            }
        }

        return table;
    }

    public static FixtureTable SecSubmissions()
    {
        FixtureTable table = new("sub.txt", "adsh", "cik", "name", "sic", "form", "period", "fp", "filed", "accepted") { Separator = '\t' };
        for (int firm = 0; firm < Firms; firm++)
        {
            table.Add($"0000000000-23-{firm:000000}", 900100 + firm, $"INVENTED {firm} INC", "3500", "10-K", "20221231", "FY", "20230224", "2023-02-24 16:30:00.0");
        }

        return table;
    }

    public static FixtureTable SecNumbers()
    {
        FixtureTable table = new("num.txt", "adsh", "tag", "version", "ddate", "qtrs", "uom", "segments", "coreg", "value", "footnote") { Separator = '\t' };
        for (int firm = 0; firm < Firms; firm++)
        {
            double net = 4e8 * (1 + firm);
            foreach ((string tag, double value) in ((string, double)[])[("Assets", net * 2.3), ("LiabilitiesCurrent", net * 0.8), ("Liabilities", net * 1.2), ("StockholdersEquity", net), ("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", net * 1.1), ("LiabilitiesAndStockholdersEquity", net * 2.3)])
            {
                string adsh = $"0000000000-23-{firm:000000}";
                table.Add(adsh, tag, "us-gaap/2022", "20221231", 0, "USD", "", "", value, "");
                table.Add(adsh, tag, "us-gaap/2022", "20211231", 0, "USD", "", "", value * 0.9, "");
                table.Add(adsh, tag, "us-gaap/2022", "20221231", 0, "USD", "Segment=Other;", "", value * 0.3, "");
                table.Add(adsh, tag, "us-gaap/2022", "20221231", 0, "USD", "", "ParentCompany", value * 0.5, "");
            }
        }

        return table;
    }

    public static FixtureTable Yahoo()
    {
        FixtureTable table = new("INVENT.csv", "Date", "Open", "High", "Low", "Close", "Adj Close", "Volume");
        foreach (Day d in All.Where(static d => d.Code == "600106"))
        {
            table.Add(Iso(d.Date), d.Open, d.High, d.Low, d.Close, Math.Round(d.Close * 0.97, 6), d.Volume);
        }

        return table;
    }

    public static FixtureTable Stooq()
    {
        FixtureTable table = new("invent.us.txt", "<TICKER>", "<PER>", "<DATE>", "<TIME>", "<OPEN>", "<HIGH>", "<LOW>", "<CLOSE>", "<VOL>", "<OPENINT>");
        foreach (Day d in All.Where(static d => d.Code == "600106"))
        {
            table.Add("INVENT.US", "D", Compact(d.Date), "000000", d.Open, d.High, d.Low, d.Close, d.Volume, 0);
        }

        return table;
    }
}
