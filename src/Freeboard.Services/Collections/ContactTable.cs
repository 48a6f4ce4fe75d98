using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Collections;

/// <summary>Late accounts month by month with what is known of them: <c>obligor,period</c>, the columns of the model, and for a fit <c>lost</c>.</summary>
public sealed class ContactTable
{
    private const string Obligor = "obligor";
    private const string PeriodColumn = "period";

    private ContactTable(InputFile source) => Source = source;

    /// <summary>The file and its hash.</summary>
    public InputFile Source { get; }

    /// <summary>Codes, a row each; rows of an account follow each other, periods rising, accounts in the order of the file.</summary>
    public IReadOnlyList<string> Obligors { get; private init; } = [];

    /// <summary>Place of the account of each row, from 0 in the order of the file.</summary>
    public IReadOnlyList<int> Accounts { get; private init; } = [];

    /// <summary>The period of each row, from 1.</summary>
    public IReadOnlyList<int> Periods { get; private init; } = [];

    /// <summary>A value a column in each row.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Rows { get; private init; } = [];

    /// <summary>Whether contact was lost in the period, a row each; all false when it was not asked for.</summary>
    public IReadOnlyList<bool> IsLost { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a table; columns that are not asked for are not looked at.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="columns">Columns of the model.</param>
    /// <param name="lost">The column that says whether contact was lost, 0 or 1; null when there is none: then an account has one row.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static ContactTable Read(ReadOnlySpan<byte> bytes, string name, IReadOnlyList<string> columns, string? lost, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(columns);
        InputErrors errors = new(name);
        List<Row> rows = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        if (errors.Decode(bytes) is { } text)
        {
            string[] needed = [Obligor, PeriodColumn, .. columns, .. lost is null ? Array.Empty<string>() : [lost]];
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, string.Join(',', needed));
            table?.CheckColumns(needed, null, true, "Name the columns that the file has in --on and --lost");
            bool usable = table is not null && errors.Count == 0;
            while (usable && table!.Read(cancellationToken))
            {
                if (table.IsWhole && RowOf(table, columns, lost) is { } row)
                {
                    if (!places.TryGetValue(row.Obligor, out int place))
                    {
                        places[row.Obligor] = place = places.Count;
                    }

                    rows.Add(row with { Account = place });
                }
            }
        }

        Row[] sorted = [.. rows.OrderBy(static r => r.Account).ThenBy(static r => r.Period).ThenBy(static r => r.Line)];
        Check(sorted, lost, errors);
        return new ContactTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "late accounts by month", sorted.Length, errors.Count))
        {
            Obligors = [.. sorted.Select(static r => r.Obligor)],
            Accounts = [.. sorted.Select(static r => r.Account)],
            Periods = [.. sorted.Select(static r => r.Period)],
            Rows = [.. sorted.Select(static r => r.Values)],
            IsLost = [.. sorted.Select(static r => r.IsLost)],
            Errors = errors.Listed,
            ErrorCount = errors.Count,
        };
    }

    private static Row? RowOf(InputTable table, IReadOnlyList<string> columns, string? lost)
    {
        string obligor = table.Text(Obligor);
        if (obligor.Length == 0)
        {
            table.Fail(Obligor, "VALUE-MISSING", "The cell is empty", "Give every account a code");
        }

        double? period = table.Number(PeriodColumn);
        if (period is not null && (period is not (>= 1 and <= 100_000) || period % 1 != 0))
        {
            table.Fail(PeriodColumn, "PERIOD-OUT-OF-RANGE", $"'{table.Text(PeriodColumn)}' is no number of a period", "Write whole numbers from 1: how many months the account has been late");
            period = null;
        }

        double?[] values = [.. columns.Select(table.Number)];
        double? outcome = lost is null ? 0 : table.Number(lost);
        if (lost is not null && outcome is not null and not 0 and not 1)
        {
            table.Fail(lost, "OUTCOME-NOT-BINARY", $"'{table.Text(lost)}' is neither 0 nor 1", "Write 1 in the period in which contact was lost, 0 in those before");
            outcome = null;
        }

        return obligor.Length > 0 && period is { } p && outcome is { } o && values.All(static v => v is not null)
            ? new Row(obligor, 0, (int)p, [.. values.Select(static v => v!.Value)], o == 1, table.Line)
            : null;
    }

    /// <summary>A history goes on month by month and ends when contact is lost.</summary>
    private static void Check(Row[] rows, string? lost, InputErrors errors)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            (Row before, Row row) = (rows[i - 1], rows[i]);
            if (before.Account != row.Account)
            {
                continue;
            }

            if (row.Period == before.Period || lost is null)
            {
                errors.Add(row.Line, PeriodColumn, "PERIOD-TWICE", $"'{row.Obligor}' has a row for {(lost is null ? "another period" : "this period")} in line {before.Line}", lost is null ? "Keep one row an account: the next period" : "Keep one row an account and period");
            }
            else if (before.IsLost)
            {
                errors.Add(row.Line, PeriodColumn, "ROW-AFTER-LOSS", $"Contact with '{row.Obligor}' was lost in period {before.Period}, and a row follows", "Leave later rows out; an account that is found again is a new one");
            }
            else if (row.Period != before.Period + 1)
            {
                errors.Add(row.Line, PeriodColumn, "PERIOD-GAP", $"The periods of '{row.Obligor}' jump from {before.Period} to {row.Period}", "Give every month between them; an account that fell behind again is a new one");
            }
        }
    }

    private sealed record Row(string Obligor, int Account, int Period, double[] Values, bool IsLost, int Line);
}
