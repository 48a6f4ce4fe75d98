namespace Freeboard.Services.Tables;

/// <summary>A format in which rows are written.</summary>
public enum RowFormat
{
    /// <summary>Comma-separated text with a header.</summary>
    Csv = 0,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>A workbook (Office Open XML).</summary>
    Xlsx,
}

/// <summary>The words of formats and the endings of files in them.</summary>
public static class RowFormats
{
    /// <summary>The words, in the order of the members of <see cref="RowFormat"/>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["csv", "json", "ndjson", "xlsx"];

    /// <summary>The format of a word.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <exception cref="ArgumentException">The word is none of them.</exception>
    public static RowFormat Of(string word)
    {
        int index = Words.ToList().IndexOf(word);
        return index >= 0 ? (RowFormat)index : throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}.", nameof(word));
    }

    /// <summary>The word of a format.</summary>
    /// <param name="format">The format.</param>
    public static string WordOf(RowFormat format) => Words[(int)format];

    /// <summary>The format that a file's name asks for by its ending; null when its ending is none of theirs.</summary>
    /// <param name="path">The file.</param>
    public static RowFormat? OfFile(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => RowFormat.Csv,
        ".json" => RowFormat.Json,
        ".ndjson" or ".jsonl" => RowFormat.Ndjson,
        ".xlsx" => RowFormat.Xlsx,
        _ => null,
    };
}
