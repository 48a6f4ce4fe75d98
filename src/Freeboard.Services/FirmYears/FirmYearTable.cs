using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Equity;

namespace Freeboard.Services.FirmYears;

/// <summary>A panel of firm-years, read whole from CSV (or CSV in gzip): every bad row is an error with its place.</summary>
/// <remarks>
/// Columns: <c>firm_id, year, market_value, current_liabilities, long_term_debt</c>, <c>label</c> (0 or 1: the firm fails in the year after), and optional
/// <c>equity_volatility</c> and <c>group</c>. Other columns are errors unless ignored. A firm stands once a year; rows need not be in order.
/// </remarks>
public sealed class FirmYearTable
{
    private const int SmallestYear = 1800;
    private const int LargestYear = 2200;
    private const int LargestUnpacked = 1 << 30;
    private static readonly string[] Required = ["firm_id", "year", "market_value", "current_liabilities", "long_term_debt"];

    private FirmYearTable(string name, string sha256)
    {
        Name = name;
        Sha256 = sha256;
    }

    /// <summary>Name of the file, without its folder; - for the standard input.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the file's bytes as they came (packed if it was packed), hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The good rows, in the file's order.</summary>
    public IReadOnlyList<FirmYear> Rows { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were; a caller that is not told to keep going rejects a file with any.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Rows with an error.</summary>
    public int RowsSetAside { get; private init; }

    /// <summary>Whether the file has a column of labels.</summary>
    public bool HasLabels { get; private init; }

    /// <summary>Groups named in the file, in order of first appearance; empty without such a column.</summary>
    public IReadOnlyList<string> Groups => [.. Rows.Select(row => row.Group).Where(group => group.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>The rows of one group, in the file's order.</summary>
    /// <param name="group">The group's name, case matters.</param>
    public IReadOnlyList<FirmYear> InGroup(string group) => [.. Rows.Where(row => row.Group == group)];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of a CSV file, or of one packed by gzip.</param>
    /// <param name="needsLabels">Whether a file without the column label is an error.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FirmYearTable Read(string path, bool needsLabels = true, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(File.ReadAllBytes(path), Path.GetFileName(path), needsLabels, ignoreExtraColumns, cancellationToken);
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK, or the same packed by gzip.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="needsLabels">Whether a file without the column label is an error.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static FirmYearTable Read(ReadOnlyMemory<byte> bytes, string name, bool needsLabels = true, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        if (Unpack(bytes, out byte[] text) is { } fault)
        {
            return new FirmYearTable(name, sha256) { Errors = [new RowError(name, 0, "", "GZIP-DAMAGED", fault, "Pack the file again, or give it unpacked")], ErrorCount = 1 };
        }

        NumberTable table = NumberTable.Read(text, name, header => Choose(header, needsLabels, ignoreExtraColumns), cancellationToken);
        if (table.HeaderIsWrong)
        {
            return new FirmYearTable(name, sha256) { Errors = table.Errors, ErrorCount = table.ErrorCount };
        }

        List<FirmYear> rows = new(table.Rows);
        Dictionary<(string, int), int> seen = [];
        int aside = table.RowsSetAside;
        for (int i = 0; i < table.Rows; i++)
        {
            int before = table.ErrorCount;
            FirmYear row = RowOf(table, i);
            if (table.ErrorCount == before && !seen.TryAdd((row.Firm, row.Year), row.Line))
            {
                table.Add(row.Line, "year", "DUPLICATE-FIRM-YEAR", string.Create(CultureInfo.InvariantCulture, $"Firm '{row.Firm}' already has the year {row.Year} on line {seen[(row.Firm, row.Year)]}"), "Keep one row a firm and year");
            }

            if (table.ErrorCount == before)
            {
                rows.Add(row);
            }
            else
            {
                aside++;
            }
        }

        return new FirmYearTable(name, sha256) { Rows = rows, Errors = table.Errors, ErrorCount = table.ErrorCount, RowsSetAside = aside, HasLabels = table.Has("label") };
    }

    private static string? Unpack(ReadOnlyMemory<byte> bytes, out byte[] text)
    {
        text = [];
        if (!bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            text = bytes.ToArray();
            return null;
        }

        try
        {
            using MemoryStream packed = new(bytes.ToArray());
            using GZipStream gzip = new(packed, CompressionMode.Decompress);
            using MemoryStream whole = new();
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                if (whole.Length + read > LargestUnpacked)
                {
                    return "Unpacked, the file exceeds one GiB";
                }

                whole.Write(buffer, 0, read);
            }

            // The runtime reads a file that was cut short as if it ended there; the last four bytes state the length of the whole.
            if (bytes.Length < 18 || BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[^4..]) != unchecked((uint)whole.Length))
            {
                return "The file ends before its own end: it was cut short";
            }

            text = whole.ToArray();
            return null;
        }
        catch (InvalidDataException)
        {
            return "The bytes begin like gzip and are not";
        }
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, bool needsLabels, bool ignoreExtraColumns)
    {
        string[] required = needsLabels ? [.. Required, "label"] : Required;
        foreach (string column in required.Where(column => !table.Has(column)))
        {
            table.Add(1, column, "COLUMN-MISSING", $"There is no column '{column}'", $"The table's columns are {string.Join(", ", table.Columns)}; their case matters");
        }

        string[] known = [.. Required, "label", "equity_volatility", "group"];
        foreach (string column in table.Columns.Except(known, StringComparer.Ordinal).Where(_ => !ignoreExtraColumns))
        {
            table.Add(1, column, "COLUMN-UNKNOWN", $"The column '{column}' is not among {string.Join(", ", known)}", "Remove it, or pass --ignore-extra");
        }

        string[] numeric = [.. known.Where(column => column is not ("firm_id" or "group") && table.Has(column))];
        string[] optional = needsLabels ? ["equity_volatility"] : ["equity_volatility", "label"];
        return (numeric, optional, [.. known.Where(column => column is "firm_id" or "group" && table.Has(column))]);
    }

    private static FirmYear RowOf(NumberTable table, int i)
    {
        int line = table.Lines[i];
        string firm = table.Text("firm_id", i);
        double year = table.Numbers("year")[i];
        double? label = Optional(table, "label", i);
        if (firm.Length == 0)
        {
            table.Add(line, "firm_id", "VALUE-MISSING", "The cell is empty", "Name the firm");
        }

        if (year != Math.Floor(year) || year is < SmallestYear or > LargestYear)
        {
            table.Add(line, "year", "NOT-A-YEAR", string.Create(CultureInfo.InvariantCulture, $"{year} is no year"), "Write a year such as 2007");
            year = 0;
        }

        if (label is not (null or 0 or 1))
        {
            table.Add(line, "label", "LABEL-NOT-BINARY", string.Create(CultureInfo.InvariantCulture, $"{label} is neither 0 nor 1"), "Write 1 where the firm fails in the year after, else 0");
        }

        return new FirmYear
        {
            Firm = firm,
            Year = (int)year,
            MarketValue = Checked(table, "market_value", i, zeroAllowed: false).GetValueOrDefault(),
            CurrentLiabilities = Checked(table, "current_liabilities", i, zeroAllowed: true).GetValueOrDefault(),
            LongTermDebt = Checked(table, "long_term_debt", i, zeroAllowed: true).GetValueOrDefault(),
            Label = label is { } value ? value == 1 : null,
            EquityVolatility = Checked(table, "equity_volatility", i, zeroAllowed: false),
            Group = table.Text("group", i),
            Line = line,
        };
    }

    private static double? Optional(NumberTable table, string column, int i) =>
        table.HasNumbers(column) && table.Numbers(column)[i] is var value && !double.IsNaN(value) ? value : null;

    private static double? Checked(NumberTable table, string column, int i, bool zeroAllowed)
    {
        double? value = Optional(table, column, i);
        if (value < 0 || (value == 0 && !zeroAllowed))
        {
            table.Add(table.Lines[i], column, value < 0 ? "NEGATIVE-AMOUNT" : "ZERO-AMOUNT", string.Create(CultureInfo.InvariantCulture, $"{value} is {(value < 0 ? "negative" : "zero")}"), zeroAllowed ? "Give an amount that is not negative" : "Give a positive number, or leave the row out");
        }

        return value;
    }
}
