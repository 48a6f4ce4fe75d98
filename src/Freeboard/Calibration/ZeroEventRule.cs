namespace Freeboard.Calibration;

/// <summary>What least squares on ln frequency does with a bucket without an event, whose frequency has no logarithm.</summary>
public enum ZeroEventRule
{
    /// <summary>It is pooled with the next bucket of smaller distance, again until there is an event; the first ones with those above them.</summary>
    Pool = 0,

    /// <summary>It is left out. The curve is then too high where defaults are rare, because only the buckets that had one speak.</summary>
    Drop,

    /// <summary>Every bucket's frequency becomes (d + 1/2) / (n + 1), the mean after Jeffreys' prior.</summary>
    Jeffreys,
}
