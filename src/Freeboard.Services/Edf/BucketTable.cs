using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Edf;

/// <summary>A published table of buckets: <c>distance,count,events</c>, or <c>distance,edf</c> where only frequencies are printed.</summary>
public sealed class BucketTable
{
    private BucketTable(string name, string sha256)
    {
        Name = name;
        Sha256 = sha256;
    }

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Mean distance of each bucket.</summary>
    public IReadOnlyList<double> Distances { get; private init; } = [];

    /// <summary>Frequency of each bucket, decimal; empty when counts are given.</summary>
    public IReadOnlyList<double> Frequencies { get; private init; } = [];

    /// <summary>The buckets; null when only frequencies are given.</summary>
    public IReadOnlyList<DistanceBucket>? Buckets { get; private init; }

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static BucketTable Read(ReadOnlyMemory<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        bool counted = false;
        NumberTable table = NumberTable.Read(bytes.Span, name, header =>
        {
            counted = header.Has("count") && header.Has("events");
            string[] wanted = counted ? ["distance", "count", "events"] : ["distance", "edf"];
            foreach (string column in wanted.Where(c => !header.Has(c)))
            {
                header.Add(1, column, "MISSING-COLUMN", $"There is no column '{column}'", "The columns are distance,count,events, or distance,edf");
            }

            foreach (string column in header.Columns.Except(wanted, StringComparer.Ordinal))
            {
                header.Add(1, column, "UNKNOWN-COLUMN", $"The column '{column}' is not among {string.Join(", ", wanted)}", "Remove it: a table has counts, or frequencies, and not both");
            }

            return (wanted, [], []);
        }, cancellationToken);
        for (int i = 0; !table.HeaderIsWrong && i < table.Rows; i++)
        {
            if (counted)
            {
                double n = table.Numbers("count")[i];
                double d = table.Numbers("events")[i];
                if (n != Math.Floor(n) || n is < 1 or > 1e15 || d != Math.Floor(d) || d < 0 || d > n)
                {
                    table.Add(table.Lines[i], "events", "COUNTS-IMPOSSIBLE", string.Create(CultureInfo.InvariantCulture, $"{d} events in {n} observations"), "Write whole numbers, events at most the count");
                }
            }
            else if (!(table.Numbers("edf")[i] is > 0 and <= 1))
            {
                table.Add(table.Lines[i], "edf", "FREQUENCY-OUT-OF-RANGE", string.Create(CultureInfo.InvariantCulture, $"{table.Numbers("edf")[i]} is no frequency in (0, 1]"), "Write decimals (0.02 is 2 %), and give counts where a bucket had no event");
            }
        }

        if (table.ErrorCount > 0)
        {
            return new BucketTable(name, sha256) { Errors = table.Errors, ErrorCount = table.ErrorCount };
        }

        return new BucketTable(name, sha256)
        {
            Distances = table.Numbers("distance"),
            Frequencies = counted ? [] : table.Numbers("edf"),
            Buckets = counted ? [.. Enumerable.Range(0, table.Rows).Select(i => Bucket(table, i))] : null,
        };
    }

    private static DistanceBucket Bucket(NumberTable table, int i) => new()
    {
        Lower = table.Numbers("distance")[i],
        Upper = table.Numbers("distance")[i],
        MeanDistance = table.Numbers("distance")[i],
        Count = (long)table.Numbers("count")[i],
        Events = (long)table.Numbers("events")[i],
    };
}
