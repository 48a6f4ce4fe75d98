using CsvHelper;

namespace Freeboard.Data.Import;

/// <summary>Records of a comma-separated file with the line on which each stands. A byte-order mark is skipped, cells are trimmed.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvReader reader;

    public CsvRows(SourceFile source)
    {
        CsvReaderOptions options = new()
        {
            Separator = ',',
            HasHeader = false,
            Encoding = source.Encoding,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            TrimWhitespace = true,

            // No column of ours holds line breaks, and with them allowed one stray quote would swallow the rest of the file.
            AllowLineBreaksInQuotes = false,
            OnMalformedRecord = _ => BadQuotes = true,
        };
        reader = CsvReader.Create(source.OpenBytes(), options, leaveOpen: false);
    }

    /// <summary>Line of the current record, from 1.</summary>
    public int Line => (int)Math.Min(reader.LineNumber, int.MaxValue);

    public int FieldCount => reader.FieldCount;

    /// <summary>Whether the quotes of the current record do not pair up.</summary>
    public bool BadQuotes { get; private set; }

    /// <summary>The bytes of a cell, UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int index) => reader.GetSpan(index);

    public string Text(int index) => reader.GetString(index);

    public string[] Fields()
    {
        string[] fields = new string[FieldCount];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Text(i).Trim();
        }

        return fields;
    }

    public bool Read()
    {
        BadQuotes = false;
        return reader.Read();
    }

    public void Dispose() => reader.Dispose();
}
