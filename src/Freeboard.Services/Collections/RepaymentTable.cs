using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Collections;

/// <summary>Late accounts with what is known of them: <c>obligor</c>, the columns of the model, and for a fit the share repaid.</summary>
public sealed class RepaymentTable
{
    private RepaymentTable(InputFile source) => Source = source;

    /// <summary>The file and its hash.</summary>
    public InputFile Source { get; }

    /// <summary>Codes, in the order of the rows.</summary>
    public IReadOnlyList<string> Obligors { get; private init; } = [];

    /// <summary>A value a column in each row.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Rows { get; private init; } = [];

    /// <summary>Share of the balance repaid, a row each; empty when it was not asked for.</summary>
    public IReadOnlyList<double> Repaid { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a table; columns that are not asked for are not looked at.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="columns">Columns of the model.</param>
    /// <param name="repaid">The column of the share repaid; null when there is none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static RepaymentTable Read(ReadOnlySpan<byte> bytes, string name, IReadOnlyList<string> columns, string? repaid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(columns);
        InputErrors errors = new(name);
        List<string> obligors = [];
        List<IReadOnlyList<double>> rows = [];
        List<double> rates = [];
        if (errors.Decode(bytes) is { } text)
        {
            string[] needed = ["obligor", .. columns, .. repaid is null ? Array.Empty<string>() : [repaid]];
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, string.Join(',', needed));
            table?.CheckColumns(needed, null, true, "Name the columns that the file has in --on and --repaid");
            bool usable = table is not null && errors.Count == 0;
            while (usable && table!.Read(cancellationToken))
            {
                if (!table.IsWhole)
                {
                    continue;
                }

                double?[] values = [.. columns.Select(table.Number)];
                double? rate = repaid is null ? 0 : table.Number(repaid);
                if (repaid is not null && rate is not null and not (>= 0 and <= 1))
                {
                    table.Fail(repaid, "SHARE-OUT-OF-RANGE", $"'{table.Text(repaid)}' is no share of a balance", "Write a decimal from 0 to 1; what was paid beyond the balance is 1");
                    continue;
                }

                if (rate is not null && values.All(static value => value is not null))
                {
                    obligors.Add(table.Text("obligor"));
                    rows.Add([.. values.Select(static value => value!.Value)]);
                    rates.Add(rate.Value);
                }
            }
        }

        return new RepaymentTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "late accounts", rows.Count, errors.Count))
        {
            Obligors = obligors,
            Rows = rows,
            Repaid = repaid is null ? [] : rates,
            Errors = errors.Listed,
            ErrorCount = errors.Count,
        };
    }
}
