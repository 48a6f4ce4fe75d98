using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Macro;

/// <summary>Asset betas given by hand: CSV <c>firm,beta</c>.</summary>
public sealed class BetaTable
{
    private BetaTable(InputFile source) => Source = source;

    /// <summary>The file and its hash.</summary>
    public InputFile Source { get; }

    /// <summary>Beta by firm.</summary>
    public IReadOnlyDictionary<string, double> Betas { get; private init; } = new Dictionary<string, double>();

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static BetaTable Read(ReadOnlyMemory<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        NumberTable table = NumberTable.Read(bytes.Span, name, static header =>
        {
            foreach (string missing in ((string[])["firm", "beta"]).Where(c => !header.Has(c)))
            {
                header.Add(1, missing, "COLUMN-MISSING", $"There is no column '{missing}'", "The columns are firm,beta");
            }

            return (["beta"], [], ["firm"]);
        }, cancellationToken);
        Dictionary<string, double> betas = new(StringComparer.Ordinal);
        for (int i = 0; !table.HeaderIsWrong && i < table.Rows; i++)
        {
            if (!betas.TryAdd(table.Text("firm", i), table.Numbers("beta")[i]))
            {
                table.Add(table.Lines[i], "firm", "DUPLICATE-FIRM", $"Firm '{table.Text("firm", i)}' stands twice", "Keep one row a firm");
            }
        }

        return new BetaTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), "asset betas", table.Rows, table.RowsSetAside)) { Betas = betas, Errors = table.Errors, ErrorCount = table.ErrorCount };
    }
}
