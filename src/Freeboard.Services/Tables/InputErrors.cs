using Freeboard.Provenance;

namespace Freeboard.Services.Tables;

/// <summary>What is wrong with one table: every error counted, the first thousand kept.</summary>
internal sealed class InputErrors(string name)
{
    private const int MostListed = 1000;

    private readonly List<RowError> listed = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Listed => listed;

    /// <summary>How many errors there were.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an error.</summary>
    public void Add(int line, string column, string code, string reason, string hint)
    {
        Count++;
        if (listed.Count < MostListed)
        {
            listed.Add(new RowError(name, line, column, code, reason, hint));
        }
    }

    /// <summary>The text of a table that came as bytes; null, and an error, when they are neither UTF-8 nor GBK.</summary>
    public string? Decode(ReadOnlySpan<byte> bytes)
    {
        string? text = TextBytes.Decode(bytes);
        if (text is null)
        {
            Add(0, "", "ENCODING-UNKNOWN", "The bytes are neither UTF-8 nor GBK (GB18030)", "Save it as UTF-8");
        }

        return text;
    }
}
