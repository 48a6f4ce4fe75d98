using System.Globalization;
using System.Text;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Runs;

/// <summary>Finds where two results differ. Memory grows with the firms that one side lacks, not with rows.</summary>
/// <param name="mostListed">Differences that are listed; all are counted.</param>
/// <param name="passedOver">A column that is not compared; null for none.</param>
internal sealed class ReplayDifferences(int mostListed, string? passedOver = null)
{
    private const string Record = "record";
    private readonly List<ReplayDifference> listed = [];

    public IReadOnlyList<ReplayDifference> Listed => listed;

    public int Count { get; private set; }

    /// <summary>Compares two tables that are not the same bytes, firm by firm.</summary>
    public void OfTable(ResultTable table, string kept, string made, CancellationToken cancellationToken)
    {
        int before = Count;
        using FirmBlocks then = new(table, kept, cancellationToken);
        using FirmBlocks now = new(table, made, cancellationToken);
        Dictionary<string, FirmBlock> thenAlone = new(StringComparer.Ordinal);
        Dictionary<string, FirmBlock> nowAlone = new(StringComparer.Ordinal);
        while (then.Next() is var a && now.Next() is var b && (a is not null || b is not null))
        {
            if (a is not null && b is not null && a.Firm == b.Firm)
            {
                OfFirm(table, a, b);
                continue;
            }

            // One side lacks a firm, or has it elsewhere: it waits for its counterpart.
            if (a is not null && !(nowAlone.Remove(a.Firm, out FirmBlock? match) && OfFirm(table, a, match)))
            {
                thenAlone.TryAdd(a.Firm, a);
            }

            if (b is not null && !(thenAlone.Remove(b.Firm, out match) && OfFirm(table, match, b)))
            {
                nowAlone.TryAdd(b.Firm, b);
            }
        }

        foreach (FirmBlock firm in thenAlone.Values)
        {
            OfFirm(table, firm, new FirmBlock(firm.Firm, []));
        }

        foreach (FirmBlock firm in nowAlone.Values)
        {
            OfFirm(table, new FirmBlock(firm.Firm, []), firm);
        }

        if (Count == before && passedOver is null)
        {
            Add(new ReplayDifference(table.Name, "", "", "", "the bytes of the kept table", "the same cells in other bytes", null));
        }
    }

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

    private bool OfFirm(ResultTable table, FirmBlock kept, FirmBlock made)
    {
        Dictionary<string, string[]> before = new(StringComparer.Ordinal);
        foreach (string[] row in kept.Rows)
        {
            before.TryAdd(row[1], row);
        }

        foreach (string[] now in made.Rows)
        {
            if (!before.Remove(now[1], out string[]? then))
            {
                Add(new ReplayDifference(table.Name, now[0], now[1], "", "", "a row", null));
                continue;
            }

            for (int i = 0; i < now.Length; i++)
            {
                if (now[i] != then[i] && table.Columns[i].Name != passedOver)
                {
                    Add(new ReplayDifference(table.Name, now[0], now[1], table.Columns[i].Name, then[i], now[i], Relative(then[i], now[i])));
                }
            }
        }

        foreach (string[] row in kept.Rows.Where(row => before.ContainsKey(row[1])))
        {
            Add(new ReplayDifference(table.Name, row[0], row[1], "", "a row", "", null));
        }

        return true;
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

    /// <summary>Lines of one firm that stand together, cells in the table's columns.</summary>
    private sealed record FirmBlock(string Firm, List<string[]> Rows);

    /// <summary>Reads a table firm by firm.</summary>
    private sealed class FirmBlocks : IDisposable
    {
        private readonly string[] columns;
        private readonly CancellationToken cancellationToken;
        private readonly StreamReader text;
        private readonly InputTable? lines;
        private string[]? ahead;

        public FirmBlocks(ResultTable table, string file, CancellationToken cancellationToken)
        {
            columns = [.. table.Columns.Select(static column => column.Name)];
            this.cancellationToken = cancellationToken;
            text = new StreamReader(file, Encoding.UTF8);
            lines = InputTable.Open(text, new InputErrors(table.Path), "of the table");
            ahead = Line();
        }

        public FirmBlock? Next()
        {
            if (ahead is not { } first)
            {
                return null;
            }

            FirmBlock block = new(first[0], []);
            for (; ahead is { } line && line[0] == block.Firm; ahead = Line())
            {
                block.Rows.Add(line);
            }

            return block;
        }

        public void Dispose()
        {
            lines?.Dispose();
            text.Dispose();
        }

        private string[]? Line() => lines is not null && lines.Read(cancellationToken) ? [.. columns.Select(lines.Text)] : null;
    }
}
