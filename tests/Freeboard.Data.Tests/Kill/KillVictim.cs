using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;

namespace Freeboard.Data.Tests.Kill;

/// <summary>Imports and keeps runs without end, and says on standard output what the store has acknowledged. Somebody kills it.</summary>
internal static class KillVictim
{
    public const int PriceRows = 30_000;
    public const int RunRows = 2_000;

    /// <summary>Facts of one import: prices, and the firms they are of.</summary>
    public const int Facts = PriceRows + Firms;

    private const int Firms = 20;

    public static void Run(string address, int first)
    {
        using FactStore facts = FactStore.Open(address);
        using RunStore runs = RunStore.Open(address);
        Say("ready");
        DateTimeOffset now = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);
        for (int i = first; ; i++)
        {
            using (FactWriter writer = facts.BeginImport(new ImportDescription { Source = FormattableString.Invariant($"import {i}") }))
            {
                Write(writer, i);
                Say(FormattableString.Invariant($"import {writer.Commit()}"));
            }

            string id = FormattableString.Invariant($"run-{i:000000}");
            runs.Append(SampleRun.Make(id, RunRows), now, now);
            Say("run " + id);
        }
    }

    private static void Write(FactWriter writer, int salt)
    {
        string[] codes = [.. Enumerable.Range(0, Firms).Select(f => FormattableString.Invariant($"{salt:000000}{f:00}"))];
        foreach (string code in codes)
        {
            writer.Firm(new FirmFact { Description = new() { Firm = code, Name = code, Currency = "CNY", Kind = "general" }, Source = "kill.csv" });
        }

        DateOnly start = new(2010, 1, 1);
        for (int row = 0; row < PriceRows; row++)
        {
            writer.Price(codes[row % Firms], new PriceFact { Date = start.AddDays(row / Firms), Close = 10 + (row * 0.001), Volume = 1000, Trading = true, Source = "kill.csv" });
        }
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
