using Freeboard.Validation.Discrimination;

namespace Freeboard.Services.Validate;

/// <summary>The headline figures of a part of the observations, or of all. Numbers are null where there is none.</summary>
public sealed record ValidationSlice
{
    /// <summary>The year, industry or group; <c>all</c> for all.</summary>
    public required string Name { get; init; }

    /// <summary>Observations.</summary>
    public required int Observations { get; init; }

    /// <summary>Observations with the event.</summary>
    public required int Events { get; init; }

    /// <summary>Area under the ROC curve of the distance, with DeLong's interval.</summary>
    public required AreaInterval Area { get; init; }

    /// <summary>Brier score of the probabilities.</summary>
    public double? Brier { get; init; }

    /// <summary>Mean predicted probability, decimal.</summary>
    public double? MeanPredicted { get; init; }

    /// <summary>Event rate, decimal, of the observations that have a probability; of all when none has.</summary>
    public double? MeanObserved { get; init; }

    /// <summary>Share of the events in the tenth of observations with the lowest distances.</summary>
    public double? CaptureLowestDecile { get; init; }
}
