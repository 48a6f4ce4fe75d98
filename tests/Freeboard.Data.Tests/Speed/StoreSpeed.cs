using System.Diagnostics;
using System.Globalization;
using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Import;
using Freeboard.Data.Tests.Store;

namespace Freeboard.Data.Tests.Speed;

/// <summary>How fast price rows go into a store and come out of it, without the reading of files.</summary>
internal static class StoreSpeed
{
    private const int Days = 2500;

    public static void Run(string kind, int rows)
    {
        int firms = Math.Max(1, rows / Days);
        string[] codes = [.. Enumerable.Range(0, firms).Select(f => FormattableString.Invariant($"{f:000000}"))];
        foreach (bool byFirm in (bool[])[true, false])
        {
            using TemporaryStore place = new(kind);
            using FactStore store = FactStore.Open(place.Address);
            Import(store, codes, 50, byFirm, "first");
            TimeSpan work = Work();
            long before = Stopwatch.GetTimestamp();
            Import(store, codes, Days, byFirm, "second");
            TimeSpan write = Stopwatch.GetElapsedTime(before);
            TimeSpan writeWork = Work() - work;
            work += writeWork;
            before = Stopwatch.GetTimestamp();
            long read = 0;
            foreach (string code in codes)
            {
                read += store.ReadFirm(code).PanelAsOf(DateOnly.MaxValue, null).Prices.Length;
            }

            TimeSpan back = Stopwatch.GetElapsedTime(before);
            TimeSpan backWork = Work() - work;
            long size = place.Address.Kind == Freeboard.Data.Store.StoreKind.Sqlite ? Directory.EnumerateFiles(place.Folder).Sum(static f => new FileInfo(f).Length) : 0;
            Console.Out.WriteLine(FormattableString.Invariant(
                $"{kind}, {(byFirm ? "firm by firm" : "day by day")}: {(long)firms * Days:N0} price rows written in {write.TotalSeconds:F2} s = {firms * Days / write.TotalSeconds:N0} rows/s ({writeWork.TotalSeconds:F2} s of processor time, the server's included = {firms * Days / writeWork.TotalSeconds:N0} rows/s); read back in {back.TotalSeconds:F2} s = {read / back.TotalSeconds:N0} rows/s ({backWork.TotalSeconds:F2} s of processor time); files {size / 1e6:N0} MB; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB"));
        }
    }

    /// <summary>The same with files: a canonical prices.csv is read, proven and stored.</summary>
    public static void RunFiles(string kind, int rows)
    {
        int firms = Math.Max(1, rows / Days);
        foreach (bool byFirm in (bool[])[true, false])
        {
            using TemporaryStore place = new(kind);
            string folder = Directory.CreateDirectory(Path.Combine(place.Folder, "files")).FullName;
            WriteFiles(folder, firms, byFirm);
            double megabytes = new FileInfo(Path.Combine(folder, "prices.csv")).Length / 1e6;
            using FactStore store = FactStore.Open(place.Address);
            TimeSpan work = Work();
            long before = Stopwatch.GetTimestamp();
            using (FactWriter writer = store.BeginImport(new ImportDescription { Source = "canonical" }))
            {
                DataImportResult result = DataImport.Run([folder], new DataImportOptions(), writer);
                Assert.True(result.Accepted, string.Join("; ", result.Errors.Take(3)));
                writer.Commit();
            }

            TimeSpan whole = Stopwatch.GetElapsedTime(before);
            TimeSpan wholeWork = Work() - work;
            long total = (long)firms * Days;
            Console.Out.WriteLine(FormattableString.Invariant(
                $"{kind}, prices.csv of {megabytes:N0} MB, {(byFirm ? "firm by firm" : "day by day")}: {total:N0} rows read, proven and stored in {whole.TotalSeconds:F2} s = {total / whole.TotalSeconds:N0} rows/s ({wholeWork.TotalSeconds:F2} s of processor time, the server's included = {total / wholeWork.TotalSeconds:N0} rows/s); peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB"));
        }
    }

    private static void WriteFiles(string folder, int firms, bool byFirm)
    {
        using StreamWriter list = new(Path.Combine(folder, "firms.csv")) { NewLine = "\n" };
        list.WriteLine("firm,name,currency,kind");
        for (int f = 0; f < firms; f++)
        {
            list.WriteLine(FormattableString.Invariant($"{f:000000},Firm {f},CNY,general"));
        }

        using StreamWriter file = new(Path.Combine(folder, "prices.csv")) { NewLine = "\n" };
        file.WriteLine("firm,date,close,adj_factor,volume,amount,market_value,state");
        DateOnly first = new(2010, 1, 1);
        int total = firms * Days;
        for (int i = 0; i < total; i++)
        {
            int firm = byFirm ? i / Days : i % firms;
            int day = byFirm ? i % Days : i / firms;
            double close = 10 + ((i * 7919L % 1000) * 0.01);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{firm:000000},{first.AddDays(day):yyyy-MM-dd},{close:0.00},1,{1_000_000 + i},{(1_000_000 + i) * close:0.00},{close * 1e8:0},trading"));
        }
    }

    /// <summary>Processor time of this process and of the servers of PostgreSQL: on a busy machine it says more than the clock.</summary>
    private static TimeSpan Work() => Process.GetProcesses().Where(static p => p.ProcessName.StartsWith("postgres", StringComparison.Ordinal)).Append(Process.GetCurrentProcess()).Aggregate(TimeSpan.Zero, static (sum, p) =>
    {
        try
        {
            return sum + p.TotalProcessorTime;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return sum;
        }
    });

    private static void Import(FactStore store, string[] codes, int days, bool byFirm, string source)
    {
        using FactWriter writer = store.BeginImport(new ImportDescription { Source = source });
        foreach (string code in codes)
        {
            writer.Firm(new FirmFact { Description = new() { Firm = code, Name = code, Currency = "CNY", Kind = "general" }, Source = source });
        }

        DateOnly first = source == "first" ? new DateOnly(2000, 1, 1) : new DateOnly(2010, 1, 1);
        int total = codes.Length * days;
        for (int i = 0; i < total; i++)
        {
            int firm = byFirm ? i / days : i % codes.Length;
            int day = byFirm ? i % days : i / codes.Length;
            double close = 10 + ((i * 7919L % 1000) * 0.01);
            writer.Price(codes[firm], new PriceFact
            {
                Date = first.AddDays(day),
                Close = close,
                PreviousClose = close - 0.01,
                Factor = 1,
                Volume = 1_000_000 + i,
                Amount = (1_000_000 + i) * close,
                MarketValue = close * 1e8,
                Trading = true,
                Source = source,
            });
        }

        writer.Commit();
    }
}
