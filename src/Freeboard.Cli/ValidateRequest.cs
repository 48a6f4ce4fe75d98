using Freeboard.Calibration;
using Freeboard.Services.Validate;

namespace Freeboard.Cli;

/// <summary>What <c>freeboard validate</c> was asked for, read and checked.</summary>
internal sealed record ValidateRequest
{
    public string? Labels { get; init; }

    public string? FirmYears { get; init; }

    public string? Rows { get; init; }

    public required string Store { get; init; }

    public string? Run { get; init; }

    public string? EdfMap { get; init; }

    public string? Group { get; init; }

    public LabelEvent? Event { get; init; }

    public int? HorizonMonths { get; init; }

    public MappedDistance? Distance { get; init; }

    public DateOnly? LabelsUntil { get; init; }

    public required ValidationOptions Options { get; init; }

    public string? Report { get; init; }

    public required string Language { get; init; }

    public bool Json { get; init; }

    public bool KeepGoing { get; init; }

    public bool IgnoreExtra { get; init; }

    /// <summary>What a panel's label means, when the command says; else null, and the map or the default speaks.</summary>
    public LabelDefinition? PanelLabel() => Event is { } labelEvent
        ? new LabelDefinition { Event = labelEvent, HorizonMonths = HorizonMonths ?? 12, Text = $"column label of {Path.GetFileName(FirmYears)}" }
        : null;
}
