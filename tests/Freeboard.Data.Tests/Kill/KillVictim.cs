using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;

namespace Freeboard.Data.Tests.Kill;

/// <summary>Imports and keeps runs without end, and says on standard output what the store has acknowledged. Somebody kills it.</summary>
internal static class KillVictim
{
    public const int RunRows = 2_000;

    /// <summary>Firms of one import; each of its facts that is no price describes one of them.</summary>
    public const int Firms = 20;

    private const int SmallImport = 30_000;

    // More than a lot: it takes the way of large imports.
    private const int LargeImport = 270_000;

    /// <summary>Price rows of an import, by its source.</summary>
    public static int PriceRowsOf(string source) => source.EndsWith("large", StringComparison.Ordinal) ? LargeImport : SmallImport;

    public static void Run(string address, int first)
    {
        using FactStore facts = FactStore.Open(address);
        using RunStore runs = RunStore.Open(address);
        Say("ready");
        DateTimeOffset now = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);
        for (int i = first; ; i++)
        {
            // Every other writer makes its second import a large one.
            string source = FormattableString.Invariant($"import {i} {(i == first + 1 && first / 1000 % 2 == 0 ? "large" : "small")}");
            using (FactWriter writer = facts.BeginImport(new ImportDescription { Source = source }))
            {
                Write(writer, i, PriceRowsOf(source));
                Say(FormattableString.Invariant($"import {writer.Commit()}"));
            }

            string id = FormattableString.Invariant($"run-{i:000000}");
            runs.Append(SampleRun.Make(id, RunRows), now, now);
            Say("run " + id);
        }
    }

    private static void Write(FactWriter writer, int salt, int rows)
    {
        string[] codes = [.. Enumerable.Range(0, Firms).Select(f => FormattableString.Invariant($"{salt:000000}{f:00}"))];
        foreach (string code in codes)
        {
            writer.Firm(new FirmFact { Description = new() { Firm = code, Name = code, Currency = "CNY", Kind = "general" }, Source = "kill.csv" });
        }

        DateOnly start = new(2010, 1, 1);
        for (int row = 0; row < rows; row++)
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
