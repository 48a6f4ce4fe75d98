using System.Globalization;
using Freeboard.Macro;
using Freeboard.Services.Macro;

namespace Freeboard.Web.Macro;

/// <summary>What a study is asked for, as it stands in an address: <c>run</c>, <c>series</c>, <c>scenarios</c>, <c>driver</c> (several by commas), <c>scale</c>, <c>timing</c>, <c>weight</c>, <c>wanted</c> (per cent).</summary>
/// <param name="Run">Run id or a beginning of it; empty for the newest.</param>
/// <param name="Series">Name of the kept series.</param>
/// <param name="Scenarios">Name of the kept scenarios; empty for none.</param>
/// <param name="Wanted">The index of the reverse question, a decimal; null for none.</param>
/// <param name="Options">Settings of the study.</param>
internal sealed record MacroQuestion(string Run, string Series, string Scenarios, double? Wanted, MacroStudyOptions Options)
{
    public static readonly string[] Scales = ["logit", "level", "log", "probit"];
    public static readonly string[] Timings = ["known", "same-period"];
    public static readonly string[] Weights = ["equal", "equity", "assets", "tail"];

    /// <summary>Reads a question; null and what is wrong when a setting is malformed.</summary>
    public static MacroQuestion? Read(Func<string, string?> query, out string? fault)
    {
        fault = null;
        List<DriverSpecification> drivers = [];
        foreach (string text in (query("driver") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (DriverSpecification.Parse(text) is not { } driver)
            {
                fault = $"driver: '{text}' is no driver; write SERIES:TRANSFORM:LAG with a transform of {string.Join(", ", DriverSpecification.TransformWords)} and a lag of 0 to 60, such as industrial_output:yoy:1.";
                return null;
            }

            drivers.Add(driver);
        }

        string scale = query("scale") ?? Scales[0];
        string timing = query("timing") ?? Timings[0];
        string weight = query("weight") ?? Weights[0];
        foreach ((string name, string value, string[] known) in new[] { ("scale", scale, Scales), ("timing", timing, Timings), ("weight", weight, Weights) })
        {
            if (!known.Contains(value, StringComparer.Ordinal))
            {
                fault = $"{name}: '{value}' is none of {string.Join(", ", known)}.";
                return null;
            }
        }

        double? wanted = null;
        if (query("wanted") is { } percent)
        {
            if (!double.TryParse(percent, NumberStyles.Float, CultureInfo.InvariantCulture, out double given) || given is not (> 0 and < 100))
            {
                fault = $"wanted: '{percent}' is no percentage between 0 and 100.";
                return null;
            }

            wanted = given / 100;
        }

        return new MacroQuestion(query("run") ?? "", query("series") ?? "", query("scenarios") ?? "", wanted, MacroStudyOptions.Default with
        {
            Drivers = drivers,
            Model = MacroOptions.Default with { Link = Enum.Parse<EdfLink>(scale, ignoreCase: true) },
            Timing = timing == "known" ? MacroTiming.Known : MacroTiming.SamePeriod,
            Weight = weight switch { "equity" => EdfIndexWeight.EquityValue, "assets" => EdfIndexWeight.AssetValue, "tail" => EdfIndexWeight.Tail, _ => EdfIndexWeight.Equal },
        });
    }

    /// <summary>The command that makes the same figures.</summary>
    /// <param name="run">The run's id.</param>
    public string Command(string run)
    {
        string verb = Scenarios.Length > 0 ? "scenario" : Wanted is not null ? "reverse" : "fit";
        List<string> parts = [$"freeboard macro {verb} --run {run} --series {Series}"];
        if (Scenarios.Length > 0)
        {
            parts.Add($"--scenarios {Scenarios}");
        }
        else if (Wanted is { } index)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"--wanted {index}"));
        }

        parts.AddRange(Options.Drivers.Select(static d => $"--driver {d.Name}"));
        if (Options.Model.Link != EdfLink.Logit)
        {
            parts.Add($"--scale {Options.Model.Link.ToString().ToLowerInvariant()}");
        }

        if (Options.Timing != MacroTiming.Known)
        {
            parts.Add("--timing same-period");
        }

        if (Options.Weight != EdfIndexWeight.Equal)
        {
            parts.Add("--weight " + Options.Weight switch { EdfIndexWeight.EquityValue => "equity", EdfIndexWeight.AssetValue => "assets", _ => "tail" });
        }

        return string.Join(' ', parts);
    }
}
