using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Labels;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Migration;

/// <summary>Grades implied by EDFs: assessed rows through a scale, and defaults from dated events.</summary>
public sealed class EdfStates
{
    /// <summary>Name of the state of default that events lead to.</summary>
    public const string Default = "D";

    private EdfStates(InputFile source) => Source = source;

    /// <summary>The file and its hash; for a kept run its identifier.</summary>
    public InputFile Source { get; }

    /// <summary>EDFs by firm and day; null where a row has none.</summary>
    public IReadOnlyList<(string Firm, DateOnly Date, double? LnEdf)> Rows { get; private init; } = [];

    /// <summary>Whether the data come from the synthetic market.</summary>
    public bool Synthetic { get; private init; }

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>The rows of a kept run.</summary>
    /// <param name="run">The run.</param>
    public static EdfStates Of(AssessmentRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new EdfStates(new InputFile(run.Provenance.RunId, "", "run", run.Rows.Count, 0))
        {
            Rows = [.. run.Rows.Select(row => (row.Firm, row.Date, row.LnEdf))],
            Synthetic = run.Synthetic,
        };
    }

    /// <summary>Reads rows as <c>assess</c> writes them: firm, date and lnEDF or EDF; other columns are not looked at.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static EdfStates Read(ReadOnlySpan<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        List<(string, DateOnly, double?)> rows = [];
        if (errors.Decode(bytes) is { } text)
        {
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, "firm,date,lnEDF");
            string measure = table?.Has("lnEDF") == true ? "lnEDF" : "EDF";
            table?.CheckColumns(["firm", "date", measure], null, true, "Give the CSV that 'freeboard assess' writes, or rows with firm,date,EDF");
            HashSet<(string, DateOnly)> seen = [];
            bool usable = table is not null && errors.Count == 0;
            while (usable && table!.Read(cancellationToken))
            {
                if (table.IsWhole && RowOf(table, measure, seen) is { } row)
                {
                    rows.Add(row);
                }
            }
        }

        return new EdfStates(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "assessed rows", rows.Count, errors.Count)) { Rows = rows, Errors = errors.Listed, ErrorCount = errors.Count };
    }

    /// <summary>The states of the rows, with a default where an event is dated.</summary>
    /// <param name="scale">The bands.</param>
    /// <param name="labels">Dated events; null for none.</param>
    /// <param name="happened">The event that is a default.</param>
    internal List<SeenState> Through(EdfScale scale, LabelTable? labels, LabelEvent happened)
    {
        List<SeenState> seen = [.. Rows.Select(row => new SeenState(row.Firm, row.Date, row.LnEdf is { } ln ? scale.Grades[scale.GradeOf(ln)] : null))];
        HashSet<string> firms = [.. Rows.Select(row => row.Firm)];
        Dictionary<string, DateOnly> defaults = new(StringComparer.Ordinal);
        foreach (LabelRow label in labels?.Rows ?? [])
        {
            if (label.Event == happened && firms.Contains(label.Firm) && (!defaults.TryGetValue(label.Firm, out DateOnly before) || label.Date < before))
            {
                defaults[label.Firm] = label.Date;
            }
        }

        // A default of a day outranks what the rows of that day say.
        seen.RemoveAll(row => defaults.TryGetValue(row.Obligor, out DateOnly day) && day == row.Date);
        seen.AddRange(defaults.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new SeenState(pair.Key, pair.Value, Default)));
        return seen;
    }

    private static (string, DateOnly, double?)? RowOf(InputTable table, string measure, HashSet<(string, DateOnly)> seen)
    {
        string firm = table.Text("firm");
        DateOnly? date = table.Day("date");
        string text = table.Text(measure);
        double? ln = null;
        if (text.Length > 0)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            {
                table.FailNumber(measure);
                return null;
            }

            if (measure == "EDF" ? !(value is >= 0 and <= 1) : value > 0)
            {
                table.Fail(measure, "EDF-OUT-OF-RANGE", $"'{text}' is no {(measure == "EDF" ? "probability" : "logarithm of a probability")}", "Write decimals: 2 % is 0.02, its logarithm -3.912");
                return null;
            }

            ln = measure == "EDF" ? Math.Log(value) : value;
        }

        if (firm.Length == 0)
        {
            table.Fail("firm", "VALUE-MISSING", "The cell is empty", "Name the firm");
            return null;
        }

        if (date is not { } day)
        {
            return null;
        }

        if (!seen.Add((firm, day)))
        {
            table.Fail("date", "DUPLICATE-FIRM-DAY", $"Firm '{firm}' stands on {table.Text("date")} twice", "Keep one row a firm and day");
            return null;
        }

        return (firm, day, ln);
    }
}
