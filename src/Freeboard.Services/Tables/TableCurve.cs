namespace Freeboard.Services.Tables;

/// <summary>A curve, or points, in a figure beside a table: places and heights, as many of one as of the other.</summary>
/// <param name="Name">What it is: a name out of the data (an expert, a firm), or a stable word of the table.</param>
/// <param name="IsPoints">Whether it is drawn as points (what was said or observed) and not as a line (what was made of it).</param>
/// <param name="X">Places, ascending; finite.</param>
/// <param name="Y">Heights; finite.</param>
public sealed record TableCurve(string Name, bool IsPoints, IReadOnlyList<double> X, IReadOnlyList<double> Y);
