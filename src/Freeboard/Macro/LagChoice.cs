namespace Freeboard.Macro;

/// <summary>The lags of several drivers that a criterion prefers, all combinations compared on the same periods.</summary>
/// <remarks>The errors of the chosen fit do not know that lags were searched for: they understate. Say how many combinations were tried beside them.</remarks>
public sealed record LagChoice
{
    /// <summary>Most combinations that are tried.</summary>
    public const int MostCombinations = 4096;

    /// <summary>Why there is, or is not, a choice.</summary>
    public required MacroStatus Status { get; init; }

    /// <summary>The chosen lag of each driver: its place among the candidates. Empty without a choice.</summary>
    public required IReadOnlyList<int> Lags { get; init; }

    /// <summary>Combinations tried.</summary>
    public required int Tried { get; init; }

    /// <summary>The criterion of the choice.</summary>
    public double? Criterion { get; init; }

    /// <summary>Periods that every combination was fitted on.</summary>
    public int Observations { get; init; }

    /// <summary>Tries all combinations; of equal ones the first, with the shorter lags, stays.</summary>
    /// <param name="index">The index, decimal; null where there is none.</param>
    /// <param name="candidates">For each driver its column at lag 0, 1, 2 ...</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="options">Settings of every fit; <see cref="MacroOptions.Default"/> when null.</param>
    /// <param name="seasons">Season of each period.</param>
    /// <param name="cancellationToken">Stops between two fits.</param>
    /// <exception cref="ArgumentException">A driver has no candidate, or there are more than 4096 combinations.</exception>
    public static LagChoice Find(
        IReadOnlyList<double?> index,
        IReadOnlyList<IReadOnlyList<MacroDriver>> candidates,
        InformationCriterion criterion = InformationCriterion.Aic,
        MacroOptions? options = null,
        IReadOnlyList<int>? seasons = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(candidates);
        long combinations = candidates.Aggregate(1L, static (product, c) => Math.Min(product * c.Count, int.MaxValue));
        if (combinations is < 1 or > MostCombinations)
        {
            throw new ArgumentException($"There are {combinations} combinations of lags; at least 1 and at most {MostCombinations} can be tried.", nameof(candidates));
        }

        options ??= MacroOptions.Default;
        bool[] common = [.. Enumerable.Range(0, index.Count).Select(t => candidates.All(c => c.All(d => d.Values[t] is not null)))];
        int[] best = [];
        double least = double.PositiveInfinity;
        MacroStatus status = MacroStatus.NotRun;
        int observations = 0;
        for (int k = 0; k < combinations; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] lags = new int[candidates.Count];
            int rest = k;
            for (int j = candidates.Count - 1; j >= 0; j--)
            {
                lags[j] = rest % candidates[j].Count;
                rest /= candidates[j].Count;
            }

            MacroFit fit = MacroRegression.Fit(index, [.. lags.Select((lag, j) => candidates[j][lag])], options, seasons, common, index.Count);
            status = least < double.PositiveInfinity ? MacroStatus.Estimated : fit.Status;
            if (fit.Regression is { } regression && InformationCriteria.Of(regression, criterion) is { } value && value < least)
            {
                (best, least, status, observations) = (lags, value, MacroStatus.Estimated, fit.Rows.Count);
            }
        }

        return new LagChoice { Status = status, Lags = best, Tried = (int)combinations, Criterion = best.Length > 0 ? least : null, Observations = observations };
    }
}
