using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>One published figure beside what can be computed again from its publication.</summary>
public sealed record LedgerRow
{
    /// <summary>The publication.</summary>
    public required string Document { get; init; }

    /// <summary>Name of the table, as in <see cref="PublishedTable.Id"/>.</summary>
    public required string Table { get; init; }

    /// <summary>Name of the row, as a rule the firm.</summary>
    public required string Row { get; init; }

    /// <summary>The figure's column in the table: asset_value, asset_volatility, default_point ...</summary>
    public required string Quantity { get; init; }

    /// <summary>Unit of the figure: 10,000 CNY, CNY, per sqrt-year, or 1 for a pure number.</summary>
    public required string Unit { get; init; }

    /// <summary>The figure as printed.</summary>
    public required PrintedFigure Published { get; init; }

    /// <summary>The value by the route that the source took, slip included; null when it cannot be computed.</summary>
    public required double? Recomputed { get; init; }

    /// <summary>The value by the right equations from the source's inputs; null when it cannot be computed.</summary>
    public required double? RightValue { get; init; }

    /// <summary>Recomputed less published, in the unit of the figure; null when nothing was recomputed.</summary>
    public double? Difference => Recomputed - Published.Value;

    /// <summary>Largest absolute difference that counts as equal, in the unit of the figure.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Where the tolerance comes from, in a sentence.</summary>
    public required string ToleranceOrigin { get; init; }

    /// <summary>The verdict, computed from the numbers above.</summary>
    public required ReplicationVerdict Verdict { get; init; }

    /// <summary>The verdict that docs/replication.md and the table of claims give this figure; <see cref="ReplicationVerdict.NotRun"/> when they give none.</summary>
    public required ReplicationVerdict Claimed { get; init; }

    /// <summary>Whether the verdict is the claimed one; where nothing reproduces the figure, also whether both sides of the disagreement are those on record.</summary>
    public required bool AsClaimed { get; init; }

    /// <summary>Why the figure is, or is not, reproduced, in a sentence.</summary>
    public required string Reason { get; init; }
}
