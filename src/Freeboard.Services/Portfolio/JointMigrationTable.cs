using Freeboard.Migration;
using Freeboard.Portfolio.MarkToMarket;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>Where two borrowers end together.</summary>
public static class JointMigrationTable
{
    /// <summary>Joint probabilities, a row a pair of states, with where they came from.</summary>
    /// <param name="matrix">Transition probabilities.</param>
    /// <param name="file">Name and bytes of the file that they were read from.</param>
    /// <param name="first">State of the one at the beginning; one of the matrix.</param>
    /// <param name="second">State of the other; one of the matrix.</param>
    /// <param name="assetCorrelation">Correlation of their asset returns, in [-1, 1].</param>
    /// <exception cref="ArgumentException">A state is none of the matrix.</exception>
    public static TableOutcome Outcome(TransitionMatrix matrix, (string Name, ReadOnlyMemory<byte> Bytes) file, string first, string second, double assetCorrelation) =>
        new(Of(matrix, first, second, assetCorrelation), [], 0, 0) { MoreInputs = [TableReport.InputOf(file.Name, file.Bytes.Span, "transition matrix", matrix.Count)] };

    /// <summary>Joint probabilities, a row a pair of states.</summary>
    /// <param name="matrix">Transition probabilities.</param>
    /// <param name="first">State of the one at the beginning; one of the matrix.</param>
    /// <param name="second">State of the other; one of the matrix.</param>
    /// <param name="assetCorrelation">Correlation of their asset returns, in [-1, 1].</param>
    /// <exception cref="ArgumentException">A state is none of the matrix.</exception>
    public static OutputTable Of(TransitionMatrix matrix, string first, string second, double assetCorrelation)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int a = matrix.IndexOf(first);
        int b = matrix.IndexOf(second);
        if (a < 0 || b < 0)
        {
            throw new ArgumentException($"'{(a < 0 ? first : second)}' is no state of the matrix.", nameof(first));
        }

        double[,] joint = MigrationThresholds.Joint(matrix, a, b, assetCorrelation);
        List<string[]> rows = [];
        for (int i = 0; i < matrix.Count; i++)
        {
            for (int j = 0; j < matrix.Count; j++)
            {
                rows.Add([matrix.States[i], matrix.States[j], ModelLosses.Text(joint[i, j]), ModelLosses.Text(matrix[a, i] * matrix[b, j])]);
            }
        }

        return new OutputTable { Name = "joint", Columns = OutputColumn.Of(["first", "second", "probability", "independent"], "first", "second"), Rows = rows };
    }
}
