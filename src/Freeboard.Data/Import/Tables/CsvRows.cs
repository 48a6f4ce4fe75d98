using CsvHelper;

namespace Freeboard.Data.Import.Tables;

/// <summary>Records of a separated text with the line on which each stands. A byte-order mark is skipped, cells are trimmed.</summary>
internal sealed class CsvRows : ITableReader
{
    private readonly CsvReader reader;

    public CsvRows(Stream bytes, SourceFile source)
    {
        CsvReaderOptions options = new()
        {
            Separator = source.Separator,
            HasHeader = false,
            Encoding = source.Encoding,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            TrimWhitespace = true,

            // No column of ours holds line breaks, and with them allowed one stray quote would swallow the rest of the file.
            AllowLineBreaksInQuotes = false,
            OnMalformedRecord = _ => BadQuotes = true,
        };
        reader = CsvReader.Create(bytes, options, leaveOpen: false);
    }

    public int Line => (int)Math.Min(reader.LineNumber, int.MaxValue);

    public int FieldCount => reader.FieldCount;

    public bool BadQuotes { get; private set; }

    public string? Fault => null;

    public ReadOnlySpan<byte> Bytes(int index) => reader.GetSpan(index);

    public string Text(int index) => reader.GetString(index);

    public bool Read()
    {
        BadQuotes = false;
        return reader.Read();
    }

    public void Dispose() => reader.Dispose();
}
