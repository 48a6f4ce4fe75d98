using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Services.Solve;
using Freeboard.Structural;

namespace Freeboard.Services.Tests.Solve;

public sealed class SolveTableTests
{
    [Fact]
    public void A_row_is_solved_and_written_with_seventeen_digits()
    {
        string[] lines = Lines("id,E,sigmaE,D,r,T\nhull,3,0.8,10,0.05,1\n");
        Assert.Equal("id,V,sigmaV,d1,DD,lnPD,condition,status", lines[0]);
        string[] cells = lines[1].Split(',');
        Assert.Equal(["hull", "Converged"], [cells[0], cells[7]]);

        // Hull's example: V 12.40, sigmaV 21.23 %, PD 12.7 %; the digits beyond are from a 60-digit solution.
        Assert.Equal(12.395387188639658931, Number(cells[1]), 12);
        Assert.Equal(0.21230471342320785516, Number(cells[2]), 14);
        Assert.Equal(1.3531303687520277619, Number(cells[3]), 13);
        Assert.Equal(0.12697, Math.Exp(Number(cells[5])), 5);
        foreach (int i in (int[])[1, 2, 3, 4, 5, 6])
        {
            Assert.Equal(Number(cells[i]).ToString("G17", CultureInfo.InvariantCulture), cells[i]);
        }
    }

    [Fact]
    public void A_row_reads_the_same_in_every_table()
    {
        // The reference grid holds rows that the vectors solve and rows that they leave to the scalar solver.
        string[] grid = [.. File.ReadLines(RepositoryFiles.Path("tests", "ReferenceValues", "merton-grid", "merton_grid.csv")).Skip(1).Take(300)
            .Select(line => line.Split(',')).Select(cells => string.Join(',', cells[0], cells[2], cells[3], cells[4], cells[5], cells[6]))];
        string[] together = Lines("id,E,sigmaE,D,r,T\n" + string.Join('\n', grid) + "\n");
        string[] backwards = Lines("id,E,sigmaE,D,r,T\n" + string.Join('\n', grid.Reverse()) + "\n");
        Assert.All(together.Skip(1).Where(line => line.Length > 0), line => Assert.EndsWith(",Converged", line, StringComparison.Ordinal));
        Assert.Equal(together.Order(StringComparer.Ordinal), backwards.Order(StringComparer.Ordinal));
        Assert.Equal(together[7], Lines("id,E,sigmaE,D,r,T\n" + grid[6] + "\n")[1]);
    }

    [Fact]
    public void Columns_may_stand_in_any_order() =>
        Assert.Equal(Lines("id,E,sigmaE,D,r,T\na,3,0.8,10,0.05,1\n"), Lines("T,r,D,sigmaE,E,id\n1,0.05,10,0.8,3,a\n"));

    [Theory]
    [InlineData("NaN,0.8,10,0.05,1", SolverStatus.InvalidInput)]
    [InlineData("3,nan,10,0.05,1", SolverStatus.InvalidInput)]
    [InlineData("inf,0.8,10,0.05,1", SolverStatus.InvalidInput)]
    [InlineData("3,0.8,1e999,0.05,1", SolverStatus.InvalidInput)]
    [InlineData("0,0.8,10,0.05,1", SolverStatus.InvalidInput)]
    [InlineData("-3,0.8,10,0.05,1", SolverStatus.InvalidInput)]
    [InlineData("3,-0.8,10,0.05,1", SolverStatus.InvalidInput)]
    [InlineData("3,0.8,-10,0.05,1", SolverStatus.InvalidInput)]
    [InlineData("3,0.8,10,0.05,0", SolverStatus.InvalidInput)]
    [InlineData("3,0.8,10,0.05,-1", SolverStatus.InvalidInput)]
    [InlineData("3,0.8,10,-Infinity,1", SolverStatus.InvalidInput)]
    [InlineData("3,1e-12,10,0.05,1", SolverStatus.Underflow)]
    public void Values_that_have_no_answer_have_a_status_and_empty_cells(string values, SolverStatus expected)
    {
        string[] cells = Lines($"id,E,sigmaE,D,r,T\na,{values}\n")[1].Split(',');
        Assert.Equal(expected.ToString(), cells[7]);
        Assert.All(cells[1..7], cell => Assert.Equal("", cell));
    }

    [Fact]
    public void No_debt_gives_the_equity_back_and_no_distance()
    {
        string[] cells = Lines("id,E,sigmaE,D,r,T\na,3,0.8,0,0.05,1\n")[1].Split(',');
        Assert.Equal(["a", "3", "0.80000000000000004", "", "", ""], cells[..6]);
        Assert.Equal("DegenerateNoDebt", cells[7]);
    }

    [Theory]
    [InlineData("", "EMPTY-FILE", 0, "")]
    [InlineData("id;E;sigmaE;D;r;T\na;3;0.8;10;0.05;1\n", "WRONG-DELIMITER", 1, "")]
    [InlineData("id\tE\tsigmaE\tD\tr\tT\n", "WRONG-DELIMITER", 1, "")]
    [InlineData("id,E,sigmaE,D,r\na,3,0.8,10,0.05\n", "MISSING-COLUMN", 1, "T")]
    [InlineData("id,E,sigmaE,D,r,T,note\na,3,0.8,10,0.05,1,x\n", "UNKNOWN-COLUMN", 1, "note")]
    [InlineData("id,E,E,sigmaE,D,r,T\na,3,3,0.8,10,0.05,1\n", "DUPLICATE-COLUMN", 1, "E")]
    [InlineData("id,E,sigmaE,D,r,T\na,3,0.8,10,0.05,1\nb,3,80%,10,0.05,1\n", "NOT-A-NUMBER", 3, "sigmaE")]
    [InlineData("id,E,sigmaE,D,r,T\na,3,0.8,,0.05,1\n", "EMPTY-CELL", 2, "D")]
    [InlineData("id,E,sigmaE,D,r,T\na,3,0.8,10\n", "WRONG-CELL-COUNT", 2, "")]
    public void A_bad_table_is_rejected_with_place_code_and_cure(string text, string code, int line, string column)
    {
        SolveOutcome outcome = SolveTable.Solve(new StringReader(text), "in.csv");
        RowError error = Assert.Single(outcome.Errors);
        Assert.Equal(("in.csv", code, line, column), (error.File, error.Code, error.Line, error.Column));
        Assert.NotEmpty(error.Hint);
        Assert.Empty(outcome.Rows);
    }

    [Fact]
    public void Extra_columns_may_be_ignored_and_bad_rows_set_aside()
    {
        SolveOutcome extra = SolveTable.Solve(new StringReader("id,E,sigmaE,D,r,T,note\na,3,0.8,10,0.05,1,x\n"), "in.csv", ignoreExtraColumns: true);
        Assert.Equal(SolverStatus.Converged, Assert.Single(extra.Rows).Status);
        SolveOutcome partial = SolveTable.Solve(new StringReader("id,E,sigmaE,D,r,T\na,x,0.8,10,0.05,1\nb,3,0.8,10,0.05,1\n"), "in.csv", keepGoing: true);
        Assert.Equal("b", Assert.Single(partial.Rows).Id);
        Assert.Equal(1, partial.ErrorCount);
    }

    [Fact]
    public void Ids_with_commas_and_quotes_come_back_as_they_were()
    {
        string line = Lines("id,E,sigmaE,D,r,T\n\"a \"\"b\"\", c\",3,0.8,10,0.05,1\n")[1];
        Assert.StartsWith("\"a \"\"b\"\", c\",", line, StringComparison.Ordinal);
    }

    private static string[] Lines(string text)
    {
        SolveOutcome outcome = SolveTable.Solve(new StringReader(text), "in.csv");
        Assert.Empty(outcome.Errors);
        using StringWriter writer = new();
        SolveTable.WriteCsv(writer, outcome.Rows);
        return writer.ToString().TrimEnd('\n').Split('\n');
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
