namespace Freeboard.Services.Replication;

/// <summary>The table headed partial correlations of Huang (2024), five variables: read as plain correlations, what are the partial ones?</summary>
internal static class PartialCorrelationLedger
{
    private const string Document = "Huang (2024), Modified KMV";

    public static LedgerTable Run(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.PartialCorrelations];
        string[] variables = [.. table.Rows.SelectMany(static row => row.Name.Split('-')).Distinct(StringComparer.Ordinal)];
        double[,] printed = new double[variables.Length, variables.Length];
        foreach (PublishedRow row in table.Rows)
        {
            (int i, int j) = PlaceOf(row, variables);
            printed[i, j] = printed[j, i] = table.Figure(row, "partial_correlation").Value;
        }

        for (int i = 0; i < variables.Length; i++)
        {
            printed[i, i] = 1;
        }

        double[,]? partial = PartialOf(printed);
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Correlations of the restricted price P2 and four figures, printed as partial; recomputed: the partial correlations when the printed matrix is one of plain correlations",
            Rows = [.. table.Rows.Select(row =>
            {
                (int i, int j) = PlaceOf(row, variables);
                return new LedgerEntry
                {
                    Quantity = "partial_correlation",
                    Unit = "1",
                    Right = partial?[i, j],
                    InputRounding = 0,
                    WhenReproduced = "The inverse of the printed matrix gives it.",
                }.Judge(tables, Document, table, row);
            })],
        };
    }

    /// <summary>Whether some sample can have these partial correlations of every pair given the others: 2I - P must be positive definite.</summary>
    internal static bool CanBePartial(double[,] p)
    {
        double[,] m = (double[,])p.Clone();
        int k = m.GetLength(0);
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                m[i, j] = i == j ? 1 : -m[i, j];
            }
        }

        // Elimination without exchanges: every pivot of a positive definite matrix is positive.
        for (int i = 0; i < k; i++)
        {
            if (!(m[i, i] > 0))
            {
                return false;
            }

            for (int r = i + 1; r < k; r++)
            {
                double f = m[r, i] / m[i, i];
                for (int c = i; c < k; c++)
                {
                    m[r, c] -= f * m[i, c];
                }
            }
        }

        return true;
    }

    /// <summary>Partial correlations of a matrix of plain ones, -q_ij / sqrt(q_ii q_jj) of its inverse q; null when it has none.</summary>
    internal static double[,]? PartialOf(double[,] correlations)
    {
        int k = correlations.GetLength(0);
        double[,] a = (double[,])correlations.Clone();
        double[,] q = new double[k, k];
        for (int i = 0; i < k; i++)
        {
            q[i, i] = 1;
        }

        for (int i = 0; i < k; i++)
        {
            double pivot = a[i, i];
            if (!(pivot > 0))
            {
                return null;
            }

            for (int c = 0; c < k; c++)
            {
                a[i, c] /= pivot;
                q[i, c] /= pivot;
            }

            for (int r = 0; r < k; r++)
            {
                double f = a[r, i];
                for (int c = 0; r != i && c < k; c++)
                {
                    a[r, c] -= f * a[i, c];
                    q[r, c] -= f * q[i, c];
                }
            }
        }

        double[,] partial = new double[k, k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                partial[i, j] = i == j ? 1 : -q[i, j] / Math.Sqrt(q[i, i] * q[j, j]);
            }
        }

        return partial;
    }

    private static (int, int) PlaceOf(PublishedRow row, string[] variables)
    {
        string[] pair = row.Name.Split('-');
        return (Array.IndexOf(variables, pair[0]), Array.IndexOf(variables, pair[^1]));
    }
}
