using System.Globalization;
using Freeboard.Macro;
using Freeboard.Provenance;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Macro;

/// <summary>Where a study came from: its inputs and settings, and the hash that names it.</summary>
internal static class MacroProvenance
{
    public static RunProvenance Of(MacroIndex index, MacroSeriesTable series, MacroStudyOptions options, IReadOnlyList<DriverSpecification> drivers)
    {
        List<RunParameter> parameters =
        [
            new("anchor", options.Anchor ? "last residual" : "none"),
            new("drivers", string.Join(' ', drivers.Select(static d => d.Name))),
            new("firstShare", Text(options.FirstShare)),
            new("grangerLags", Text(options.GrangerLags)),
            new("hac", HacCovariance.NameOf(options.Model.Hac)),
            new("indexLags", Text(options.Model.IndexLags)),
            new("lagChoice", options.ChooseLags is { } criterion ? $"{criterion.ToString().ToLowerInvariant()} to {Text(options.MaximumLag)}" : "given"),
            new("level", Text(options.Model.Level)),
            new("publicationDays", Text(series.PublicationDays)),
            new("rivalLags", Text(options.RivalLags)),
            new("scale", options.Model.Link.ToString()),
            new("seasons", Text(options.Model.SeasonalDummies)),
            new("standardise", options.Model.Standardise ? "yes" : "no"),
            new("timing", options.Timing == MacroTiming.Known ? "known before the day" : "same period"),
            new("unitRoot", $"{options.UnitRoot.Trend}, {options.UnitRoot.Lag}{(options.UnitRoot.MaximumLag is { } most ? $" {Text(most)}" : "")}"),
            new("weight", options.Weight == EdfIndexWeight.Tail ? $"Tail {Text(options.TailShare)}" : options.Weight.ToString()),
        ];
        InputFile[] inputs = [.. new[] { index.Source, series.Source }.OrderBy(static f => f.Name, StringComparer.Ordinal)];
        return Of(inputs, parameters, index.Points.Last(static p => p.Value is not null).Date, []);
    }

    /// <summary>The same with a further file and settings: another study.</summary>
    public static RunProvenance With(RunProvenance provenance, IEnumerable<InputFile> files, IEnumerable<RunParameter> parameters) =>
        Of([.. provenance.Inputs.Concat(files).Distinct().OrderBy(static f => f.Name, StringComparer.Ordinal)], [.. provenance.Parameters.Concat(parameters).Distinct().OrderBy(static p => p.Name, StringComparer.Ordinal)], provenance.AsOf, provenance.Notes);

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static RunProvenance Of(InputFile[] inputs, IReadOnlyList<RunParameter> parameters, DateOnly asOf, IReadOnlyList<QualityNote> notes) => new()
    {
        RunId = RunIdentity.Compute(inputs, parameters),
        Version = RunIdentity.Version,
        InstructionSet = RunIdentity.InstructionSet,
        AsOf = asOf,
        Inputs = inputs,
        Parameters = parameters,
        Notes = notes,
    };
}
