using System.Globalization;

namespace Freeboard.Migration;

/// <summary>Why a table of figures is no transition matrix.</summary>
/// <param name="Row">The row at fault, from 0; null when it is the table as a whole.</param>
/// <param name="Reason">What is wrong, as a sentence with the figure.</param>
public sealed record TransitionMatrixFault(int? Row, string Reason)
{
    internal static TransitionMatrixFault? Find(IReadOnlyList<string> states, double[,] figures, double sumTolerance)
    {
        int n = states.Count;
        if (n < 2)
        {
            return new TransitionMatrixFault(null, "There must be at least two states.");
        }

        if (states.Any(string.IsNullOrWhiteSpace))
        {
            return new TransitionMatrixFault(null, "Every state must have a name.");
        }

        if (states.Distinct(StringComparer.Ordinal).Count() != n)
        {
            return new TransitionMatrixFault(null, "No two states may have the same name.");
        }

        if (figures.GetLength(0) != n || figures.GetLength(1) != n)
        {
            return new TransitionMatrixFault(null, string.Create(CultureInfo.InvariantCulture, $"There must be {n} x {n} probabilities, not {figures.GetLength(0)} x {figures.GetLength(1)}."));
        }

        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                double p = figures[i, j];
                if (!(p is >= 0 and <= 1))
                {
                    return new TransitionMatrixFault(i, string.Create(CultureInfo.InvariantCulture, $"The probability from {states[i]} to {states[j]} is {p}; it must lie in [0, 1]."));
                }

                sum += p;
            }

            if (!(Math.Abs(sum - 1) <= sumTolerance))
            {
                return new TransitionMatrixFault(i, string.Create(CultureInfo.InvariantCulture, $"The row of {states[i]} sums to {sum}, not to 1."));
            }
        }

        return null;
    }
}
