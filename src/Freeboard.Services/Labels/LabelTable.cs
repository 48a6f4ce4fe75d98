using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Labels;

/// <summary>A labels.csv read whole: <c>firm,date,event</c>, events st, default, bankruptcy, delisted.</summary>
public sealed class LabelTable
{
    private static readonly string[] Columns = ["firm", "date", "event"];

    private LabelTable(string name, string sha256)
    {
        Name = name;
        Sha256 = sha256;
    }

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The good rows, in the file's order.</summary>
    public IReadOnlyList<LabelRow> Rows { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LabelTable Read(ReadOnlyMemory<byte> bytes, string name, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        NumberTable table = NumberTable.Read(bytes.Span, name, header => Choose(header, ignoreExtraColumns), cancellationToken);
        if (table.HeaderIsWrong)
        {
            return new LabelTable(name, sha256) { Errors = table.Errors, ErrorCount = table.ErrorCount };
        }

        List<LabelRow> rows = new(table.Rows);
        HashSet<(string, DateOnly, LabelEvent)> seen = [];
        for (int i = 0; i < table.Rows; i++)
        {
            int line = table.Lines[i];
            string firm = table.Text("firm", i);
            string word = table.Text("event", i);
            string day = table.Text("date", i);
            bool dated = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date);
            LabelEvent? happened = EdfWords.Event(word) is { } found && found != LabelEvent.ModelDefault ? found : null;
            if (firm.Length == 0)
            {
                table.Add(line, "firm", "EMPTY-CELL", "The cell is empty", "Name the firm");
            }
            else if (!dated)
            {
                table.Add(line, "date", "NOT-A-DATE", $"'{day}' is no date", "Write it as year-month-day: 2026-10-30");
            }
            else if (happened is not { } kind)
            {
                table.Add(line, "event", "EVENT-UNKNOWN", $"'{word}' is no event", $"Write one of: {string.Join(", ", EdfWords.ObservableEvents)}");
            }
            else if (!seen.Add((firm, date, kind)))
            {
                table.Add(line, "event", "LABEL-DUPLICATE", "The same event stands in the file twice", "Delete one of the two rows");
            }
            else
            {
                rows.Add(new LabelRow(firm, date, kind) { Line = line });
            }
        }

        return new LabelTable(name, sha256) { Rows = rows, Errors = table.Errors, ErrorCount = table.ErrorCount };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, bool ignoreExtraColumns)
    {
        foreach (string column in Columns.Where(c => !table.Has(c)))
        {
            table.Add(1, column, "MISSING-COLUMN", $"There is no column '{column}'", "The columns are firm,date,event");
        }

        foreach (string column in table.Columns.Except(Columns, StringComparer.Ordinal).Where(_ => !ignoreExtraColumns))
        {
            table.Add(1, column, "UNKNOWN-COLUMN", $"The column '{column}' is not among firm, date, event", "Remove it, or pass --ignore-extra");
        }

        return ([], [], Columns);
    }
}
