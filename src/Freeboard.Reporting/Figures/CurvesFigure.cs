namespace Freeboard.Reporting.Figures;

/// <summary>One curve.</summary>
/// <param name="Name">Its name, written beside it.</param>
/// <param name="IsPoints">Whether it is points joined by a thin line (what was said) and not a smooth line (what was made of it).</param>
/// <param name="IsLead">Whether it is the subject: strong.</param>
/// <param name="X">Places, ascending.</param>
/// <param name="Y">Heights.</param>
public sealed record Curve(string Name, bool IsPoints, bool IsLead, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>Headers of a plot of curves.</summary>
/// <param name="Line">Which curve.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
public sealed record CurvesNames(string Line, string X, string Y);

/// <summary>Curves over numbers, heights from 0 to 1, for the element fb-curves.</summary>
public sealed record CurvesFigure
{
    /// <summary>What stands on the horizontal axis.</summary>
    public required FigureUnit Unit { get; init; }

    /// <summary>Headers.</summary>
    public required CurvesNames Names { get; init; }

    /// <summary>The curves.</summary>
    public required IReadOnlyList<Curve> Curves { get; init; }
}
