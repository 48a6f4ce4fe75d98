using Freeboard.Numerics;

namespace Freeboard.Learning;

/// <summary>How a penalised logit ended.</summary>
public enum PenalisedLogitStatus
{
    /// <summary>Nothing was done.</summary>
    NotRun = 0,

    /// <summary>At the maximum.</summary>
    Converged,

    /// <summary>There are no rows, or all labels are alike.</summary>
    NoVariation,

    /// <summary>The information is singular: columns depend on each other and there is no penalty.</summary>
    Collinear,

    /// <summary>The maximum was not reached; separated labels without a penalty have none.</summary>
    IterationLimit,
}

/// <summary>Logistic regression with a ridge penalty: the baseline beside networks, on hundreds of columns that depend on each other.</summary>
/// <remarks>
/// <para>Source: S. le Cessie, J. C. van Houwelingen, Applied Statistics 41 (1992). Method: minimises the sum of cross entropies + penalty / 2 x squared length of the coefficients (not of the intercept) by Newton steps, halved while they do not help.
/// A penalty of 1 / C is what programs with an inverse strength C minimise.</para>
/// <para>Errors and intervals of coefficients are those of <see cref="Numerics.Regression.LogitRegression"/>, which has no penalty; a penalised fit has none here.</para>
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Intercept">Intercept.</param>
/// <param name="Coefficients">Coefficients, one a column.</param>
public sealed record PenalisedLogit(PenalisedLogitStatus Status, double Intercept, IReadOnlyList<double> Coefficients)
{
    private const int MostSteps = 100;

    /// <summary>Fits.</summary>
    /// <param name="columns">Values row by row: rows x width; finite.</param>
    /// <param name="width">Columns; positive.</param>
    /// <param name="labels">Labels in [0, 1], one a row.</param>
    /// <param name="weights">Weights of rows; empty for 1 each.</param>
    /// <param name="penalty">Penalty; 0 or more.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is negative.</exception>
    public static PenalisedLogit Fit(ReadOnlyMemory<double> columns, int width, ReadOnlyMemory<double> labels, ReadOnlyMemory<double> weights, double penalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(penalty);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (columns.Length != labels.Length * width || (!weights.IsEmpty && weights.Length != labels.Length))
        {
            throw new ArgumentException($"There are {labels.Length} labels, {columns.Length} values of {width} columns and {weights.Length} weights.");
        }

        if (labels.IsEmpty || !labels.Span.ContainsAnyExcept(labels.Span[0]))
        {
            return new PenalisedLogit(PenalisedLogitStatus.NoVariation, 0, new double[width]);
        }

        double[] beta = new double[width + 1];
        double rate = Math.Clamp(RowKernels.Sum(labels.Span) / labels.Length, 1e-9, 1 - 1e-9);
        beta[0] = Math.Log(rate / (1 - rate));
        double value = Objective(columns.Span, width, labels.Span, weights.Span, penalty, beta);
        for (int step = 0; step < MostSteps; step++)
        {
            (double[] gradient, double[,] information) = Derivatives(columns.Span, width, labels.Span, weights.Span, penalty, beta);
            if (SquareMatrix.Inverse(information) is not { } inverse)
            {
                return new PenalisedLogit(PenalisedLogitStatus.Collinear, beta[0], beta[1..]);
            }

            double[] move = new double[beta.Length];
            double decrement = 0;
            for (int i = 0; i < move.Length; i++)
            {
                for (int j = 0; j < move.Length; j++)
                {
                    move[i] += inverse[i, j] * gradient[j];
                }

                decrement += move[i] * gradient[i];
            }

            if (decrement <= 1e-16 * (1 + Math.Abs(value)))
            {
                return new PenalisedLogit(PenalisedLogitStatus.Converged, beta[0], beta[1..]);
            }

            double length = 1;
            double[] next = [.. beta.Zip(move, (b, m) => b - m)];
            double then = Objective(columns.Span, width, labels.Span, weights.Span, penalty, next);
            while (length > 1e-8 && !(then <= value))
            {
                length /= 2;
                next = [.. beta.Zip(move, (b, m) => b - (length * m))];
                then = Objective(columns.Span, width, labels.Span, weights.Span, penalty, next);
            }

            if (!(then <= value))
            {
                // No step helps by a digit: this is the maximum as far as numbers tell.
                return new PenalisedLogit(decrement <= 1e-9 * (1 + Math.Abs(value)) ? PenalisedLogitStatus.Converged : PenalisedLogitStatus.IterationLimit, beta[0], beta[1..]);
            }

            (beta, value) = (next, then);
        }

        return new PenalisedLogit(PenalisedLogitStatus.IterationLimit, beta[0], beta[1..]);
    }

    /// <summary>The logit of a row.</summary>
    /// <param name="row">A value a column.</param>
    public double Logit(ReadOnlySpan<double> row)
    {
        double sum = Intercept;
        for (int c = 0; c < row.Length; c++)
        {
            sum += Coefficients[c] * row[c];
        }

        return sum;
    }

    private static double At(ReadOnlySpan<double> columns, int width, int row, double[] beta) => beta[0] + RowKernels.Dot(columns.Slice(row * width, width), beta.AsSpan(1));

    private static double Objective(ReadOnlySpan<double> columns, int width, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, double penalty, double[] beta)
    {
        double sum = 0.5 * penalty * RowKernels.Dot(beta.AsSpan(1), beta.AsSpan(1));
        for (int r = 0; r < labels.Length; r++)
        {
            sum += (weights.IsEmpty ? 1 : weights[r]) * OutcomeLoss.CrossEntropy(At(columns, width, r, beta), labels[r]);
        }

        return sum;
    }

    private static (double[] Gradient, double[,] Information) Derivatives(ReadOnlySpan<double> columns, int width, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, double penalty, double[] beta)
    {
        int k = width + 1;
        double[] gradient = new double[k];
        double[] information = new double[k * k];
        double[] row = new double[k];
        row[0] = 1;
        for (int r = 0; r < labels.Length; r++)
        {
            columns.Slice(r * width, width).CopyTo(row.AsSpan(1));
            double p = OutcomeLoss.Sigmoid(At(columns, width, r, beta));
            double weight = weights.IsEmpty ? 1 : weights[r];
            RowKernels.AddScaled(row, weight * (p - labels[r]), gradient);
            double variance = weight * p * (1 - p);
            for (int i = 0; i < k; i++)
            {
                RowKernels.AddScaled(row, variance * row[i], information.AsSpan(i * k, k));
            }
        }

        double[,] table = new double[k, k];
        for (int i = 0; i < k; i++)
        {
            gradient[i] += i == 0 ? 0 : penalty * beta[i];
            for (int j = 0; j < k; j++)
            {
                table[i, j] = information[(i * k) + j] + (i == j && i > 0 ? penalty : 0);
            }
        }

        return (gradient, table);
    }
}
