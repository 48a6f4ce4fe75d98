namespace Freeboard.Data.Import.Tables;

/// <summary>Records of one table, forward only, whatever it is packed in. Cells are UTF-8 and trimmed; spans are valid until the next read.</summary>
internal interface ITableReader : IDisposable
{
    /// <summary>Line of the current record in the file, from 1; in a workbook the row of the sheet.</summary>
    int Line { get; }

    /// <summary>Cells of the current record.</summary>
    int FieldCount { get; }

    /// <summary>Whether the quotes of the current record do not pair up.</summary>
    bool BadQuotes { get; }

    /// <summary>Why reading ended before the table did; null when it did not.</summary>
    string? Fault { get; }

    /// <summary>Goes to the next record.</summary>
    bool Read();

    /// <summary>A cell; empty past the end of the record.</summary>
    ReadOnlySpan<byte> Bytes(int index);

    /// <summary>A cell as text.</summary>
    string Text(int index);
}
