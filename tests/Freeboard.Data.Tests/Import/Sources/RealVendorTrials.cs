using System.Diagnostics;
using System.Reflection;
using Freeboard.Data.Import;
using Freeboard.Data.Import.Proofs;
using Xunit.Abstractions;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>Tries real vendor files where they lie beside the repository. They are no part of it: without them the tests only say so.</summary>
public sealed class RealVendorTrials(ITestOutputHelper output)
{
    [Fact]
    public void A_whole_year_of_Shanghai_imports_cleanly_with_its_suspended_days()
    {
        if (Find("cn/netease_sse_2017") is not { } folder)
        {
            return;
        }

        MemorySink sink = new();
        long started = Stopwatch.GetTimestamp();
        DataImportResult result = DataImport.Run([folder], DataImportOptions.Default, sink);
        Tell(result, Stopwatch.GetElapsedTime(started));

        Assert.True(result.Accepted, string.Join('\n', result.Errors.Take(20)));
        FileMatch file = Assert.Single(result.Report.Files);
        Assert.Equal(315_371, file.Rows);
        Assert.Equal(1_391, result.Report.Firms);
        Assert.Equal(16_878, result.Report.SuspendedDays);

        // False alarms: rows of real data that a proof sets aside.
        Assert.True(result.QuarantinedRowCount <= 315, $"{result.QuarantinedRowCount} rows were set aside");
    }

    [Fact]
    public void Histories_and_balance_sheets_of_single_firms_import_cleanly()
    {
        if (Find("cn/netease_firms") is not { } folder)
        {
            return;
        }

        MemorySink sink = new();
        long started = Stopwatch.GetTimestamp();
        DataImportResult result = DataImport.Run([folder], DataImportOptions.Default, sink);
        Tell(result, Stopwatch.GetElapsedTime(started));
        Assert.True(result.Accepted, string.Join('\n', result.Errors.Take(20)));
    }

    [Fact]
    public void Interbank_rates_of_seven_years_import_cleanly()
    {
        if (Find("macro/cn/shibor_2016_2022.csv") is not { } file)
        {
            return;
        }

        MemorySink sink = new();
        DataImportResult result = DataImport.Run([file], DataImportOptions.Default, sink);
        Tell(result, TimeSpan.Zero);
        Assert.True(result.Accepted, string.Join('\n', result.Errors.Take(20)));
        Assert.Equal(0, result.QuarantinedRowCount);
        Assert.NotEmpty(sink.Rates);
    }

    private void Tell(DataImportResult result, TimeSpan time)
    {
        output.WriteLine($"accepted {result.Accepted}, {result.Report.Files.Sum(f => f.Rows)} rows in {time.TotalSeconds:0.0} s, {result.QuarantinedRowCount} set aside, {result.Report.SuspendedDays} suspended days, {result.Report.Firms} firms");
        foreach (FileMatch file in result.Report.Files)
        {
            output.WriteLine($"  {file.File}: {file.Source} {file.Dataset}, {file.Rows} rows, {file.Quarantined} set aside; {file.Evidence}");
        }

        foreach (ProofResult proof in result.Report.Proofs.Where(p => p.Judged > 0))
        {
            output.WriteLine($"  {proof.Name,-22} {proof.File,-28} {proof.Judged,8} judged {proof.Failures,6} failed  {proof.Verdict} {proof.LikelyCause}");
            foreach (ProofOffender offender in proof.Worst)
            {
                output.WriteLine($"      {offender.Firm} {offender.Day:yyyy-MM-dd} line {offender.Line}: {offender.Text}");
            }
        }

        foreach ((string kind, long count) in result.Report.Facts.Where(f => f.Count > 0))
        {
            output.WriteLine($"  {kind}: {count}");
        }

        foreach (Provenance.QualityNote note in result.Notes.Take(20))
        {
            output.WriteLine($"  {note.Code} {note.Firm} {note.Count}: {note.Text}");
        }

        foreach (Provenance.RowError error in result.Errors.Take(10))
        {
            output.WriteLine($"  {error}");
        }
    }

    private string? Find(string path)
    {
        string root = typeof(RealVendorTrials).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        string found = Path.Combine(Environment.GetEnvironmentVariable("FREEBOARD_REAL_DATA") ?? Path.Combine(root, "..", "shared", "data"), path);
        if (File.Exists(found) || Directory.Exists(found))
        {
            return found;
        }

        output.WriteLine($"******** SKIPPED: {path} is not beside the repository; nothing real was imported. ********");
        return null;
    }
}
