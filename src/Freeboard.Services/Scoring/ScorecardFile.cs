using System.Text;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Scoring;

/// <summary>A card with its scaling and where it came from: what <c>score fit --save</c> writes and <c>score apply</c> and <c>score sql</c> read.</summary>
/// <remarks>JSON, schema <c>freeboard-scorecard/1</c> (docs/scoring.md), 17 significant digits, no time of day: the same data and settings give the same bytes.</remarks>
public sealed record ScorecardFile
{
    /// <summary>Name of the schema.</summary>
    public const string Schema = "freeboard-scorecard/1";

    /// <summary>The card.</summary>
    public required Scorecard Card { get; init; }

    /// <summary>The column of outcomes.</summary>
    public required string Target { get; init; }

    /// <summary>The value of bad rows.</summary>
    public required string Bad { get; init; }

    /// <summary>The value of rejected rows in the column of outcomes, whose outcome nobody knows; null for none.</summary>
    public string? Rejected { get; init; }

    /// <summary>Words for missing values beside the empty cell.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The run that fitted it; empty where the file does not say.</summary>
    public string RunId { get; init; } = "";

    /// <summary>Version of the library that fitted it.</summary>
    public required string Version { get; init; }

    /// <summary>Files it was fitted on.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];

    /// <summary>Settings of the fit.</summary>
    public IReadOnlyList<RunParameter> Options { get; init; } = [];

    /// <summary>How the points of the fit were spread; null where the file does not say.</summary>
    public ScoreDistribution? Scores { get; init; }

    /// <summary>The regression; null for a card that was read, whose errors stand in the file alone.</summary>
    public LogisticFit? Regression { get; init; }

    /// <summary>The file's text, ending with a line feed.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, JsonRows.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("runId", RunId);
            json.WriteString("version", Version);
            json.WriteString("target", Target);
            json.WriteString("bad", Bad);
            if (Rejected is not null)
            {
                json.WriteString("rejected", Rejected);
            }

            json.WriteString("woe", ScoringWords.Of(Card.Variables[0].Bins.Convention));
            json.WriteString("unseen", ScoringWords.Of(Card.Unseen));
            JsonParts.Words(json, "missing", Missing);
            ScoringJson.Scale(json, Card.Scale);
            JsonNumbers.Write(json, "intercept", Card.Intercept);
            json.WriteStartArray("variables");
            for (int i = 0; i < Card.Variables.Count; i++)
            {
                ScoringJson.CardVariable(json, Card, i);
            }

            json.WriteEndArray();
            if (Regression is { } regression)
            {
                ScoringJson.Coefficients(json, regression);
            }

            if (Scores is { } scores)
            {
                json.WriteStartObject("scores");
                json.WriteStartArray("edges");
                foreach (double edge in scores.Edges)
                {
                    json.WriteRawValue(JsonNumbers.Text(edge));
                }

                json.WriteEndArray();
                json.WriteStartArray("counts");
                foreach (int count in scores.Counts)
                {
                    json.WriteNumberValue(count);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            JsonProvenance.Settings(json, "options", Options.Where(static o => o.Value.Length > 0));
            JsonProvenance.Inputs(json, Inputs, layout: false, setAside: null);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Writes the file; an existing one is replaced only when the new one is whole.</summary>
    /// <param name="path">Where to.</param>
    public void Save(string path) => WholeFile.WriteText(path, ToJson());

    /// <summary>Reads a card.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="fault">What is wrong, in one clause; empty when nothing is.</param>
    /// <returns>The card; null when something is wrong.</returns>
    public static ScorecardFile? Parse(string text, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        fault = "";
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schema", out JsonElement schema) || schema.GetString() != Schema)
            {
                fault = $"its schema is not {Schema}";
                return null;
            }

            WoeConvention convention = root.GetProperty("woe").GetString() == "good-over-bad" ? WoeConvention.GoodOverBad : WoeConvention.BadOverGood;
            JsonElement scale = root.GetProperty("scale");
            return new ScorecardFile
            {
                Card = new Scorecard(
                    root.GetProperty("intercept").GetDouble(),
                    [.. root.GetProperty("variables").EnumerateArray().Select(v => Variable(v, convention))],
                    new ScoreScale
                    {
                        BasePoints = scale.GetProperty("basePoints").GetDouble(),
                        BaseOdds = scale.GetProperty("baseOdds").GetDouble(),
                        Odds = scale.GetProperty("odds").GetString() == "bad-to-good" ? OddsConvention.BadToGood : OddsConvention.GoodToBad,
                        PointsToDoubleOdds = scale.GetProperty("pointsToDoubleOdds").GetDouble(),
                    },
                    root.GetProperty("unseen").GetString() == "worst" ? UnseenRule.Worst : UnseenRule.Neutral),
                Target = root.GetProperty("target").GetString() ?? "",
                Bad = root.GetProperty("bad").GetString() ?? "",
                Rejected = root.TryGetProperty("rejected", out JsonElement rejected) ? rejected.GetString() : null,
                Missing = [.. root.GetProperty("missing").EnumerateArray().Select(static m => m.GetString()!)],
                RunId = root.TryGetProperty("runId", out JsonElement run) ? run.GetString() ?? "" : "",
                Version = root.GetProperty("version").GetString() ?? "",
                Scores = root.TryGetProperty("scores", out JsonElement scores) ? Spread(scores) : null,
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            fault = exception.Message.ReplaceLineEndings(" ");
            return null;
        }
    }

    /// <exception cref="FormatException">Edges do not rise, or counts are not one for each bin.</exception>
    private static ScoreDistribution Spread(JsonElement scores)
    {
        double[] edges = [.. scores.GetProperty("edges").EnumerateArray().Select(static e => e.GetDouble())];
        int[] counts = [.. scores.GetProperty("counts").EnumerateArray().Select(static c => c.GetInt32())];
        return counts.Length == edges.Length + 1 && counts.All(static c => c >= 0) && edges.Zip(edges.Skip(1)).All(static pair => pair.First < pair.Second)
            ? new ScoreDistribution(edges, counts)
            : throw new FormatException("the edges of its scores do not rise, or the counts are not one for each bin");
    }

    private static ScorecardVariable Variable(JsonElement variable, WoeConvention convention)
    {
        string name = variable.GetProperty("name").GetString()!;
        string[] special = [.. variable.GetProperty("special").EnumerateArray().Select(static s => s.GetString()!)];
        BinLayout layout = variable.TryGetProperty("breaks", out JsonElement breaks)
            ? BinLayout.OfIntervals(name, [.. breaks.EnumerateArray().Select(static b => b.GetDouble())], [.. special.Select(static s => double.Parse(s, System.Globalization.CultureInfo.InvariantCulture))], variable.TryGetProperty("closedRight", out JsonElement right) && right.GetBoolean())
            : BinLayout.OfGroups(name, [.. variable.GetProperty("groups").EnumerateArray().Select(static g => (IReadOnlyList<string>)[.. g.EnumerateArray().Select(static l => l.GetString()!)])], special);
        ScoreBin[] bins = [.. variable.GetProperty("bins").EnumerateArray().Select((b, i) => new ScoreBin(
            layout.LabelOf(i),
            layout.KindOf(i),
            b.GetProperty("bad").GetDouble(),
            b.GetProperty("good").GetDouble(),
            b.TryGetProperty("woe", out JsonElement woe) ? woe.GetDouble() : null,
            b.TryGetProperty("iv", out JsonElement iv) ? iv.GetDouble() : null,
            b.TryGetProperty("adjusted", out JsonElement adjusted) && adjusted.GetBoolean()))];
        return new ScorecardVariable(VariableBins.Kept(layout, convention, bins), variable.GetProperty("coefficient").GetDouble());
    }
}
