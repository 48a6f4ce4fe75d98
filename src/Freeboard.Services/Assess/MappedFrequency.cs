using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;

namespace Freeboard.Services.Assess;

/// <summary>Puts the frequencies of a fitted map in place of the model's own.</summary>
internal static class MappedFrequency
{
    public static AssessmentRow Fill(AssessmentRow row, EdfMap map, DateOnly day, List<InputFact>? facts)
    {
        double? distance = map.Distance switch
        {
            MappedDistance.Kmv => row.DdKmv,
            MappedDistance.Physical => row.DdPhysical,
            _ => row.DdRiskNeutral,
        };
        if (distance is not { } value)
        {
            return row with { LnEdf = null, Edf = null };
        }

        if (facts is not null && map.Band(value) is { } band)
        {
            string source = string.Create(CultureInfo.InvariantCulture, $"{map.Level:R} interval of {row.EdfMap}");
            facts.Add(FirmAssessor.Fact("edfLower", band.Lower, "1", source, day, null, "model"));
            facts.Add(FirmAssessor.Fact("edfUpper", band.Upper, "1", source, day, null, "model"));
        }

        double logarithm = map.LnEdf(value);
        return row with { LnEdf = double.IsFinite(logarithm) ? logarithm : null, Edf = map.Edf(value) };
    }

    /// <summary>What a reader of mapped frequencies must know.</summary>
    public static IEnumerable<QualityNote> NotesOf(EdfMapFile file, int rows)
    {
        LabelDefinition label = file.Map.Label;
        yield return new QualityNote("EDF-MAP", "", rows, string.Create(
            CultureInfo.InvariantCulture, $"EDF is the frequency of the event {EdfWords.Of(label.Event)} within {label.HorizonMonths} months by the map {file.Name}, fitted on {file.Fit.Observations} observations with {file.Fit.Events} events{(label.Text.Length > 0 ? $" ({label.Text})" : "")}."));
        if (file.VolatilityPolicy is not null)
        {
            yield return new QualityNote("EDF-MAP-OF-FIRM-YEARS", "", rows, "The map was fitted on firm-years whose volatilities came from a policy, not from daily prices: the distances of this run are others, and the map's frequencies hold for them only as far as the two agree.");
        }
    }
}
