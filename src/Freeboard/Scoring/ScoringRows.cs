namespace Freeboard.Scoring;

/// <summary>Checks that every routine makes of its rows before it counts.</summary>
internal static class ScoringRows
{
    internal static void Check(int rows, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights)
    {
        if (isBad.Length != rows || (!weights.IsEmpty && weights.Length != rows))
        {
            throw new ArgumentException($"The columns must have one length; they have {rows} values, {isBad.Length} outcomes and {weights.Length} weights.");
        }

        foreach (double weight in weights)
        {
            if (!(weight > 0) || double.IsInfinity(weight))
            {
                throw new ArgumentException("A weight must be positive and finite. Leave rows that do not count out.", nameof(weights));
            }
        }
    }

    internal static double Logistic(double t) => t >= 0 ? 1 / (1 + Math.Exp(-t)) : Math.Exp(t) / (1 + Math.Exp(t));
}
