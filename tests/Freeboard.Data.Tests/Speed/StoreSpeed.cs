using System.Diagnostics;
using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
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
            long before = Stopwatch.GetTimestamp();
            Import(store, codes, Days, byFirm, "second");
            TimeSpan write = Stopwatch.GetElapsedTime(before);
            before = Stopwatch.GetTimestamp();
            long read = 0;
            foreach (string code in codes)
            {
                read += store.ReadFirm(code).PanelAsOf(DateOnly.MaxValue, null).Prices.Length;
            }

            TimeSpan back = Stopwatch.GetElapsedTime(before);
            long size = place.Address.Kind == Freeboard.Data.Store.StoreKind.Sqlite ? Directory.EnumerateFiles(place.Folder).Sum(static f => new FileInfo(f).Length) : 0;
            Console.Out.WriteLine(FormattableString.Invariant(
                $"{kind}, {(byFirm ? "firm by firm" : "day by day")}: {(long)firms * Days:N0} price rows written in {write.TotalSeconds:F2} s = {firms * Days / write.TotalSeconds:N0} rows/s; read back in {back.TotalSeconds:F2} s = {read / back.TotalSeconds:N0} rows/s; files {size / 1e6:N0} MB; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB"));
        }
    }

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
