using System.Diagnostics;
using Freeboard.Data.Import;
using Freeboard.Data.Tests.Import.Sources;

namespace Freeboard.Data.Tests.Import.Hostile;

/// <summary>Bombs are refused by name within a second and within 100 MB.</summary>
public sealed class BombTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const long MostBytes = 100_000_000;

    public static TheoryData<string> Names => [.. BombBytes.All.Select(static b => b.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_is_refused_by_name_within_a_second_and_a_hundred_megabytes(string name)
    {
        (_, Func<byte[]> make, string[] codes) = BombBytes.All.Single(b => b.Name == name);
        byte[] bytes = make();
        double seconds = double.MaxValue;
        long allocated = 0;

        // The machine may be busy with other tests: the quickest of three tells what the work takes.
        for (int round = 0; round < 3 && seconds > 1; round++)
        {
            using SourceFolder folder = new();
            folder.With(name, bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            (DataImportResult result, MemorySink sink) = folder.Import();
            seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.False(result.Accepted);
            Assert.Contains(result.Errors, e => codes.Contains(e.Code));
            Assert.Empty(sink.Prices);
        }

        output.WriteLine(FormattableString.Invariant($"{name}: {bytes.Length:#,0} bytes refused in {seconds:0.00} s; {allocated / 1e6:0.0} MB allocated in all"));
        Assert.True(seconds < 1, FormattableString.Invariant($"{seconds:0.00} s"));
        Assert.True(allocated < MostBytes, FormattableString.Invariant($"{allocated:#,0} bytes"));
    }
}
