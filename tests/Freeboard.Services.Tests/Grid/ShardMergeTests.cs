using Freeboard.Assessment;
using Freeboard.Data.Import;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Grid;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Grid;

public class ShardMergeTests
{
    private static readonly Lazy<Data.AsOf.Market> Sample = new(() => MarketImport.Load(RepositoryFiles.Path("samples", "market"), AssessmentService.ImportOptionsOf(InputOptions.Default)).Market!);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(7, 1)]
    [InlineData(64, 2)]
    [InlineData(1000, 1)]
    public void Shards_merge_to_the_bytes_of_the_whole_however_many_and_in_any_order(int count, int threads)
    {
        using TemporaryFolder folder = new();
        byte[] whole = Csv(Run(null, 2));
        string[] files = Shards(folder, count, threads);
        ShardMergeOutcome outcome = ShardMerge.Of([.. files.OrderBy(FirmShard.HashOf)]);
        Assert.Empty(outcome.Errors);
        Assert.Equal(whole, Csv(outcome.Rows!));
    }

    [Theory]
    [InlineData(RowFormat.Json)]
    [InlineData(RowFormat.Ndjson)]
    public void Documents_merge_to_the_bytes_of_the_whole(RowFormat format)
    {
        using TemporaryFolder folder = new();
        AssessmentRun run = Run(null, 2);
        byte[] whole = Bytes(AssessmentTable.TableOf(run.Provenance, run.Rows), format);
        string[] files = [.. Enumerable.Range(1, 5).Reverse().Select(k =>
        {
            AssessmentRun part = Run(new FirmShard(k, 5), 1);
            string file = folder.Inside(FormattableString.Invariant($"{k}.rows"));
            File.WriteAllBytes(file, Bytes(AssessmentTable.TableOf(part.Provenance, part.Rows, new FirmShard(k, 5)), format));
            return file;
        })];
        ShardMergeOutcome outcome = ShardMerge.Of(files);
        Assert.Equal(format, outcome.Format);
        Assert.Equal(whole, Bytes(outcome.Rows!, format));
    }

    [Fact]
    public void A_document_whose_rows_were_changed_or_left_out_is_refused()
    {
        using TemporaryFolder folder = new();
        string[] files = [.. Enumerable.Range(1, 2).Select(k =>
        {
            AssessmentRun part = Run(new FirmShard(k, 2), 1);
            string file = folder.Inside(FormattableString.Invariant($"{k}.json"));
            File.WriteAllBytes(file, Bytes(AssessmentTable.TableOf(part.Provenance, part.Rows, new FirmShard(k, 2)), RowFormat.Json));
            return file;
        })];
        Assert.Empty(ShardMerge.Of(files).Errors);
        string whole = File.ReadAllText(files[0]);
        int figure = whole.IndexOf("\"edf\": 0.", StringComparison.Ordinal) + "\"edf\": 0.".Length;
        File.WriteAllText(files[0], string.Concat(whole.AsSpan(0, figure), whole[figure] == '1' ? "2" : "1", whole.AsSpan(figure + 1)));
        Refused("SHARD-NOT-ROWS", files);
        int row = whole.LastIndexOf(",\n    {", StringComparison.Ordinal);
        int end = whole.IndexOf("\n  ]", row, StringComparison.Ordinal);
        File.WriteAllText(files[0], whole.Remove(row, end - row));
        Refused("SHARD-NOT-ROWS", files);
        File.WriteAllText(files[0], whole.Replace("\"rowsSha256\"", "\"another\"", StringComparison.Ordinal));
        Refused("SHARD-NOT-ROWS", files);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public void A_row_without_an_end_and_an_empty_file_among_rows_with_a_header_are_refused(string format)
    {
        using TemporaryFolder folder = new();
        string[] files = Shards(folder, 2, 1);
        string endless = folder.Inside("endless");
        string header = File.ReadLines(files[0]).First();
        File.WriteAllText(endless, (format == "csv" ? header + "\n" : "{\"firm\":\"A\"}\n{") + new string('9', 3 << 20));
        Refused(format == "csv" ? "LINE-TOO-LONG" : "SHARD-NOT-ROWS", endless, files[1]);
        File.WriteAllText(endless, "");
        Refused("SHARD-NOT-ROWS", endless, files[1]);
    }

    [Fact]
    public void Firms_whose_codes_must_be_quoted_or_guarded_come_out_as_they_went_in()
    {
        using TemporaryFolder folder = new();
        AssessmentRun run = Run(null, 1);
        AssessmentRow[] rows = [.. ((string[])["\"a,b\"", "+7", "a\"b", "中"]).Order(StringComparer.Ordinal).Select(firm => run.Rows[0] with { Firm = firm })];
        byte[] whole = Csv(rows);
        string[] files = [.. Enumerable.Range(1, 3).Select(k =>
        {
            string file = folder.Inside(FormattableString.Invariant($"{k}.csv"));
            File.WriteAllBytes(file, Csv(rows.Where(row => new FirmShard(k, 3).Holds(row.Firm))));
            return file;
        })];
        Assert.Equal(whole, Csv(ShardMerge.Of(files).Rows!));
    }

    [Fact]
    public void Shards_of_two_runs_are_refused()
    {
        using TemporaryFolder folder = new();
        string[] files = Shards(folder, 2, 1);
        File.WriteAllText(files[1], File.ReadAllText(files[1]).Replace(Run(null, 1).Provenance.RunId, "0000-0000-0000", StringComparison.Ordinal));
        Refused("RUNS-MIXED", files);
    }

    [Fact]
    public void Shards_of_two_partitions_are_refused()
    {
        using TemporaryFolder two = new();
        using TemporaryFolder three = new();
        Refused("FIRM-TWICE", Shards(two, 2, 1)[0], Shards(three, 3, 1)[0], Shards(three, 3, 1)[1], Shards(three, 3, 1)[2]);
    }

    [Fact]
    public void A_shard_given_twice_is_refused()
    {
        using TemporaryFolder folder = new();
        string[] files = Shards(folder, 2, 1);
        Refused("FIRM-TWICE", files[0], files[0], files[1]);
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        using TemporaryFolder folder = new();
        string[] files = Shards(folder, 2, 1);
        File.WriteAllText(files[0], File.ReadAllText(files[0])[..^7]);
        Refused("SHARD-NOT-ROWS", files);
    }

    [Fact]
    public void Bare_rows_of_a_part_of_the_shards_are_known_as_such()
    {
        using TemporaryFolder folder = new();
        string[] files = ManyFirms(folder, 6);
        Assert.Empty(ShardMerge.Of(files).Errors);
        foreach (string[] part in (string[][])[files[1..], files[..1], [files[0], files[3]], [files[0], files[2], files[4]]])
        {
            ShardMergeOutcome outcome = ShardMerge.Of(part);
            Assert.Null(outcome.Rows);
            Assert.True(outcome.IsIncomplete, Assert.Single(outcome.Errors).ToString());
        }
    }

    [Fact]
    public void With_sidecars_a_missing_shard_is_named_and_a_changed_one_refused()
    {
        using TemporaryFolder folder = new();
        string[] files = [.. Enumerable.Range(1, 3).Select(k =>
        {
            AssessmentRun part = Run(new FirmShard(k, 3), 1);
            string file = folder.Inside(FormattableString.Invariant($"{k}.csv"));
            using RowFile rows = RowFile.Stage(file, RowFormat.Csv, AssessmentTable.TableOf(part.Provenance, part.Rows, new FirmShard(k, 3)));
            rows.Publish();
            return file;
        })];
        Assert.Empty(ShardMerge.Of(files).Errors);
        ShardMergeOutcome missing = ShardMerge.Of(files[..2]);
        Assert.True(missing.IsIncomplete);
        Assert.Contains("absent: 3", Assert.Single(missing.Errors).Reason, StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(files[0]);
        bytes[^30] ^= 1;
        File.WriteAllBytes(files[0], bytes);
        Assert.Contains(Assert.Single(ShardMerge.Of(files).Errors).Code, (string[])["SHARD-DAMAGED", "SHARD-NOT-ROWS", "RUNS-MIXED"]);
    }

    [Fact]
    public void A_share_of_the_firms_says_what_the_whole_says_of_them()
    {
        AssessmentRun whole = Run(null, 1);
        AssessmentRun[] parts = [.. Enumerable.Range(1, 4).Select(k => Run(new FirmShard(k, 4), 1))];
        Assert.All(parts, part => Assert.Equal(whole.Provenance.RunId, part.Provenance.RunId));
        Assert.Equal(whole.Rows.Count, parts.Sum(static part => part.Rows.Count));
        Assert.Equal(whole.Firms.Select(static f => f.Firm), parts.SelectMany(static part => part.Firms).Select(static f => f.Firm).Order(StringComparer.Ordinal));
    }

    private static AssessmentRun Run(FirmShard? shard, int threads) => AssessmentService.Assess(Sample.Value, InputOptions.Default, AssessmentOptions.Default with { Shard = shard, Threads = threads });

    private static string[] Shards(TemporaryFolder folder, int count, int threads) =>
    [
        .. Enumerable.Range(1, count).Select(k =>
        {
            string file = folder.Inside(FormattableString.Invariant($"{count}-{k}.csv"));
            File.WriteAllBytes(file, Csv(Run(new FirmShard(k, count), threads)));
            return file;
        }),
    ];

    private static string[] ManyFirms(TemporaryFolder folder, int count)
    {
        AssessmentRow row = Run(null, 1).Rows[0];
        AssessmentRow[] rows = [.. Enumerable.Range(0, 400).Select(i => row with { Firm = FormattableString.Invariant($"M{i:000}") })];
        return
        [
            .. Enumerable.Range(1, count).Select(k =>
            {
                string file = folder.Inside(FormattableString.Invariant($"many-{k}.csv"));
                File.WriteAllBytes(file, Csv(rows.Where(r => new FirmShard(k, count).Holds(r.Firm))));
                return file;
            }),
        ];
    }

    private static void Refused(string code, params string[] files)
    {
        ShardMergeOutcome outcome = ShardMerge.Of(files);
        Assert.Null(outcome.Rows);
        Assert.False(outcome.IsIncomplete);
        Assert.Equal(code, Assert.Single(outcome.Errors).Code);
    }

    private static byte[] Csv(AssessmentRun run) => Csv(run.Rows);

    private static byte[] Csv(IEnumerable<AssessmentRow> rows) => Bytes(AssessmentTable.TableOf(new RunProvenance { RunId = "", Version = "", InstructionSet = "", AsOf = default, Inputs = [], Parameters = [], Notes = [] }, rows), RowFormat.Csv);

    private static byte[] Csv(OutputTable table) => Bytes(table, RowFormat.Csv);

    private static byte[] Bytes(OutputTable table, RowFormat format)
    {
        using MemoryStream output = new();
        if (format == RowFormat.Json)
        {
            table.JsonDocument!(output);
            return output.ToArray();
        }

        using RowWriter writer = RowWriter.Open(output, format, table.Columns, table.Name);
        foreach (string[] row in table.Rows)
        {
            writer.Write(row);
        }

        writer.Complete();
        return output.ToArray();
    }
}
