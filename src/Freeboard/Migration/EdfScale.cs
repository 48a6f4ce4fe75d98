namespace Freeboard.Migration;

/// <summary>Grades by bands of EDF: grade k holds frequencies from the bound before it up to its own.</summary>
/// <remarks>Units: EDF over one year, decimal; bands go by its logarithm, which holds where the frequency underflows.</remarks>
public sealed class EdfScale
{
    private readonly double[] logBounds;

    /// <summary>Makes a scale.</summary>
    /// <param name="grades">Names, from the best to the worst, one more than bounds; no two alike.</param>
    /// <param name="upperBounds">Upper ends of all bands but the last, in (0, 1), ascending; a frequency on a bound belongs to the worse grade.</param>
    /// <exception cref="ArgumentException">Names and bounds do not fit together, or bounds do not ascend.</exception>
    public EdfScale(IReadOnlyList<string> grades, IReadOnlyList<double> upperBounds)
    {
        ArgumentNullException.ThrowIfNull(grades);
        ArgumentNullException.ThrowIfNull(upperBounds);
        if (grades.Count < 2 || grades.Count != upperBounds.Count + 1 || grades.Distinct(StringComparer.Ordinal).Count() != grades.Count || grades.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("There must be at least two grades, no two alike, and one bound fewer than grades.", nameof(grades));
        }

        for (int k = 0; k < upperBounds.Count; k++)
        {
            if (!(upperBounds[k] is > 0 and < 1) || (k > 0 && !(upperBounds[k] > upperBounds[k - 1])))
            {
                throw new ArgumentException("Bounds must lie in (0, 1) and ascend strictly.", nameof(upperBounds));
            }
        }

        Grades = [.. grades];
        UpperBounds = [.. upperBounds];
        logBounds = [.. upperBounds.Select(static bound => Math.Log(bound))];
    }

    /// <summary>Eight grades G1 to G8 in half decades: bounds 0.03 %, 0.1 %, 0.3 %, 1 %, 3 %, 10 %, 30 %.</summary>
    public static EdfScale HalfDecades { get; } = new(["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8"], [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3]);

    /// <summary>Names of the grades, from the best to the worst.</summary>
    public IReadOnlyList<string> Grades { get; }

    /// <summary>Upper ends of all bands but the last.</summary>
    public IReadOnlyList<double> UpperBounds { get; }

    /// <summary>A scale from what each grade defaults like: bounds lie at the geometric means of neighbours.</summary>
    /// <param name="grades">Names, from the best to the worst.</param>
    /// <param name="edfs">Default frequency of each grade, in (0, 1), ascending.</param>
    /// <exception cref="ArgumentException">Names and frequencies do not fit together, or frequencies do not ascend.</exception>
    public static EdfScale FromGradeFrequencies(IReadOnlyList<string> grades, IReadOnlyList<double> edfs)
    {
        ArgumentNullException.ThrowIfNull(grades);
        ArgumentNullException.ThrowIfNull(edfs);
        if (grades.Count != edfs.Count || edfs.Any(edf => !(edf is > 0 and < 1)))
        {
            throw new ArgumentException("There must be a frequency in (0, 1) a grade.", nameof(edfs));
        }

        return new EdfScale(grades, [.. Enumerable.Range(1, Math.Max(0, edfs.Count - 1)).Select(k => Math.Sqrt(edfs[k - 1] * edfs[k]))]);
    }

    /// <summary>The grade of a frequency.</summary>
    /// <param name="lnEdf">Natural logarithm of the EDF; not NaN.</param>
    /// <returns>The grade, from 0, the best.</returns>
    public int GradeOf(double lnEdf)
    {
        int grade = 0;
        while (grade < logBounds.Length && lnEdf >= logBounds[grade])
        {
            grade++;
        }

        return grade;
    }
}
