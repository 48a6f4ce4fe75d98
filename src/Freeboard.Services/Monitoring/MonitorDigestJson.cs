using System.Globalization;
using System.Text;
using System.Text.Json;
using Freeboard.Monitoring;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Monitoring;

/// <summary>A digest as JSON, schema <c>freeboard-monitor-digest/1</c> (docs/monitoring.md): what is kept in the store, written to a folder and sent to a webhook, byte for byte.</summary>
public static class MonitorDigestJson
{
    /// <summary>Writes a digest; ends with a line feed.</summary>
    /// <param name="digest">The digest.</param>
    public static string Write(MonitorDigest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, JsonRows.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schema", MonitorDigest.Schema);
            json.WriteString("id", digest.Id);
            json.WriteString("monitor", digest.Monitor);
            json.WriteNumber("step", digest.Step);
            Day(json, "asOf", digest.AsOf);
            Day(json, "previousDay", digest.PreviousDay);
            json.WriteString("source", digest.Source);
            json.WriteBoolean("synthetic", digest.Synthetic);
            json.WriteNumber("days", digest.Days);
            json.WriteNumber("firms", digest.Firms);
            json.WriteNumber("observations", digest.Observations);
            json.WriteNumber("raised", digest.News.Count(static a => a.News == AlertNews.Raised));
            json.WriteNumber("cleared", digest.News.Count(static a => a.News == AlertNews.Cleared));
            json.WriteNumber("withdrawn", digest.News.Count(static a => a.News == AlertNews.Withdrawn));
            json.WriteNumber("openCount", digest.OpenCount);
            json.WriteNumber("pending", digest.Pending);
            Alerts(json, "news", digest.News);
            Alerts(json, "open", digest.Open);
            JsonParts.Rows(json, "notes", digest.Notes, note =>
            {
                json.WriteString("code", note.Code);
                json.WriteNumber("count", note.Count);
                json.WriteString("text", note.Text);
            });
            JsonParts.Rows(json, "rules", digest.Rules, rule =>
            {
                json.WriteString("id", rule.Name);
                json.WriteString("text", rule.Value);
            });
            json.WriteString("rulesHash", digest.RulesHash);
            JsonParts.Rows(json, "inputs", digest.Inputs, file =>
            {
                json.WriteString("name", file.Name);
                json.WriteString("sha256", file.Sha256);
                json.WriteString("layout", file.Layout);
                json.WriteNumber("rows", file.Rows);
                json.WriteNumber("quarantined", file.Quarantined);
            });
            json.WriteString("version", digest.Version);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="text">The JSON.</param>
    /// <exception cref="InvalidDataException">It is no digest.</exception>
    public static MonitorDigest Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return new MonitorDigest
            {
                Monitor = Text(root, "monitor"),
                Step = root.GetProperty("step").GetInt32(),
                AsOf = Day(root, "asOf"),
                PreviousDay = Day(root, "previousDay"),
                Source = Text(root, "source"),
                Inputs = [.. root.GetProperty("inputs").EnumerateArray().Select(static f => new InputFile(Text(f, "name"), Text(f, "sha256"), Text(f, "layout"), f.GetProperty("rows").GetInt32(), f.GetProperty("quarantined").GetInt32()))],
                Rules = [.. root.GetProperty("rules").EnumerateArray().Select(static r => new RunParameter(Text(r, "id"), Text(r, "text")))],
                RulesHash = Text(root, "rulesHash"),
                Version = Text(root, "version"),
                Synthetic = root.GetProperty("synthetic").GetBoolean(),
                Days = root.GetProperty("days").GetInt32(),
                Firms = root.GetProperty("firms").GetInt32(),
                Observations = root.GetProperty("observations").GetInt32(),
                News = [.. root.GetProperty("news").EnumerateArray().Select(Alert)],
                Open = [.. root.GetProperty("open").EnumerateArray().Select(Alert)],
                Pending = root.GetProperty("pending").GetInt32(),
                Notes = [.. root.GetProperty("notes").EnumerateArray().Select(static n => new QualityNote(Text(n, "code"), "", n.GetProperty("count").GetInt32(), Text(n, "text")))],
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"A kept digest cannot be read: {exception.Message}", exception);
        }
    }

    private static void Alerts(Utf8JsonWriter json, string name, IReadOnlyList<MonitorAlert> alerts)
    {
        JsonParts.Rows(json, name, alerts, alert =>
        {
            json.WriteString("firm", alert.Firm);
            json.WriteString("name", alert.Name);
            json.WriteString("rule", alert.Rule);
            json.WriteString("kind", alert.Kind);
            json.WriteString("news", alert.News.ToString());
            json.WriteString("phase", alert.Phase.ToString());
            Day(json, "raisedDay", alert.RaisedOn);
            Day(json, "date", alert.Day);
            json.WriteString("measure", alert.Measure);
            JsonNumbers.Write(json, "level", alert.Level);
            JsonNumbers.Write(json, "value", alert.Value);
            json.WriteString("unit", alert.Unit);
            JsonNumbers.Write(json, "raise", alert.Raise);
            JsonNumbers.Write(json, "clear", alert.Clear);
            json.WriteBoolean("noData", alert.NoData);
            if (alert.Drivers is { } drivers)
            {
                json.WriteStartObject("drivers");
                Day(json, "fromDay", drivers.FromDay);
                Day(json, "toDay", drivers.ToDay);
                json.WriteString("quantity", drivers.Quantity);
                JsonNumbers.Write(json, "from", drivers.From);
                JsonNumbers.Write(json, "to", drivers.To);
                JsonParts.Rows(json, "contributions", drivers.Contributions, part =>
                {
                    json.WriteString("driver", part.Driver);
                    JsonNumbers.Write(json, "value", part.Value);
                });
                json.WriteEndObject();
            }
            else if (alert.WithoutDrivers.Length > 0)
            {
                json.WriteString("withoutDrivers", alert.WithoutDrivers);
            }
        });
    }

    private static MonitorAlert Alert(JsonElement item) => new()
    {
        Firm = Text(item, "firm"),
        Name = Text(item, "name"),
        Rule = Text(item, "rule"),
        Kind = Text(item, "kind"),
        News = Enum.Parse<AlertNews>(Text(item, "news")),
        Phase = Enum.Parse<AlertPhase>(Text(item, "phase")),
        RaisedOn = Day(item, "raisedDay")!.Value,
        Day = Day(item, "date")!.Value,
        Measure = Text(item, "measure"),
        Level = Number(item, "level"),
        Value = Number(item, "value"),
        Unit = Text(item, "unit"),
        Raise = Number(item, "raise"),
        Clear = Number(item, "clear"),
        NoData = item.GetProperty("noData").GetBoolean(),
        WithoutDrivers = item.TryGetProperty("withoutDrivers", out JsonElement reason) ? reason.GetString()! : "",
        Drivers = item.TryGetProperty("drivers", out JsonElement drivers) ? DriversOf(drivers) : null,
    };

    private static AlertDrivers DriversOf(JsonElement item) => new(
        Day(item, "fromDay")!.Value,
        Day(item, "toDay")!.Value,
        Text(item, "quantity"),
        item.GetProperty("from").GetDouble(),
        item.GetProperty("to").GetDouble(),
        [.. item.GetProperty("contributions").EnumerateArray().Select(static part => new DriverContribution(Text(part, "driver"), part.GetProperty("value").GetDouble()))]);

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
        {
            json.WriteString(name, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static DateOnly? Day(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) ? DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static double? Number(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";
}
