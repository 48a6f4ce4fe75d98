using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Freeboard.Data.Import;

/// <summary>Records of a comma-separated file with the line on which each starts. A byte-order mark is skipped.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvParser parser;
    private readonly StreamReader reader;
    private bool badQuotes;

    public CsvRows(SourceFile source)
    {
        reader = source.OpenText();
        if (reader.Peek() == '\uFEFF')
        {
            reader.Read();
        }

        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = ",",
            HasHeaderRecord = false,
            IgnoreBlankLines = true,
            BadDataFound = _ => badQuotes = true,
        };
        parser = new CsvParser(reader, configuration);
    }

    /// <summary>Line of the current record, from 1.</summary>
    public int Line { get; private set; }

    public int FieldCount => parser.Count;

    /// <summary>Whether the quotes of the current record do not pair up.</summary>
    public bool BadQuotes => badQuotes;

    public string this[int index] => parser[index].Trim();

    public string[] Fields() => [.. parser.Record!.Select(static f => f.Trim())];

    public bool Read()
    {
        badQuotes = false;
        if (!parser.Read())
        {
            return false;
        }

        // The parser counts the lines it has consumed; a quoted field may hold some of them.
        ReadOnlySpan<char> record = parser.RawRecord.AsSpan().TrimEnd("\r\n");
        int inner = record.Count('\n');
        Line = parser.RawRow - inner;
        if (inner > 0 && record.Count('"') % 2 == 1)
        {
            badQuotes = true;
        }

        return true;
    }

    public void Dispose()
    {
        parser.Dispose();
        reader.Dispose();
    }
}
