using System.Diagnostics;
using System.Globalization;
using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Numerics;
using Freeboard.Services.Assess;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>How long the daily history of a large synthetic market takes over a store, and how much memory. The market is made when the store has none.</summary>
internal static class AssessSpeed
{
    public static void Run(string place, int firms, int days, string method, string? output)
    {
        StoreAddress address = StoreAddress.Parse(place);
        if (!RunStore.Exists(address))
        {
            long making = Stopwatch.GetTimestamp();
            Fill(address, firms, days);
            Say($"made {firms} firms x {days} days in {Seconds(making)} s; store {Size(address)}");
            return;
        }

        AssessmentOptions options = AssessmentOptions.Default with
        {
            Dates = AsOfDates.Every(AssessmentFrequency.Daily),
            Method = method == "kmv" ? AssetMethod.Kmv : AssetMethod.TwoEquation,
        };
        using Stream? file = output is null ? null : File.Create(output);
        IAssessedRows rows = file is null ? new AssessVictim.Nowhere() : new AssessedCsv(file);
        long before = Stopwatch.GetTimestamp();
        TimeSpan processorBefore = Process.GetCurrentProcess().TotalProcessorTime;
        StoredOutcome outcome = StoredAssessment.Assess(place, rows, TimeProvider.System, options);
        string total = Seconds(before);
        using Process self = Process.GetCurrentProcess();
        Say($"{method}: {outcome.Rows:N0} rows of {outcome.Report.Firms.Count:N0} firms, {outcome.ComputedRows:N0} computed, {outcome.TakenOverFirms:N0} firms taken over, {outcome.FinishedFirms:N0} done before");
        Say($"total {total} s by the clock, {(self.TotalProcessorTime - processorBefore).TotalSeconds:F1} s of processor time; of the threads: reading {outcome.Work.Reading.TotalSeconds:F1}, computing {outcome.Work.Computing.TotalSeconds:F1}, packing {outcome.Work.Packing.TotalSeconds:F1}, keeping {outcome.Work.Keeping.TotalSeconds:F1} s");
        Say($"peak memory {self.PeakWorkingSet64 / 1048576.0:F0} MiB; store {Size(address)}; {string.Join(", ", outcome.Statuses.Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.Firms:N0} {s.Status}")))}");
    }

    private static void Fill(StoreAddress address, int firms, int days)
    {
        using FactStore facts = FactStore.Open(address);
        using FactWriter writer = facts.BeginImport(new ImportDescription { Source = "synthetic", Synthetic = true });
        DateOnly first = new(2015, 1, 5);
        DateOnly[] sessions = [.. Enumerable.Range(0, int.MaxValue).Select(first.AddDays).Where(static d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(days)];
        for (int firm = 0; firm < firms; firm++)
        {
            Firm(writer, firm, sessions);
        }

        for (int i = 0; i < days; i += 20)
        {
            writer.Rate(new RateFact(sessions[i].AddDays(-40), 1, 0.02 + (0.01 * Math.Sin(i * 0.002)), "rates"));
        }

        writer.Commit();
    }

    private static void Firm(FactWriter writer, int firm, DateOnly[] sessions)
    {
        string code = FormattableString.Invariant($"{600000 + firm}.SH");
        PhiloxStream random = new(20261122, (uint)firm);
        writer.Firm(new FirmFact { Description = new() { Firm = code, Name = code, Currency = "CNY", Kind = "general" }, Source = "firms" });
        double close = 5 + (20 * random.NextUniform());
        double volatility = 0.2 + (0.4 * random.NextUniform());
        double shares = Math.Floor(1e8 * (1 + (9 * random.NextUniform())));
        double debt = close * shares * (0.2 + (1.5 * random.NextUniform()));
        for (int day = 0; day < sessions.Length; day++)
        {
            if (day % 62 == 0)
            {
                // Statements step: quarterly, announced a month later.
                DateOnly end = sessions[day].AddDays(-35);
                debt *= day == 0 ? 1 : Math.Exp(0.05 * random.NextNormal());
                writer.Statement(code, new StatementFact { PeriodEnd = end, Announced = end.AddDays(30), CurrentLiabilities = Math.Round(0.7 * debt), NonCurrentLiabilities = Math.Round(0.6 * debt), Currency = new("CNY"), Source = "statements" });
                if (day % 620 == 0)
                {
                    writer.Shares(code, new ShareFact { ValidFrom = end, KnownOn = end, Tradable = shares, Restricted = Math.Floor(0.2 * shares), Source = "shares" });
                }
            }

            close = Math.Max(0.05, Math.Round(close * Math.Exp(volatility / Math.Sqrt(250) * random.NextNormal()), 2));
            writer.Price(code, new PriceFact { Date = sessions[day], Close = close, Volume = 1e6, Amount = 1e6 * close, Trading = true, Source = "prices" });
        }
    }

    private static string Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);

    private static string Size(StoreAddress address) => address.Kind == StoreKind.Sqlite
        ? FormattableString.Invariant($"{Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(address.Place))!, Path.GetFileName(address.Place) + "*").Sum(static f => new FileInfo(f).Length) / 1e6:F0} MB")
        : "on its server";

    private static void Say(FormattableString line) => Console.Out.WriteLine(FormattableString.Invariant(line));
}
