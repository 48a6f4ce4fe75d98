namespace Freeboard.Volatility.Garch;

/// <summary>The windows of rolling refits.</summary>
public sealed record RollingFitOptions
{
    /// <summary>Returns in a window; at least 30.</summary>
    /// <value>The default value is 1000, four years of days.</value>
    public int Window
    {
        get;
        init => field = value >= 30 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 30 returns.");
    } = 1000;

    /// <summary>Returns between refits; at least 1.</summary>
    /// <value>The default value is 20, about a month of days.</value>
    public int Step
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1 return.");
    } = 20;

    /// <summary>Windows between fits that ignore their predecessor; at least 1, which turns warm starts off.</summary>
    /// <value>The default value is 12: a fit that follows another into a lesser maximum does not stay there.</value>
    public int ColdEvery
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 12;

    /// <summary>Where windows end, counted from the start of the returns: multiples of the step from the window's length on.</summary>
    internal int Count(int returns) => returns < Window ? 0 : ((returns - Window) / Step) + 1;
}
