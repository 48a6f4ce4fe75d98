using System.Text.Json;

namespace Freeboard.Services.Studies;

/// <summary>What a study is.</summary>
public enum StudyKind
{
    /// <summary>Losses of a portfolio.</summary>
    Portfolio = 0,

    /// <summary>Transitions between states.</summary>
    Migration,
}

/// <summary>A kept study in a line.</summary>
/// <param name="StudyId">Hash of its files and settings.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">What it is about: its file, or its run.</param>
/// <param name="MadeAt">When it was made first.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Version">Version that made it.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Summary">Its main figures, by the keys of its document.</param>
public sealed record KeptStudy(string StudyId, StudyKind Kind, string Title, DateTimeOffset MadeAt, string MadeBy, string Version, JsonElement Settings, JsonElement Summary)
{
    /// <summary>A figure of the summary; null when it is not there.</summary>
    /// <param name="key">Its key.</param>
    public double? Figure(string key) => Summary.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>A word of the settings; empty when it is not there.</summary>
    /// <param name="key">Its key.</param>
    public string Setting(string key) => Settings.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
