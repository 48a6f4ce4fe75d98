using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Sampling;

namespace Freeboard.Services.FirmYears;

/// <summary>How the policies tell failures from the rest, on rows that their fits did not see.</summary>
/// <remarks>
/// <para>Method: the training rows are cut into folds by firm; each fold is scored by the policy that the other folds give. Then each policy is fitted on all training rows up to a
/// year and scores the years after it. Rows to be judged on, if any, are scored by the policy of all training rows; choosing by them would spend them.</para>
/// <para>An area within places compares a failure only with rows that have as many of their firm's years before them: a panel whose firms end in failure otherwise rewards a score for
/// knowing how long a history is.</para>
/// </remarks>
public static class FirmYearComparison
{
    /// <summary>Folds of the cross-validation.</summary>
    public const int Folds = 5;

    /// <summary>Compares.</summary>
    /// <param name="training">Rows to learn from; rows without a label count as history only.</param>
    /// <param name="judged">Rows to be judged on; may be empty.</param>
    /// <param name="candidates">The policies, in the order of the answer.</param>
    /// <param name="seed">Seed of the folds.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IReadOnlyList<FirmYearComparisonRow> Of(IReadOnlyList<FirmYear> training, IReadOnlyList<FirmYear> judged, IReadOnlyList<FirmYearCandidate> candidates, ulong seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(judged);
        ArgumentNullException.ThrowIfNull(candidates);
        int[] folds = FirmSplit.Folds([.. training.Select(r => r.Firm)], Folds, seed);
        int cut = LastEarlyYear(training);
        List<FirmYearComparisonRow> rows = [];
        foreach (FirmYearCandidate candidate in candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<FirmYearDistance> outOfFold = [];
            for (int fold = 0; fold < Folds; fold++)
            {
                FirmYearPolicy policy = candidate.Fit([.. training.Where((_, i) => folds[i] != fold)]);
                outOfFold.AddRange(FirmYearFeatures.Of([.. training.Where((_, i) => folds[i] == fold)], policy, cancellationToken).Rows);
            }

            FirmYearPolicy early = candidate.Fit([.. training.Where(r => r.Year <= cut)]);
            FirmYearPolicy whole = candidate.Fit(training);
            rows.Add(new FirmYearComparisonRow
            {
                Candidate = candidate,
                Policy = whole,
                CrossValidated = Area(outOfFold),
                WithinPlaces = WithinPlaces(outOfFold),
                Later = Area(FirmYearFeatures.Of(training, early, cancellationToken).Rows.Where(r => r.Row.Year > cut)),
                LaterFrom = cut + 1,
                Judged = judged.Count == 0 ? null : Area(FirmYearFeatures.Of(judged, whole, cancellationToken).Rows),
            });
        }

        return rows;
    }

    /// <summary>The year by whose end half of the events have happened.</summary>
    private static int LastEarlyYear(IReadOnlyList<FirmYear> training)
    {
        int[] years = [.. training.Where(r => r.Label == true).Select(r => r.Year).Order()];
        return years.Length == 0 ? int.MaxValue - 1 : years[(years.Length - 1) / 2];
    }

    private static AreaInterval Area(IEnumerable<FirmYearDistance> rows)
    {
        FirmYearDistance[] scored = [.. rows.Where(r => r.Row.Label is not null && r.Distance is not null)];
        return DeLong.Interval([.. scored.Select(r => -r.Distance!.Value)], [.. scored.Select(r => r.Row.Label == true)]);
    }

    private static double? WithinPlaces(List<FirmYearDistance> rows)
    {
        Dictionary<FirmYear, int> places = [];
        foreach (FirmYearHistory history in FirmYearHistories.Of([.. rows.Select(r => r.Row)]))
        {
            places[history.Now] = history.Years.Length;
        }

        double won = 0, pairs = 0;
        foreach (IGrouping<int, FirmYearDistance> place in rows.Where(r => r.Row.Label is not null && r.Distance is not null).GroupBy(r => places[r.Row]).OrderBy(g => g.Key))
        {
            if (Area(place) is { Area: { } area } found)
            {
                double weight = (double)found.Events * found.NonEvents;
                won += weight * area;
                pairs += weight;
            }
        }

        return pairs > 0 ? won / pairs : null;
    }
}
