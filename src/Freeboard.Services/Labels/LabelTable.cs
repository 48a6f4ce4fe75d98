using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Labels;

/// <summary>A file of labels: columns firm, date and event (st, default, bankruptcy, delisted).</summary>
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

    /// <summary>SHA-256 of its bytes, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The events, by firm, then date.</summary>
    public IReadOnlyList<DatedEvent> Events { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were; a caller that is not told to keep going rejects a file with any.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>The file in a run's provenance.</summary>
    public InputFile Input => new(Name, Sha256, "labels", Events.Count + ErrorCount, ErrorCount);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of a CSV file.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LabelTable Read(string path, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(File.ReadAllBytes(path), Path.GetFileName(path), ignoreExtraColumns, cancellationToken);
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LabelTable Read(ReadOnlyMemory<byte> bytes, string name, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        NumberTable table = NumberTable.Read(bytes.Span, name, header => Choose(header, ignoreExtraColumns), cancellationToken);
        List<DatedEvent> events = [];
        HashSet<(string, DateOnly, LabelEvent)> seen = [];
        for (int i = 0; i < (table.HeaderIsWrong ? 0 : table.Rows); i++)
        {
            string firm = table.Text("firm", i);
            string date = table.Text("date", i);
            string word = table.Text("event", i);
            int line = table.Lines[i];
            int before = table.ErrorCount;
            if (firm.Length == 0)
            {
                table.Add(line, "firm", "EMPTY-CELL", "The cell is empty", "Name the firm as the assessment does");
            }

            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                table.Add(line, "date", "NOT-A-DATE", $"'{date}' is no date", "Write it as 2024-12-31");
            }

            LabelEvent? labelEvent = word == EdfWords.Of(LabelEvent.ModelDefault) ? null : EdfWords.Event(word);
            if (labelEvent is null)
            {
                table.Add(line, "event", "EVENT-UNKNOWN", $"'{word}' is no event", $"Write one of {string.Join(", ", EdfWords.ObservableEvents)}");
            }

            if (table.ErrorCount == before && !seen.Add((firm, day, labelEvent!.Value)))
            {
                table.Add(line, "event", "LABEL-DUPLICATE", "The same event stands in the file twice", "Delete one of the two rows");
            }

            if (table.ErrorCount == before)
            {
                events.Add(new DatedEvent(firm, day, labelEvent!.Value, line));
            }
        }

        return new LabelTable(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)))
        {
            Events = [.. events.OrderBy(static e => e.Firm, StringComparer.Ordinal).ThenBy(static e => e.Date).ThenBy(static e => e.Event)],
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
        };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, bool ignoreExtraColumns)
    {
        foreach (string column in Columns.Where(column => !table.Has(column)))
        {
            table.Add(1, column, "MISSING-COLUMN", $"There is no column '{column}'", "Begin with the line firm,date,event; the case of names matters");
        }

        foreach (string column in table.Columns.Except(Columns, StringComparer.Ordinal).Where(_ => !ignoreExtraColumns))
        {
            table.Add(1, column, "UNKNOWN-COLUMN", $"The column '{column}' is not among firm, date, event", "Remove it, or pass --ignore-extra");
        }

        return ([], [], Columns);
    }
}
