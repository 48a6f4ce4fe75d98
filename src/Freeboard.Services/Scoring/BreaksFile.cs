using System.Text.Json;

namespace Freeboard.Services.Scoring;

/// <summary>Bins given by hand: a JSON object with a key for each variable.</summary>
/// <remarks>Numbers are breaks: <c>{"age": [26, 35]}</c>. Lists are groups of levels, a word alone is a group of one: <c>{"purpose": [["car", "repairs"], "education"]}</c>. An empty list is one bin for all numbers.</remarks>
public sealed class BreaksFile
{
    private BreaksFile(IReadOnlyDictionary<string, IReadOnlyList<double>> breaks, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> groups)
    {
        Breaks = breaks;
        Groups = groups;
    }

    /// <summary>No bins given.</summary>
    public static BreaksFile None { get; } = new(new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>());

    /// <summary>Breaks of variables with numbers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Breaks { get; }

    /// <summary>Groups of variables with levels.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Groups { get; }

    /// <summary>Reads bins.</summary>
    /// <param name="json">The text.</param>
    /// <param name="fault">What is wrong, in one clause; empty when nothing is.</param>
    /// <returns>The bins; null when something is wrong.</returns>
    public static BreaksFile? Parse(string json, out string fault)
    {
        ArgumentNullException.ThrowIfNull(json);
        Dictionary<string, IReadOnlyList<double>> breaks = new(StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> groups = new(StringComparer.Ordinal);
        fault = "";
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                fault = "it is no JSON object";
                return null;
            }

            foreach (JsonProperty variable in document.RootElement.EnumerateObject())
            {
                JsonElement value = variable.Value;
                if (value.ValueKind != JsonValueKind.Array)
                {
                    fault = $"the bins of '{variable.Name}' are no list";
                    return null;
                }

                if (value.EnumerateArray().All(static e => e.ValueKind == JsonValueKind.Number))
                {
                    double[] numbers = [.. value.EnumerateArray().Select(static e => e.GetDouble())];
                    if (numbers.Zip(numbers.Skip(1)).Any(static p => !(p.First < p.Second)))
                    {
                        fault = $"the breaks of '{variable.Name}' do not rise";
                        return null;
                    }

                    breaks[variable.Name] = numbers;
                }
                else if (value.EnumerateArray().All(static e => e.ValueKind == JsonValueKind.String || (e.ValueKind == JsonValueKind.Array && e.GetArrayLength() > 0 && e.EnumerateArray().All(static l => l.ValueKind == JsonValueKind.String))))
                {
                    groups[variable.Name] = [.. value.EnumerateArray().Select(static e => (IReadOnlyList<string>)(e.ValueKind == JsonValueKind.String ? [e.GetString()!] : [.. e.EnumerateArray().Select(static l => l.GetString()!)]))];
                    string[] levels = [.. groups[variable.Name].SelectMany(static g => g)];
                    if (levels.Contains("") || levels.Distinct(StringComparer.Ordinal).Count() != levels.Length)
                    {
                        fault = $"a level of '{variable.Name}' is empty or stands twice";
                        return null;
                    }
                }
                else
                {
                    fault = $"the bins of '{variable.Name}' are neither numbers nor levels";
                    return null;
                }
            }
        }
        catch (JsonException exception)
        {
            fault = exception.Message;
            return null;
        }

        return new BreaksFile(breaks, groups);
    }
}
