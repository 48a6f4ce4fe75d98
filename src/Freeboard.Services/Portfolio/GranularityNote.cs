using Freeboard.Provenance;

namespace Freeboard.Services.Portfolio;

/// <summary>When a granularity adjustment is no number to use, and what is said then.</summary>
internal static class GranularityNote
{
    /// <summary>From here on an adjusted figure was off by up to a quarter in the cases of docs/capital.md; below it, its expected shortfall by at most 5 %.</summary>
    internal const double MostOfFigure = 0.5;

    /// <summary>Whether the adjustment is half the figure or more, or brings it beyond what can be lost.</summary>
    /// <param name="figure">The figure of the infinitely fine portfolio; null for none.</param>
    /// <param name="adjustment">Its adjustment; null for none.</param>
    /// <param name="largest">The largest possible loss.</param>
    internal static bool IsUnreliable(double? figure, double? adjustment, double largest) =>
        figure is { } f && adjustment is { } a && ((a != 0 && Math.Abs(a) >= MostOfFigure * Math.Abs(f)) || f + a > largest * (1 + 1e-12));

    internal static QualityNote Of(int count, string where) => new(
        "GRANULARITY-UNRELIABLE", "", count, $"The granularity adjustment {where} is half the figure or more, or brings it beyond the largest possible loss: an expansion in 1/n does not hold for this portfolio. Use 'portfolio simulate --method exact' or importance.");
}
