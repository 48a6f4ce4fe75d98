using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Freeboard.Monitoring;
using Freeboard.Provenance;

namespace Freeboard.Services.Monitoring;

/// <summary>Reads a file of rules; every fault is an error with its place, such as <c>rules[2].clear</c>.</summary>
internal sealed partial class MonitorRulesReader(string file)
{
    private static readonly string[] TopKeys = ["schema", "name", "frequency", "explainDays", "firms", "rules"];
    private static readonly string[] RuleKeys =
        ["id", "kind", "measure", "raise", "clear", "raiseDays", "clearDays", "longestGapDays", "windowDays", "scale", "falseAlarmsPerFirmYear", "peers", "peerShare", "minimumPeers"];

    private readonly List<RowError> errors = [];

    public MonitorRulesResult Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            MonitorRules? rules = document.RootElement.ValueKind == JsonValueKind.Object ? Top(document.RootElement, Encoding.UTF8.GetString(bytes.Span)) : null;
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                Add("", "RULES-MALFORMED", "The file is not a JSON object", "Begin with {, as 'freeboard monitor rules --example' prints it");
            }

            return new MonitorRulesResult(errors.Count == 0 ? rules : null, errors);
        }
        catch (JsonException exception)
        {
            errors.Add(new RowError(file, (int)(exception.LineNumber ?? -1) + 1, "", "RULES-MALFORMED", FormattableString.Invariant($"The file stops being JSON at position {(exception.BytePositionInLine ?? 0) + 1} of this line"), "Look there for a comma, quote or bracket too many or too few and correct it there; 'freeboard monitor rules --example' prints a file that works"));
            return new MonitorRulesResult(null, errors);
        }
        catch (InvalidOperationException)
        {
            // Names and texts are only decoded when they are read.
            errors.Add(new RowError(file, 0, "", "RULES-MALFORMED", "The file has a name or text that is no Unicode", "Save it in UTF-8; 'freeboard monitor rules --example' prints a file that works"));
            return new MonitorRulesResult(null, errors);
        }
    }

    private MonitorRules Top(JsonElement root, string text)
    {
        Unknown(root, "", TopKeys);
        if (Word(root, "schema", "", MonitorRules.Schema) is { } schema && schema != MonitorRules.Schema)
        {
            Add("schema", "RULES-SCHEMA", $"'{schema}' is not a schema of this version", $"Write {MonitorRules.Schema}");
        }

        string name = Word(root, "name", "", "watch") ?? "watch";
        if (!NameShape().IsMatch(name))
        {
            Add("name", "RULES-NAME", $"'{name}' cannot name a monitor", "Use up to 64 letters, digits, - and _");
        }

        double perYear = Choice(root, "frequency", "", "day", ("day", 250.0), ("week", 52), ("month", 12));
        int explain = Whole(root, "explainDays", "", 91, 1, 1830);
        string[] firms = Firms(root);
        List<MonitorRule> rules = [];
        if (!root.TryGetProperty("rules", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Add("rules", "RULES-EMPTY", "There is no rule", "Give at least one, as 'freeboard monitor rules --example' prints them");
            list = default;
        }
        else
        {
            int i = 0;
            foreach (JsonElement item in list.EnumerateArray())
            {
                if (Rule(item, FormattableString.Invariant($"rules[{i++}]"), perYear) is { } rule)
                {
                    if (rules.Any(other => other.Id == rule.Id))
                    {
                        Add(FormattableString.Invariant($"rules[{i - 1}].id"), "RULES-ID-TWICE", $"Two rules are called '{rule.Id}'", "Call one of them something else");
                    }

                    rules.Add(rule);
                }
            }
        }

        return new MonitorRules { Name = name, ObservationsPerYear = perYear, ExplainDays = explain, Firms = firms, Rules = rules, Text = text };
    }

    private string[] Firms(JsonElement root)
    {
        if (!root.TryGetProperty("firms", out JsonElement list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 || list.EnumerateArray().Any(static f => f.ValueKind != JsonValueKind.String || f.GetString() is not { Length: > 0 }))
        {
            Add("firms", "RULES-VALUE", "The firms are not a list of codes", "Write \"firms\": [\"CODE\", ...], or leave the key out to watch all firms");
            return [];
        }

        return [.. list.EnumerateArray().Select(static f => f.GetString()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private MonitorRule? Rule(JsonElement item, string at, double perYear)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            Add(at, "RULES-MALFORMED", "A rule is a JSON object", "Write { \"id\": ..., \"kind\": ..., ... }");
            return null;
        }

        int before = errors.Count;
        at += ".";
        Unknown(item, at, RuleKeys);
        string? id = Word(item, "id", at, null);
        if (id is not null && !NameShape().IsMatch(id))
        {
            Add(at + "id", "RULES-NAME", $"'{id}' cannot name a rule", "Use up to 64 letters, digits, - and _");
        }

        TriggerKind kind = Choice(item, "kind", at, null, ("level", TriggerKind.Level), ("change", TriggerKind.Change), ("peerPercentile", TriggerKind.PeerPercentile), ("peerTrigger", TriggerKind.PeerTrigger));
        MonitorMeasure measure = Choice(
            item, "measure", at, null, ("DDRiskNeutral", MonitorMeasure.DistanceRiskNeutral), ("DDKmv", MonitorMeasure.DistanceKmv), ("DDPhysical", MonitorMeasure.DistancePhysical), ("lnEDF", MonitorMeasure.LnEdf), ("EDF", MonitorMeasure.Edf));
        ChangeScale scale = Choice(item, "scale", at, "none", ("none", ChangeScale.None), ("structural", ChangeScale.Structural), ("peers", ChangeScale.Peers));
        PeerSet peers = Choice(item, "peers", at, "all", ("all", PeerSet.All), ("industry", PeerSet.Industry));
        int window = Whole(item, "windowDays", at, 91, 1, 1830);
        int raiseDays = Whole(item, "raiseDays", at, 0, 0, 3660);
        int clearDays = Whole(item, "clearDays", at, 25, 0, 3660);
        int gap = Whole(item, "longestGapDays", at, 45, 1, 3660);
        int minimum = Whole(item, "minimumPeers", at, 10, 2, 1_000_000);
        double share = Number(item, "peerShare", at) ?? 0.9;
        double? rate = Number(item, "falseAlarmsPerFirmYear", at);
        double? raise = Number(item, "raise", at);
        double? clear = Number(item, "clear", at);
        Check(share is >= 0 and <= 1, at + "peerShare", "a share lies between 0 and 1", "Write 0.9 for nine in ten");
        Check(scale == ChangeScale.None || kind == TriggerKind.Change, at + "scale", "only a change has a scale", "Remove it");
        Check(
            scale != ChangeScale.Structural || measure is MonitorMeasure.DistanceRiskNeutral or MonitorMeasure.DistancePhysical,
            at + "scale",
            "the model gives a standard deviation to changes of DDRiskNeutral and DDPhysical only",
            "Watch one of them, or use the scale peers");
        Check(kind == TriggerKind.Change || !item.TryGetProperty("windowDays", out _), at + "windowDays", "only a change has a window", "Remove it");
        Check(rate is null || scale != ChangeScale.None, at + "falseAlarmsPerFirmYear", "a design needs a change in standard deviations", "Add \"scale\": \"structural\" or \"peers\"");
        Check(rate is null || (raise is null && clear is null), at + "falseAlarmsPerFirmYear", "thresholds are given and designed at once", "Keep raise and clear, or falseAlarmsPerFirmYear");
        Check(rate is null or (>= 0.001 and <= 12), at + "falseAlarmsPerFirmYear", "it lies outside 0.001 to 12", "Write 0.1 for one false alert in ten years of a firm");
        if (errors.Count > before)
        {
            return null;
        }

        RiskDirection direction = kind == TriggerKind.PeerPercentile ? RiskDirection.RisingIsWorse : MonitorWords.DirectionOf(measure);
        DesignedThreshold? design = null;
        if (rate is { } wanted)
        {
            double stepDays = 365.25 / perYear;
            design = FalseAlarms.ForChange(new AlarmDesign
            {
                AlarmsPerFirmYear = wanted,
                ObservationsPerYear = perYear,
                WindowObservations = Math.Clamp((int)Math.Round(window / stepDays), 1, 1000),
                RaiseRun = Math.Min(1000, 1 + (int)Math.Ceiling(raiseDays / stepDays)),
                ClearRun = Math.Min(1000, 1 + (int)Math.Ceiling(clearDays / stepDays)),
            });
            if (design.Sigmas is not { } sigmas)
            {
                Add(at + "falseAlarmsPerFirmYear", "RULES-RATE-TOO-HIGH", "The days for which a change must hold allow fewer alerts than that", "Lower the rate, raiseDays or clearDays");
                return null;
            }

            raise = direction == RiskDirection.FallingIsWorse ? -sigmas : sigmas;
            clear = 0.5 * raise;
        }

        Check(raise is not null, at + "raise", "there is no threshold", "Say where an alert begins");
        Check(clear is not null, at + "clear", "there is no threshold", "Say where an alert ends: raise, or a better value, so that a wavering figure makes one alert");
        if (raise is not { } begins || clear is not { } ends)
        {
            return null;
        }

        Check(kind != TriggerKind.PeerPercentile || (begins is >= 0 and <= 1 && ends is >= 0 and <= 1), at + "raise", "a percentile lies between 0 and 1", "Write 0.95 for the riskiest twentieth");
        Check(direction == RiskDirection.FallingIsWorse ? ends >= begins : ends <= begins, at + "clear", "an alert would end on a worse value than it begins", direction == RiskDirection.FallingIsWorse ? "Write a value at or above raise" : "Write a value at or below raise");
        return errors.Count > before || id is null ? null : new MonitorRule
        {
            Id = id,
            Kind = kind,
            Measure = measure,
            Thresholds = new TriggerThresholds(direction, begins, ends) { RaiseDays = raiseDays, ClearDays = clearDays, LongestGapDays = gap },
            WindowDays = window,
            Scale = scale,
            PeerShare = share,
            MinimumPeers = minimum,
            Peers = peers,
            FalseAlarmsPerFirmYear = rate,
            Design = design,
        };
    }

    private void Unknown(JsonElement item, string at, string[] known)
    {
        foreach (string key in item.EnumerateObject().Select(static p => p.Name).Where(key => !known.Contains(key, StringComparer.Ordinal)))
        {
            Add(at + key, "RULES-KEY-UNKNOWN", $"'{key}' means nothing here", $"The keys are {string.Join(", ", known)}");
        }
    }

    private string? Word(JsonElement item, string key, string at, string? otherwise)
    {
        if (item.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        if (value.ValueKind != JsonValueKind.Undefined || otherwise is null)
        {
            Add(at + key, "RULES-VALUE", value.ValueKind == JsonValueKind.Undefined ? "The key is missing" : "The value is not a text", $"Write \"{key}\": \"...\"");
        }

        return otherwise;
    }

    private T Choice<T>(JsonElement item, string key, string at, string? otherwise, params (string Word, T Value)[] choices)
    {
        string? word = Word(item, key, at, otherwise);
        foreach ((string known, T value) in choices)
        {
            if (known == word)
            {
                return value;
            }
        }

        if (word is not null)
        {
            Add(at + key, "RULES-VALUE", $"'{word}' is not known", $"Write one of {string.Join(", ", choices.Select(static c => c.Word))}");
        }

        return choices[0].Value;
    }

    private double? Number(JsonElement item, string key, string at)
    {
        if (!item.TryGetProperty(key, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number))
        {
            return number;
        }

        Add(at + key, "RULES-VALUE", "The value is not a number", $"Write \"{key}\": 1.5, without quotes");
        return null;
    }

    private int Whole(JsonElement item, string key, string at, int otherwise, int least, int most)
    {
        if (Number(item, key, at) is not { } number)
        {
            return otherwise;
        }

        Check(number >= least && number <= most && Math.Floor(number) == number, at + key, FormattableString.Invariant($"it is not a whole number from {least} to {most}"), FormattableString.Invariant($"Write for example {otherwise}"));
        return number >= least && number <= most ? (int)number : otherwise;
    }

    private void Check(bool holds, string at, string reason, string hint)
    {
        if (!holds)
        {
            Add(at, "RULES-VALUE", char.ToUpperInvariant(reason[0]) + reason[1..], hint);
        }
    }

    private void Add(string at, string code, string reason, string hint) => errors.Add(new RowError(file, 0, at, code, reason, hint));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex NameShape();
}
