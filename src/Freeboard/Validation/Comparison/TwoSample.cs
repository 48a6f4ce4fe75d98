using Freeboard.Numerics;

namespace Freeboard.Validation.Comparison;

/// <summary>t tests of two means: independent samples with one variance, with two, and pairs.</summary>
/// <remarks>
/// <para>Source: Student (1908); B. L. Welch, "The generalization of Student's problem when several different population variances are involved", Biometrika 34 (1947).</para>
/// <para>Method: two passes, mean first. Welch is the one to read unless the variances are known to be equal; the pooled test is what many papers print.
/// Distances of one firm on several days are not independent: use one row a firm, pairs, or <see cref="Sampling.FirmBootstrap"/>.</para>
/// <para>Units: those of the samples. Errors: a number that is not finite throws; samples too short or without variation are statuses. Accuracy: reproduces reference figures to 1e-12, see docs/validation.md.</para>
/// </remarks>
public static class TwoSample
{
    /// <summary>The t test with one variance for both samples.</summary>
    /// <param name="first">The first sample, at least one number.</param>
    /// <param name="second">The second sample, at least one number.</param>
    /// <param name="level">Level of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside (0, 1).</exception>
    public static MeanComparison Pooled(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        (MeanComparison found, Moments a, Moments b) = Start(MeanTest.Pooled, first, second, level);
        double df = (double)first.Length + second.Length - 2;
        if (first.Length == 0 || second.Length == 0 || df < 1)
        {
            return found;
        }

        double variance = (a.Squares + b.Squares) / df;
        return Finish(found, Math.Sqrt(variance * ((1.0 / a.Count) + (1.0 / b.Count))), df);
    }

    /// <summary>The t test with a variance for each sample.</summary>
    /// <param name="first">The first sample, at least two numbers.</param>
    /// <param name="second">The second sample, at least two numbers.</param>
    /// <param name="level">Level of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside (0, 1).</exception>
    public static MeanComparison Welch(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        (MeanComparison found, Moments a, Moments b) = Start(MeanTest.Welch, first, second, level);
        if (first.Length < 2 || second.Length < 2)
        {
            return found;
        }

        double va = a.Squares / (a.Count - 1) / a.Count;
        double vb = b.Squares / (b.Count - 1) / b.Count;
        double total = va + vb;

        // Shares of the variance, so that nothing overflows when squared.
        double df = total > 0 ? 1 / ((va / total * (va / total) / (a.Count - 1)) + (vb / total * (vb / total) / (b.Count - 1))) : a.Count + b.Count - 2;
        return Finish(found, Math.Sqrt(total), df);
    }

    /// <summary>The t test of pairs: the mean of first - second against zero.</summary>
    /// <param name="first">The first of each pair, n at least 2.</param>
    /// <param name="second">The second of each pair, n.</param>
    /// <param name="level">Level of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">A number is not finite, or the samples differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside (0, 1).</exception>
    public static MeanComparison Paired(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Pairs need samples of one length; they have {first.Length} and {second.Length} numbers.");
        }

        (MeanComparison found, _, _) = Start(MeanTest.Paired, first, second, level);
        if (first.Length < 2)
        {
            return found;
        }

        double[] differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = first[i] - second[i];
        }

        Moments d = Moments.Of(differences);
        return Finish(found with { Difference = d.Mean }, Math.Sqrt(d.Squares / (d.Count - 1) / d.Count), d.Count - 1);
    }

    private static (MeanComparison Found, Moments A, Moments B) Start(MeanTest test, ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level must lie in (0, 1); 0.95 is 95 %.");
        }

        Moments a = Moments.Of(first);
        Moments b = Moments.Of(second);
        return (new MeanComparison
        {
            Status = first.Length == 0 || second.Length == 0 ? ValidationStatus.NoObservations : ValidationStatus.TooFewForError,
            Test = test,
            FirstCount = a.Count,
            SecondCount = b.Count,
            FirstMean = a.Count > 0 ? a.Mean : null,
            SecondMean = b.Count > 0 ? b.Mean : null,
            FirstDeviation = a.Count > 1 ? Math.Sqrt(a.Squares / (a.Count - 1)) : null,
            SecondDeviation = b.Count > 1 ? Math.Sqrt(b.Squares / (b.Count - 1)) : null,
            Difference = a.Count > 0 && b.Count > 0 ? a.Mean - b.Mean : null,
            Level = level,
        }, a, b);
    }

    private static MeanComparison Finish(MeanComparison found, double error, double df)
    {
        if (!(error > 0))
        {
            return found with { Status = ValidationStatus.NoVariance };
        }

        double difference = found.Difference!.Value;
        double t = difference / error;
        double both = TailProbability.TwoSidedT(t, df);
        double half = TailProbability.TwoSidedTQuantile(found.Level, df) * error;
        return found with
        {
            Status = ValidationStatus.Estimated,
            StandardError = error,
            T = t,
            DegreesOfFreedom = df,
            Probability = both,
            ProbabilityFirstGreater = t > 0 ? both / 2 : 1 - (both / 2),
            Low = difference - half,
            High = difference + half,
        };
    }
}
