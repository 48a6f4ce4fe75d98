using System.Globalization;
using System.Text;

namespace Freeboard.Services.Sample;

/// <summary>The open files of a sample and the rows of each firm in them. Text is UTF-8 with line feeds, numbers invariant.</summary>
internal sealed class SampleFiles : IDisposable
{
    private readonly Dictionary<string, StreamWriter> writers = [];
    private readonly string directory;

    public SampleFiles(string directory)
    {
        this.directory = directory;
        Open("firms.csv", "firm,name,currency,kind,industry,exchange,listed,delisted");
        Open("prices.csv", "firm,date,close,adj_factor,volume,amount,state");
        Open("shares.csv", "firm,valid_from,known_on,tradable,restricted");
        Open("statements.csv", "firm,period_end,announced,current_liabilities,noncurrent_liabilities,total_liabilities,total_assets,net_assets,net_income,revised");
        Open("rates.csv", "date,tenor_years,rate");
        Open("labels.csv", "firm,date,event");
        Open("truth/firms.csv", "firm,profile,asset_volatility,drift,debt_growth,market_loading,industry_loading,has_jumps,jump_intensity,jump_mean,jump_volatility,default_date");
        Open("truth/truth.csv", "firm,date,asset_value,asset_volatility,default_point,risk_free_rate,equity_value,equity_volatility,dd_kmv,dd_risk_neutral");
    }

    public void WriteWorld(SampleWorld world)
    {
        foreach ((DateOnly date, double rate) in world.Quotations)
        {
            Row("rates.csv", $"{date:yyyy-MM-dd},1,{rate:0.00000}");
        }
    }

    public void WriteMarker(SyntheticMarketOptions options)
    {
        using StreamWriter writer = Create(SampleDirectory.Marker);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "synthetic": true,
              "generator": "Freeboard synthetic market",
              "generatorVersion": {{SyntheticMarket.GeneratorVersion}},
              "seed": {{options.Seed}},
              "firms": {{options.Firms}},
              "years": {{options.Years}},
              "firstDay": "{{options.FirstDay:yyyy-MM-dd}}",
              "lastDay": "{{options.LastDay:yyyy-MM-dd}}",
              "statement": "Every firm, name, price, statement and default in this folder is made up by a random number generator. Nothing here is a real firm."
            }

            """).ReplaceLineEndings("\n"));
    }

    public void WriteFirm(SampleWorld world, SampleFirm firm)
    {
        WriteDescription(world, firm);
        WritePricesAndTruth(world, firm);
        string code = firm.Character.Code;
        foreach (ShareChange change in firm.Events.Changes)
        {
            Row("shares.csv", $"{code},{change.ValidFrom:yyyy-MM-dd},{change.KnownOn:yyyy-MM-dd},{change.Tradable:0},{change.Restricted:0}");
        }

        foreach (SampleStatement s in firm.Statements)
        {
            Row("statements.csv", $"{code},{s.PeriodEnd:yyyy-MM-dd},{s.Announced:yyyy-MM-dd},{s.Current:0},{s.NonCurrent:0},{s.Total:0},{s.TotalAssets:0},{s.NetAssets:0},{s.NetIncome:0},{(s.Revised ? "true" : "false")}");
        }

        foreach ((DateOnly date, string what) in firm.Labels)
        {
            Row("labels.csv", $"{code},{date:yyyy-MM-dd},{what}");
        }
    }

    public void Dispose()
    {
        foreach (StreamWriter writer in writers.Values)
        {
            writer.Dispose();
        }
    }

    private void WriteDescription(SampleWorld world, SampleFirm firm)
    {
        FirmCharacter c = firm.Character;
        IReadOnlyList<DateOnly> days = world.Calendar.Days;
        bool bank = c.Profile == FirmProfile.Bank;
        DateOnly listed = c.ListsLate ? days[firm.Events.First] : new DateOnly(1996 + ((c.Index * 7) % 22), 1 + ((c.Index * 5) % 12), 1 + ((c.Index * 11) % 28));
        if (listed >= world.Options.FirstDay && !c.ListsLate)
        {
            listed = world.Options.FirstDay.AddYears(-2);
        }

        string delisted = firm.Events.Delisted ? string.Create(CultureInfo.InvariantCulture, $"{days[firm.Events.End]:yyyy-MM-dd}") : "";
        string failed = firm.Path.DefaultIndex is int d ? string.Create(CultureInfo.InvariantCulture, $"{days[d]:yyyy-MM-dd}") : "";
        Row("firms.csv", $"{c.Code},{SampleNames.Name(c.Index, bank)},CNY,{(bank ? "bank" : "general")},{SampleNames.Industry(c.Industry)},SYN,{listed:yyyy-MM-dd},{delisted}");
        Row("truth/firms.csv", $"{c.Code},{ProfileWord(c.Profile)},{c.AssetVolatility:0.0000},{c.Drift:0.000000},{c.DebtGrowth:0.000000},{c.MarketLoading:0.000000},{c.IndustryLoading:0.000000},{(c.HasJumps ? "true" : "false")},{c.JumpIntensity:0.000000},{c.JumpMean:0.000000},{c.JumpVolatility:0.000000},{failed}");
    }

    private void WritePricesAndTruth(SampleWorld world, SampleFirm firm)
    {
        FirmCharacter c = firm.Character;
        Numerics.PhiloxStream volumes = SampleStreams.Volume(world.Options.Seed, c.Index);
        int change = 0;
        string lastClose = "";
        for (int i = firm.Events.First; i < firm.Events.End; i++)
        {
            DateOnly day = world.Calendar.Days[i];
            while (change + 1 < firm.Events.Changes.Count && firm.Events.Changes[change + 1].Index <= i)
            {
                change++;
            }

            ShareChange shares = firm.Events.Changes[change];
            double equity = firm.EquityValue(world, i);
            double turnover = 0.006 * Math.Exp(0.5 * volumes.NextNormal());
            Row("truth/truth.csv", $"{c.Code},{day:yyyy-MM-dd},{firm.Path.AssetValue[i]:0},{c.AssetVolatility:0.0000},{firm.Path.DefaultPoint[i]:0},{world.RiskFreeRate[i]:0.00000000},{equity:0},{firm.EquityVolatility(world, i):0.000000},{firm.DistanceKmv(i):0.000000},{firm.DistanceRiskNeutral(world, i):0.000000}");
            if (firm.Events.States[i] == DayState.Trading)
            {
                double price = equity / shares.Total;
                double volume = Math.Max(100, Math.Round(shares.Tradable * turnover / 100) * 100);
                lastClose = PriceText(price);
                Row("prices.csv", $"{c.Code},{day:yyyy-MM-dd},{lastClose},{firm.Events.Factors[i]:0.######},{volume:0},{volume * price:0},trading");
            }
            else if (firm.Events.States[i] == DayState.Suspended)
            {
                Row("prices.csv", $"{c.Code},{day:yyyy-MM-dd},{lastClose},{firm.Events.Factors[i]:0.######},0,0,suspended");
            }
        }
    }

    /// <summary>Six significant digits or more, and four decimals or more: a finer tick than any exchange's, so that rounding does not spoil the truth.</summary>
    private static string PriceText(double price) => price switch
    {
        >= 1 => price.ToString("0.0000", CultureInfo.InvariantCulture),
        >= 0.01 => price.ToString("0.000000", CultureInfo.InvariantCulture),
        _ => price.ToString("0.000000000", CultureInfo.InvariantCulture),
    };

    private static string ProfileWord(FirmProfile profile) => profile switch
    {
        FirmProfile.Bank => "bank",
        FirmProfile.Distressed => "distressed",
        FirmProfile.Failing => "failing",
        _ => "ordinary",
    };

    private void Row(string file, FormattableString row)
    {
        StreamWriter writer = writers[file];
        writer.Write(FormattableString.Invariant(row));
        writer.Write('\n');
    }

    private void Open(string name, string header)
    {
        StreamWriter writer = Create(name);
        writers.Add(name, writer);
        writer.Write(header);
        writer.Write('\n');
    }

    private StreamWriter Create(string name) => new(Path.Combine(directory, name), append: false, new UTF8Encoding(false), 1 << 16);
}
