namespace Freeboard.Cli.Tests;

public sealed class SolveCommandTests
{
    [Fact]
    public void A_table_from_standard_input_is_solved_to_standard_output()
    {
        CommandRun run = CommandRun.Of(["solve", "-"], "id,E,sigmaE,D,r,T\nhull,3,0.8,10,0.05,1\n");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("id,V,sigmaV,d1,DD,lnPD,condition,status", run.Lines[0]);
        Assert.StartsWith("hull,12.3953871886396", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_twelve_firms_of_the_sample_are_solved()
    {
        CommandRun run = CommandRun.Of(["solve", Directory.GetFiles(Sandbox.Sample("uncertain-kmv-2013"), "*.csv").Single()]);
        Assert.Equal(0, run.Code);
        Assert.Equal(13, run.Lines.Length);
        Assert.All(run.Lines[1..], line => Assert.EndsWith(",Converged", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Extra_columns_are_an_error_unless_ignored()
    {
        const string table = "id,E,sigmaE,D,r,T,note\nhull,3,0.8,10,0.05,1,x\n";
        CommandRun strict = CommandRun.Of(["solve", "-"], table);
        Assert.Equal((3, ""), (strict.Code, strict.Out));
        Assert.Contains("-:1:note: COLUMN-UNKNOWN", strict.Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(["solve", "-", "--ignore-extra"], table).Code);
    }

    [Fact]
    public void A_row_without_an_answer_makes_the_run_partial_and_a_broken_row_rejects_the_table()
    {
        CommandRun partial = CommandRun.Of(["solve", "-"], "id,E,sigmaE,D,r,T\na,-1,0.8,10,0.05,1\nb,3,0.8,10,0.05,1\n");
        Assert.Equal(4, partial.Code);
        Assert.Equal("a,,,,,,,InvalidInput", partial.Lines[1]);
        CommandRun rejected = CommandRun.Of(["solve", "-"], "id,E,sigmaE,D,r,T\na,x,0.8,10,0.05,1\n");
        Assert.Equal((3, ""), (rejected.Code, rejected.Out));
        Assert.Contains("-:2:E: NUMBER-NOT-A-NUMBER", rejected.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void GBK_and_a_byte_order_mark_are_read_and_other_bytes_are_refused()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        const string table = "id,E,sigmaE,D,r,T\n平安银行,3,0.8,10,0.05,1\n万科,3,0.8,10,0.05,1\n";
        string plain = CommandRun.Of(["solve", "-"], table).Out;
        Assert.Contains("\n平安银行,12.39", plain, StringComparison.Ordinal);
        Assert.Equal(plain, CommandRun.Of(["solve", "-"], inputBytes: System.Text.Encoding.GetEncoding("GB18030").GetBytes(table)).Out);
        Assert.Equal(plain, CommandRun.Of(["solve", "-"], inputBytes: [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(table)]).Out);
        CommandRun refused = CommandRun.Of(["solve", "-"], inputBytes: [.. "id,E,sigmaE,D,r,T\n"u8, 0xFF, 0xFF, 0xFF, (byte)'\n']);
        Assert.Equal(3, refused.Code);
        Assert.Contains("ENCODING-UNKNOWN", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_set_aside_are_counted()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},x,0.8,10,0.05,1\n"));
        CommandRun run = CommandRun.Of(["solve", "-", "--keep-going"], $"id,E,sigmaE,D,r,T\n{rows}a,3,0.8,10,0.05,1\n");
        Assert.Equal((4, 2), (run.Code, run.Lines.Length));
        Assert.Contains("60 rows were set aside", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_never_ends_can_be_interrupted()
    {
        using SilentStream silent = new();
        using CancellationTokenSource interrupt = new(TimeSpan.FromMilliseconds(300));
        Assert.Equal(130, CommandRun.Of(["solve", "-"], inputStream: silent, cancellationToken: interrupt.Token).Code);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        CommandRun run = CommandRun.Of(["solve", "nowhere.csv"]);
        Assert.Equal(3, run.Code);
        Assert.Contains("nowhere.csv: FILE-NOT-FOUND", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A stream that says nothing, like a terminal at which nobody types, until it is disposed.</summary>
    private sealed class SilentStream : MemoryStream
    {
        private readonly ManualResetEventSlim closed = new();

        public override void CopyTo(Stream destination, int bufferSize) => closed.Wait(TimeSpan.FromSeconds(30));

        protected override void Dispose(bool disposing)
        {
            closed.Set();
            base.Dispose(disposing);
        }
    }
}
