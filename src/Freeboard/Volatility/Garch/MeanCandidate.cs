namespace Freeboard.Volatility.Garch;

/// <summary>A maximum that the model of <see cref="MeanPieces"/> expects.</summary>
/// <param name="Offset">Where, relative to the present mean.</param>
/// <param name="Value">Its log-likelihood relative to the present.</param>
/// <param name="KinkDay">The day whose return the mean equals there; -1 inside a piece.</param>
/// <param name="Key">Names the piece, by the day of the return that bounds it above, or the kink.</param>
internal readonly record struct MeanCandidate(double Offset, double Value, int KinkDay, long Key);
