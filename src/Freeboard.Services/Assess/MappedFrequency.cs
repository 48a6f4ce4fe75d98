using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Calibration;

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
}
