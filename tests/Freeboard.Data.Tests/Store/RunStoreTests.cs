using Freeboard.Assessment;
using Freeboard.Data.Store;
using Freeboard.Tests.PostgreSql;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Tests.Store;

public sealed class RunStoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 4, 1, 8, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset End = Start.AddSeconds(12.345);

    [Theory]
    [EveryStore]
    public void A_run_comes_back_bit_for_bit(string kind)
    {
        using TemporaryStore file = new(kind);
        AssessmentRun run = SampleRun.Make();
        using (RunStore store = RunStore.Open(file.Address))
        {
            Assert.True(store.Append(run, Start, End));
        }

        using RunStore again = RunStore.Open(file.Address);
        AssessmentRun back = again.Load(run.Provenance.RunId)!;

        Assert.Equal(run.Provenance.Inputs, back.Provenance.Inputs);
        Assert.Equal(run.Provenance.Parameters, back.Provenance.Parameters);
        Assert.Equal(run.Provenance.Notes, back.Provenance.Notes);
        Assert.Equal(run.Provenance with { Inputs = back.Provenance.Inputs, Parameters = back.Provenance.Parameters, Notes = back.Provenance.Notes }, back.Provenance);
        Assert.Equal(run.Firms, back.Firms);
        Assert.Equal(run.Rows, back.Rows);
        Assert.Equal(run.LatestInputs.Keys.Order(), back.LatestInputs.Keys.Order());
        Assert.All(run.LatestInputs, p => Assert.Equal(p.Value, back.LatestInputs[p.Key]));
        Assert.Equal(run.Funnel.Count, back.Funnel.Count);
        Assert.All(run.Funnel.Zip(back.Funnel), p => Assert.Equal((p.First.Name, p.First.Firms, p.First.Lost, string.Join(';', p.First.Reasons)), (p.Second.Name, p.Second.Firms, p.Second.Lost, string.Join(';', p.Second.Reasons))));
        Assert.True(back.Synthetic);
    }

    [Theory]
    [EveryStore]
    public void Doubles_keep_every_bit_minus_zero_included(string kind)
    {
        using TemporaryStore file = new(kind);
        using RunStore store = RunStore.Open(file.Address);
        AssessmentRun run = SampleRun.Make();
        store.Append(run, Start, End);

        AssessmentRow row = store.RowsOf(run.Provenance.RunId, "A01")[0];

        Assert.Equal(Bits(run.Rows[0]), Bits(row));
        Assert.True(double.IsNegative(row.RiskFreeRate!.Value));

        static long?[] Bits(AssessmentRow r) => [.. new[] { r.EquityValue, r.EquityVolatility, r.DefaultPoint, r.RiskFreeRate, r.HorizonYears, r.AssetValue, r.AssetVolatility, r.DdKmv, r.DdRiskNeutral, r.DdPhysical, r.LnEdf, r.Edf }.Select(v => v is { } d ? BitConverter.DoubleToInt64Bits(d) : (long?)null)];
    }

    [Theory]
    [EveryStore]
    public void The_same_run_again_stores_only_a_new_execution_time(string kind)
    {
        using TemporaryStore file = new(kind);
        using RunStore store = RunStore.Open(file.Address);

        Assert.True(store.Append(SampleRun.Make(), Start, End));
        Assert.False(store.Append(SampleRun.Make(), Start.AddDays(1), End.AddDays(1)));

        StoredRunSummary summary = Assert.Single(store.List());
        Assert.Equal((2, 4, 2, true), (summary.Executions, summary.Rows, summary.Firms, summary.Synthetic));
        Assert.Equal((Start, Start.AddDays(1), End.AddDays(1)), (summary.FirstStartedAt, summary.LastStartedAt, summary.LastFinishedAt));
    }

    [Theory]
    [EveryStore]
    public void Runs_are_found_by_a_unique_beginning_and_the_latest_is_the_last_executed(string kind)
    {
        using TemporaryStore file = new(kind);
        using RunStore store = RunStore.Open(file.Address);
        Assert.Null(store.LatestRunId());
        Assert.Empty(store.List());

        store.Append(SampleRun.Make("aaaa-0000-0001"), Start, End);
        store.Append(SampleRun.Make("aaaa-0000-0002"), Start, End);
        store.Append(SampleRun.Make("aaaa-0000-0001"), Start, End);

        Assert.Equal("aaaa-0000-0001", store.LatestRunId());
        Assert.Equal(["aaaa-0000-0001", "aaaa-0000-0002"], store.List().Select(s => s.RunId));
        Assert.Equal("aaaa-0000-0002", store.Load("aaaa-0000-0002")!.Provenance.RunId);
        Assert.Null(store.Load("aaaa"));
        Assert.Null(store.Load("bbbb"));
        Assert.Null(store.Load("%"));
        Assert.Equal(2, store.Matching("aaaa").Count);
        Assert.Equal(2, store.RowsOf("aaaa-0000-0001", "B02").Count);
        Assert.Empty(store.RowsOf("aaaa-0000-0001", "nobody"));
    }

    [Theory]
    [EveryStore]
    public void A_break_in_the_middle_of_an_append_leaves_nothing(string kind)
    {
        using TemporaryStore file = new(kind);
        using (RunStore store = RunStore.Open(file.Address))
        {
            AssessmentRun broken = SampleRun.Make(rows: 1000) with { Rows = new BreakingList<AssessmentRow>(SampleRun.Make(rows: 1000).Rows, 700) };
            Assert.Throws<InvalidOperationException>(() => store.Append(broken, Start, End));
            Assert.Empty(store.List());
        }

        using RunStore again = RunStore.Open(file.Address);
        Assert.Null(again.LatestRunId());
        Assert.True(again.Append(SampleRun.Make(), Start, End));
    }

    [Fact]
    public void What_a_crash_in_the_middle_of_an_append_leaves_on_the_disk_holds_no_run()
    {
        using TemporaryStore file = new();
        using TemporaryStore crashed = new();
        using RunStore store = RunStore.Open(file.FilePath);
        store.Append(SampleRun.Make("before"), Start, End);

        // The files as they lie on the disk when row 40,000 is about to be written are what a power cut would leave.
        AssessmentRun run = SampleRun.Make("during", rows: 50_000);
        run = run with { Rows = new BreakingList<AssessmentRow>(run.Rows, 40_000, () => CopyAll(file.Folder, crashed.Folder)) };
        Assert.Throws<InvalidOperationException>(() => store.Append(run, Start, End));

        using RunStore after = RunStore.Open(crashed.FilePath);
        Assert.Equal(["before"], after.List().Select(s => s.RunId));
        Assert.Equal(4, after.Load("before")!.Rows.Count);
        Assert.True(after.Append(SampleRun.Make("during", rows: 50_000), Start, End));
        Assert.Equal(50_000, after.Load("during")!.Rows.Count);
    }

    [Theory]
    [EveryStore]
    public void Numbers_that_are_not_finite_are_refused_whole(string kind)
    {
        using TemporaryStore file = new(kind);
        using RunStore store = RunStore.Open(file.Address);
        AssessmentRun run = SampleRun.Make();
        run = run with { Rows = [run.Rows[0], run.Rows[1] with { Edf = double.NaN }] };

        Assert.Throws<ArgumentException>(() => store.Append(run, Start, End));
        Assert.Throws<ArgumentException>(() => store.Append(SampleRun.Make() with { Rows = SampleRun.Make("other").Rows }, Start, End));
        Assert.Throws<ArgumentException>(() => store.Append(SampleRun.Make(), End, Start));
        Assert.Empty(store.List());
    }

    [Fact]
    public void What_is_stored_refuses_change_even_to_plain_sql()
    {
        using TemporaryStore file = new();
        using (RunStore store = RunStore.Open(file.FilePath))
        {
            store.Append(SampleRun.Make(), Start, End);
        }

        SampleRun.KeepSegment(StoreAddress.Parse(file.FilePath));

        using SqliteConnection plain = new($"Data Source={file.FilePath};Pooling=False");
        plain.Open();
        using SqliteCommand tables = plain.CreateCommand();
        // Validations are deleted by who made them.
        tables.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%run_id%' AND name <> 'validation_kept'";
        List<string> names = [];
        using (SqliteDataReader reader = tables.ExecuteReader())
        {
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }
        }

        Assert.Equal(14, names.Count);
        foreach (string name in names)
        {
            string before = Content(plain, name);
            Assert.NotEmpty(before);
            foreach (string sql in new[]
            {
                $"DELETE FROM {name}",
                $"UPDATE {name} SET run_id = 'x'",
                $"UPDATE OR REPLACE {name} SET run_id = run_id",
                $"UPDATE OR IGNORE {name} SET run_id = 'x'",
                $"REPLACE INTO {name} SELECT * FROM {name}",
                $"INSERT OR REPLACE INTO {name} SELECT * FROM {name}",
                $"INSERT OR IGNORE INTO {name} SELECT * FROM {name}",
                $"INSERT INTO {name} SELECT * FROM {name} WHERE true ON CONFLICT DO UPDATE SET run_id = 'x'",
            })
            {
                using SqliteCommand command = plain.CreateCommand();
                command.CommandText = sql;
                Assert.Contains("append-only", Assert.Throws<SqliteException>(() => { command.ExecuteNonQuery(); }).Message, StringComparison.Ordinal);
                Assert.Equal(before, Content(plain, name));
            }
        }
    }

    [Fact]
    public void A_key_of_another_type_does_not_slip_past_the_refusal_and_execution_ids_stay_above_zero()
    {
        using TemporaryStore file = new();
        using RunStore store = RunStore.Open(file.FilePath);
        store.Append(SampleRun.Make("one"), Start, End);
        using SqliteConnection plain = new($"Data Source={file.FilePath};Pooling=False");
        plain.Open();

        Refused("INSERT OR REPLACE INTO run_parameters (run_id, position, name, value) VALUES ('one', '0', 'horizonYears', '2')", "append-only");
        Refused("INSERT OR REPLACE INTO run_parameters (run_id, position, name, value) VALUES ('one', 0.0, 'horizonYears', '2')", "append-only");
        Refused("INSERT OR REPLACE INTO executions (rowid, run_id, started_at, finished_at) VALUES (1, 'one', '', '')", "append-only");
        Refused("INSERT INTO executions (execution_id, run_id, started_at, finished_at) VALUES (-1, 'one', '', '')", "CHECK");
        Assert.False(store.Append(SampleRun.Make("one"), Start, End));
        Assert.Equal(2, store.List().Single().Executions);

        void Refused(string sql, string why)
        {
            using SqliteCommand command = plain.CreateCommand();
            command.CommandText = sql;
            Assert.Contains(why, Assert.Throws<SqliteException>(() => { command.ExecuteNonQuery(); }).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [EveryStore]
    public async Task Two_writers_at_once_both_get_their_runs_in(string kind)
    {
        using TemporaryStore file = new(kind);
        Task[] writers = [.. Enumerable.Range(0, 2).Select(w => Task.Run(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                using RunStore store = RunStore.Open(file.Address);
                store.Append(SampleRun.Make($"{w:0000}-0000-{i:0000}", rows: 50), Start, End);
                store.Append(SampleRun.Make("shared-run", rows: 50), Start, End);
            }
        }))];
        await Task.WhenAll(writers);

        using RunStore all = RunStore.Open(file.Address);
        Assert.Equal(41, all.List().Count);
        Assert.Equal(40, all.List().Single(s => s.RunId == "shared-run").Executions);
        Assert.All(all.List(), s => Assert.Equal(50, all.Load(s.RunId)!.Rows.Count));
    }

    private static string Content(SqliteConnection connection, string table)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        object[] values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(string.Join('|', values));
        }

        return string.Join('\n', rows);
    }

    private static void CopyAll(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        }
    }

    private sealed class BreakingList<T>(IReadOnlyList<T> inner, int breakAt, Action? atBreak = null) : IReadOnlyList<T>
    {
        public int Count => inner.Count;

        public T this[int index]
        {
            get
            {
                if (index < breakAt)
                {
                    return inner[index];
                }

                atBreak?.Invoke();
                throw new InvalidOperationException("the process dies here");
            }
        }

        public IEnumerator<T> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
