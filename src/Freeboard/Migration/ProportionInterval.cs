namespace Freeboard.Migration;

/// <summary>Intervals of the proportions of a row.</summary>
public enum ProportionInterval
{
    /// <summary>Wilson's score interval, each cell for itself.</summary>
    Wilson = 0,

    /// <summary>Goodman's simultaneous intervals: all cells of a row hold together with the level (L. A. Goodman, Technometrics 7 (1965)).</summary>
    Goodman,
}
