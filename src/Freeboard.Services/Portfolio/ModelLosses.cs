using System.Globalization;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>What a model without simulation says of a portfolio: a row a level, figures of the whole, contributions.</summary>
public sealed record ModelLosses
{
    /// <summary>Figures of the whole portfolio: JSON key and number, in order; null for none.</summary>
    public required IReadOnlyList<(string Key, double? Value)> Figures { get; init; }

    /// <summary>Words about the whole: JSON key and text.</summary>
    public IReadOnlyList<(string Key, string Text)> Words { get; init; } = [];

    /// <summary>The rows, a level each.</summary>
    public required OutputTable Levels { get; init; }

    /// <summary>Contributions, a row an obligor (and level); null where none were asked for.</summary>
    public OutputTable? Contributions { get; init; }

    /// <summary>The distribution, a row a point; null where it was not asked for.</summary>
    public OutputTable? Distribution { get; init; }

    /// <summary>What a page shows beside the rows; null where no page was asked for, and for capital, whose page is its rows.</summary>
    public ModelPage? Page { get; init; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<QualityNote> Notes { get; init; } = [];

    /// <summary>Whether some figure is missing; its status says why.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The rows, with a JSON document that holds the figures too.</summary>
    /// <param name="seconds">How long the model took; it goes into the JSON document alone.</param>
    public OutputTable Table(double seconds) => Levels with { JsonDocument = output => Write(output, seconds) };

    internal static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";

    /// <summary>A JSON document of the outcome.</summary>
    private void Write(Stream output, double seconds)
    {
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            foreach ((string key, string text) in Words)
            {
                json.WriteString(key, text);
            }

            foreach ((string key, double? value) in Figures)
            {
                JsonNumbers.Write(json, key, value);
            }

            WriteRows(json, Levels.Name, Levels);
            json.WriteStartArray("notes");
            foreach (QualityNote note in Notes)
            {
                json.WriteStartObject();
                json.WriteString("code", note.Code);
                json.WriteString("text", note.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("seconds");
            json.WriteRawValue(seconds.ToString("0.000", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteRows(Utf8JsonWriter json, string name, OutputTable table)
    {
        json.WriteStartArray(name);
        foreach (string[] row in table.Rows)
        {
            JsonRows.Write(json, table.Columns, row);
        }

        json.WriteEndArray();
    }
}

/// <summary>What a model made of a table, or the errors that rejected it.</summary>
/// <param name="Losses">The outcome; null when the table was rejected.</param>
/// <param name="Errors">Errors, at most a thousand of them.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record ModelLossesResult(ModelLosses? Losses, IReadOnlyList<RowError> Errors, int ErrorCount)
{
    internal static ModelLossesResult Rejected(PortfolioReadResult read) => new(null, read.Errors, read.ErrorCount);

    internal static ModelLossesResult Rejected(string name, string column, string code, string reason, string cure) => RejectedAt(name, 0, column, code, reason, cure);

    internal static ModelLossesResult RejectedAt(string name, int line, string column, string code, string reason, string cure) => new(null, [new RowError(name, line, column, code, reason, cure)], 1);
}
