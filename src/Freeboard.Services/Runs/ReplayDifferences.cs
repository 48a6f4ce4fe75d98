using System.Globalization;
using System.Text;
using Freeboard.Assessment;
using Freeboard.Services.Assess;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Runs;

/// <summary>Finds where two results differ.</summary>
internal sealed class ReplayDifferences(int mostListed)
{
    private const string Rows = "rows";
    private const string Record = "record";
    private readonly List<ReplayDifference> listed = [];

    public IReadOnlyList<ReplayDifference> Listed => listed;

    public int Count { get; private set; }

    /// <summary>Compares kept rows, as CSV, with rows made now.</summary>
    public void OfRows(byte[] kept, IReadOnlyList<AssessmentRow> replayed, bool withRunId)
    {
        InputErrors errors = new(RunBundle.RowsPath);
        using StringReader text = new(Encoding.UTF8.GetString(kept));
        using InputTable? table = InputTable.Open(text, errors, "of the rows");
        Dictionary<(string, string), string[]> before = [];
        List<(string Firm, string Date)> order = [];
        while (table is not null && table.Read(CancellationToken.None))
        {
            (string, string) key = (table.Text("firm"), table.Text("date"));
            if (before.TryAdd(key, [.. AssessmentTable.Columns.Select(table.Text)]))
            {
                order.Add(key);
            }
        }

        foreach (AssessmentRow row in replayed)
        {
            string[] now = AssessmentTable.CellsOf(row);
            if (!before.Remove((now[0], now[1]), out string[]? then))
            {
                Add(new ReplayDifference(Rows, now[0], now[1], "", "", "a row", null));
                continue;
            }

            for (int i = 0; i < now.Length; i++)
            {
                if (now[i] != then[i] && (withRunId || AssessmentTable.Columns[i] != "runId"))
                {
                    Add(new ReplayDifference(Rows, now[0], now[1], AssessmentTable.Columns[i], then[i], now[i], Relative(then[i], now[i])));
                }
            }
        }

        foreach ((string firm, string date) in order.Where(before.ContainsKey))
        {
            Add(new ReplayDifference(Rows, firm, date, "", "a row", "", null));
        }
    }

    /// <summary>The same cells in another order, or written otherwise.</summary>
    public void OfOrder() => Add(new ReplayDifference(Rows, "", "", "", "the bytes of the kept rows", "the same cells in other bytes", null));

    /// <summary>Compares two records line by line.</summary>
    public void OfRecord(byte[] kept, byte[] replayed)
    {
        string[] then = Encoding.UTF8.GetString(kept).Split('\n');
        string[] now = Encoding.UTF8.GetString(replayed).Split('\n');
        for (int i = 0; i < Math.Max(then.Length, now.Length); i++)
        {
            string a = i < then.Length ? then[i].Trim() : "";
            string b = i < now.Length ? now[i].Trim() : "";
            if (a != b)
            {
                Add(new ReplayDifference(Record, "", "", string.Create(CultureInfo.InvariantCulture, $"line {i + 1}"), a, b, null));
            }
        }
    }

    private static double? Relative(string kept, string replayed) =>
        double.TryParse(kept, NumberStyles.Float, CultureInfo.InvariantCulture, out double a) && double.TryParse(replayed, NumberStyles.Float, CultureInfo.InvariantCulture, out double b) && Math.Max(Math.Abs(a), Math.Abs(b)) is > 0 and var scale
            ? Math.Abs(b - a) / scale
            : null;

    private void Add(ReplayDifference difference)
    {
        Count++;
        if (listed.Count < mostListed)
        {
            listed.Add(difference);
        }
    }
}
