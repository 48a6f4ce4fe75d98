namespace Freeboard.Reporting.Figures;

/// <summary>Small drawings beside a word; never in place of one.</summary>
public static class Icon
{
    /// <summary>Plimsoll mark: a circle crossed by the waterline, under the deck line.</summary>
    public const string Plimsoll = "<svg viewBox=\"0 0 30 30\" aria-hidden=\"true\"><path d=\"M5 3.2h20\" stroke=\"currentColor\" stroke-width=\"2\"/><circle cx=\"15\" cy=\"18\" r=\"8.2\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M1 18h28\" stroke=\"var(--accent)\" stroke-width=\"2.4\"/></svg>";

    /// <summary>A tick: the equations hold.</summary>
    public const string Tick = "<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path d=\"M1.8 6.4 4.8 9.4 10.2 2.8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></svg>";

    /// <summary>A broken circle: there is no number.</summary>
    public const string NoNumber = "<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><circle cx=\"6\" cy=\"6\" r=\"4.6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\" stroke-dasharray=\"2 1.6\"/></svg>";

    /// <summary>A circle with a bar: the limit is exact but is not a number.</summary>
    public const string Limit = "<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><circle cx=\"6\" cy=\"6\" r=\"4.6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\"/><path d=\"M3.6 6h4.8\" stroke=\"currentColor\" stroke-width=\"1.6\"/></svg>";

    /// <summary>A filled triangle: an alert is open.</summary>
    public const string Firing = "<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path d=\"M6 0.6 11.6 11H.4z\" fill=\"currentColor\"/></svg>";

    /// <summary>An arrow: an alert is on its way to its end.</summary>
    public const string Recovering = "<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path d=\"M2 6h6M5.5 3 9 6 5.5 9\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"/></svg>";

    /// <summary>A hull over waves: nothing here.</summary>
    public const string Empty = "<svg width=\"64\" height=\"64\" viewBox=\"0 0 64 64\" aria-hidden=\"true\"><path d=\"M8 12h48\" stroke=\"var(--ink)\" stroke-width=\"3\"/><path d=\"M14 12c0 16 6 30 18 40 12-10 18-24 18-40\" fill=\"var(--hull-2)\" stroke=\"var(--ink-3)\" stroke-width=\"1.5\"/><path d=\"M2 54c8-4 14 4 22 0s14 4 22 0 12 3 16 0\" fill=\"none\" stroke=\"var(--water)\" stroke-width=\"2\"/></svg>";
}
