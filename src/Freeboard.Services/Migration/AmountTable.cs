using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Migration;

/// <summary>Amounts by state: <c>state,amount</c>; states that lack have none.</summary>
public sealed class AmountTable
{
    private static readonly string[] Columns = ["state", "amount"];

    private AmountTable(InputFile source) => Source = source;

    /// <summary>The file and its hash.</summary>
    public InputFile Source { get; }

    /// <summary>Amount of each state named, with the line it stands on.</summary>
    public IReadOnlyDictionary<string, (double Amount, int Line)> Amounts { get; private init; } = new Dictionary<string, (double, int)>();

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static AmountTable Read(ReadOnlySpan<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        Dictionary<string, (double, int)> amounts = new(StringComparer.Ordinal);
        if (errors.Decode(bytes) is { } text)
        {
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, string.Join(',', Columns));
            table?.CheckColumns(Columns, Columns, false, "The columns are state,amount");
            bool usable = table is not null && errors.Count == 0;
            while (usable && table!.Read(cancellationToken))
            {
                if (!table.IsWhole || table.Number("amount") is not { } amount)
                {
                    continue;
                }

                if (amount < 0)
                {
                    table.Fail("amount", "AMOUNT-NEGATIVE", $"'{table.Text("amount")}' is negative", "Give amounts, counts or shares that are not");
                }
                else if (!amounts.TryAdd(table.Text("state"), (amount, table.Line)))
                {
                    table.Fail("state", "DUPLICATE-STATE", $"State '{table.Text("state")}' stands twice", "Keep one row a state");
                }
            }
        }

        return new AmountTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "amounts", amounts.Count, errors.Count)) { Amounts = amounts, Errors = errors.Listed, ErrorCount = errors.Count };
    }
}
