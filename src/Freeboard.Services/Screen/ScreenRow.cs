using Freeboard.Assessment;

namespace Freeboard.Services.Screen;

/// <summary>A firm of a run as a screener lists it: its latest figures, how they moved, and where it stands among its peers. Absent numbers are null.</summary>
public sealed record ScreenRow
{
    /// <summary>Who it is.</summary>
    public required FirmDescription Firm { get; init; }

    /// <summary>Its row on the latest date of the run; null when its rows end before.</summary>
    public required AssessmentRow? Latest { get; init; }

    /// <summary>Risk-neutral Merton distance on the latest date; null unless that row converged.</summary>
    public required double? Distance { get; init; }

    /// <summary>Change of the distance since the date before; null unless both have one.</summary>
    public required double? Change { get; init; }

    /// <summary>Change of the distance over a year: since the last date that is at least a year old; null unless both have one.</summary>
    public required double? ChangeYear { get; init; }

    /// <summary>Natural logarithm of the EDF on the latest date; null unless that row converged.</summary>
    public required double? LnEdf { get; init; }

    /// <summary>Per cent of the peers with a smaller distance, 0 to 100; null without a distance or with fewer than five peers.</summary>
    public required double? PeerPercentile { get; init; }

    /// <summary>The peers: the firm's industry where at least five others of it have a distance, else empty for all firms of the run.</summary>
    public required string PeerGroup { get; init; }

    /// <summary>Other firms that have a distance in the group.</summary>
    public required int Peers { get; init; }

    /// <summary>Default point over asset value, decimal; null unless the row converged.</summary>
    public required double? DebtShare { get; init; }

    /// <summary>Distances on the last dates of the run, oldest first; null where there is none.</summary>
    public required IReadOnlyList<double?> History { get; init; }
}
