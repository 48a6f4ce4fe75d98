using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Validation.Comparison;

namespace Freeboard.Services.Scoring;

/// <summary>Fits a card to a table: columns to bins, bins to weights of evidence, weights to points.</summary>
public static class ScoreFit
{
    /// <summary>Fits.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">The settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ScoreFitOutcome Of(ReadOnlySpan<byte> bytes, string name, ScoreFitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        InputErrors errors = new(name);
        string[] named = [.. new[] { options.Target, options.Weight }.OfType<string>(), .. options.Features, .. options.Breaks.Breaks.Keys, .. options.Breaks.Groups.Keys, .. options.Special.Keys, .. options.Ignored, .. options.Categorical];
        ScoringTable? table = ScoringTable.Read(bytes, name, errors, named.Distinct(StringComparer.Ordinal), "Name columns of the file in --target, --features, --breaks, --special, --weight, --categorical and --ignore", cancellationToken);
        if (table is null)
        {
            return new ScoreFitOutcome(null, errors.Listed, errors.Count);
        }

        bool[] bad = table.Outcomes(options.Target, options.Bad, errors);
        double[] weights = table.Weights(options.Weight, errors);
        string[] features = options.Features.Count > 0 ? [.. options.Features] : [.. table.Header.Where(c => c != options.Target && c != options.Weight && !options.Ignored.Contains(c))];
        HashSet<string> missing = [.. options.Missing];
        HashSet<string> words = [.. options.Breaks.Groups.Keys, .. options.Categorical];
        HashSet<string> numbers = [.. features.Where(f => options.Breaks.Breaks.ContainsKey(f) || (!words.Contains(f) && table.IsNumeric(f, missing)))];
        foreach (string feature in features.Where(f => !words.Contains(f) && !numbers.Contains(f)))
        {
            table.RefuseMistypedNumbers(feature, missing, options.Special.TryGetValue(feature, out IReadOnlyList<string>? codes) ? [.. codes] : [], errors);
        }

        ScoreColumn[] columns = [.. features.Select(f => table.Column(f, numbers.Contains(f), missing, errors))];
        int[] rejected = options.Rejected is { } word ? [.. Enumerable.Range(0, table.Count).Where(i => table[options.Target][i] == word)] : [];
        int[] all = [.. Enumerable.Range(0, table.Count).Except(rejected)];
        int[] test = options.TestEvery == 0 ? [] : [.. all.Where(i => options.TestRemainders.Contains(i % options.TestEvery))];
        int[] train = test.Length == 0 ? all : [.. all.Except(test)];
        if (errors.Count == 0 && (train.All(i => bad[i]) || !train.Any(i => bad[i])))
        {
            errors.Add(0, options.Target, "TARGET-ONE-CLASS", "The rows of the fit are all bad, or all good", "Choose other test rows with --test-every");
        }

        if (errors.Count > 0)
        {
            return new ScoreFitOutcome(null, errors.Listed, errors.Count);
        }

        bool[] trainBad = [.. train.Select(i => bad[i])];
        double[] trainWeights = weights.Length == 0 ? [] : [.. train.Select(i => weights[i])];
        ScoreColumn[] trainColumns = [.. columns.Select(c => c.Rows(train))];
        BinLayout?[] layouts = [.. trainColumns.Select(c => LayoutOf(c, trainBad, trainWeights, options, errors))];
        cancellationToken.ThrowIfCancellationRequested();
        if (errors.Count > 0)
        {
            return new ScoreFitOutcome(null, errors.Listed, errors.Count);
        }

        ScorecardFit fit = ScorecardFit.Fit(trainColumns, [.. layouts.Select(static l => l!)], trainBad, trainWeights, options.Card);
        InferredRejects? rejects = null;
        if (rejected.Length > 0 && fit.Card is { } first)
        {
            ScoreColumn[] seen = [.. first.Variables.Select(v => columns[Array.IndexOf(features, v.Bins.Name)])];
            double[] scored = ScoreMeasures.Score(first, seen, table.Count).Probabilities;
            rejects = RejectInference.Infer([.. train.Select(i => scored[i])], trainBad, [.. rejected.Select(i => scored[i])], options.Rejects);
            int[] joined = [.. train, .. rejects.Rows.Select(k => rejected[k])];
            double[] joinedWeights = [.. train.Select(i => weights.Length == 0 ? 1 : weights[i]), .. rejects.Rows.Select((k, j) => rejects.Weights[j] * (weights.Length == 0 ? 1 : weights[rejected[k]]))];
            fit = ScorecardFit.Fit([.. columns.Select(c => c.Rows(joined))], [.. layouts.Select(static l => l!)], [.. trainBad, .. rejects.IsBad], joinedWeights, options.Card);
        }

        if (fit.Card is not { } card)
        {
            if (fit.OneBin.Count > 0 && fit.OneBin.Count == features.Length)
            {
                foreach (string variable in fit.OneBin)
                {
                    errors.Add(0, variable, "ONE-BIN", $"One bin is all that is left of the variable, so that it says nothing: {ScoreOneBin.CauseOf(trainColumns[Array.IndexOf(features, variable)], trainBad, options)}", "Give bins by hand with --breaks, lower --least-share, or add variables that tell something");
                }

                return new ScoreFitOutcome(null, errors.Listed, errors.Count);
            }

            (string code, string reason, string hint) = ScoringWords.Refusal(fit);
            errors.Add(0, fit.Culprit ?? "", code, reason, hint);
            return new ScoreFitOutcome(null, errors.Listed, errors.Count);
        }

        ScoreColumn[] used = [.. card.Variables.Select(v => columns[Array.IndexOf(features, v.Bins.Name)])];
        (double[] points, double[] probabilities) = ScoreMeasures.Score(card, used, table.Count);
        double[] Of(double[] values, int[] rows) => [.. rows.Select(i => values[i])];
        RunParameter[] settings = ScoringWords.Settings(options);
        double[] trainPoints = Of(points, train);
        RunProvenance provenance = new()
        {
            RunId = RunIdentity.Compute([table.Source], settings),
            Version = RunIdentity.Version,
            InstructionSet = RunIdentity.InstructionSet,
            AsOf = DateOnly.MinValue,
            Inputs = [table.Source],
            Parameters = settings,
            Notes =
            [
                .. options.Rejected is { } nobody && rejected.Length == 0 ? (QualityNote[])[new QualityNote("REJECTED-NOT-FOUND", "", 0, $"No row has the value '{nobody}' of --rejected in {options.Target}: no applicant was taken as rejected.")] : [],
                .. fit.OneBin.Select(v => new QualityNote("ONE-BIN", "", 1, $"{v}: left out, because one bin is all that is left of it: {ScoreOneBin.CauseOf(trainColumns[Array.IndexOf(features, v)], trainBad, options)}.")),
                .. NotesOf(fit, used, test, rejects),
            ],
        };
        return new ScoreFitOutcome(
            new ScoreFitReport
            {
                Fit = fit,
                Options = options,
                Provenance = provenance,
                File = new ScorecardFile
                {
                    Card = card,
                    Target = options.Target,
                    Bad = options.Bad,
                    Rejected = options.Rejected,
                    Missing = [.. options.Missing],
                    RunId = provenance.RunId,
                    Version = provenance.Version,
                    Inputs = provenance.Inputs,
                    Options = settings,
                    Regression = fit.Regression!,
                    Scores = ScoreDistribution.Of(trainPoints),
                },
                Train = ScoreMeasures.Of(Of(probabilities, train), trainBad, fitted: true),
                Test = test.Length == 0 ? null : ScoreMeasures.Of(Of(probabilities, test), [.. test.Select(i => bad[i])], fitted: false),
                Stability = test.Length == 0 ? null : PopulationStability.Of(trainPoints, Of(points, test)),
                Rejects = rejects,
            },
            [],
            0);
    }

    private static BinLayout? LayoutOf(ScoreColumn column, bool[] bad, double[] weights, ScoreFitOptions options, InputErrors errors)
    {
        string[] special = options.Special.TryGetValue(column.Name, out IReadOnlyList<string>? codes) ? [.. codes] : [];
        if (!column.IsNumeric)
        {
            IReadOnlyList<IReadOnlyList<string>> groups = options.Breaks.Groups.TryGetValue(column.Name, out IReadOnlyList<IReadOnlyList<string>>? given) ? given
                : options.GroupLevels ? Binning.Groups(column, bad, weights, options.Binning, special)
                : [.. Levels(column).Where(level => !special.Contains(level)).Select(static level => (IReadOnlyList<string>)[level])];
            if (special.Any(code => groups.Any(g => g.Contains(code))))
            {
                errors.Add(0, column.Name, "SPECIAL-IN-GROUP", "A special code stands in a group of --breaks too", "Leave it in one place");
                return null;
            }

            return BinLayout.OfGroups(column.Name, groups, special);
        }

        List<double> numbers = [];
        foreach (string code in special)
        {
            if (!double.TryParse(code, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number) || numbers.Contains(number))
            {
                errors.Add(0, column.Name, "SPECIAL-NOT-A-NUMBER", $"The special code '{code}' is not a number, or stands twice, and the variable holds numbers", "Give numbers, or name words for missing values with --missing");
                return null;
            }

            numbers.Add(number);
        }

        return BinLayout.OfIntervals(column.Name, options.Breaks.Breaks.TryGetValue(column.Name, out IReadOnlyList<double>? breaks) ? breaks : Binning.Breaks(column, bad, weights, options.Binning, numbers), numbers);
    }

    private static IEnumerable<string> Levels(ScoreColumn column) => Enumerable.Range(0, column.Count).Select(i => column[i].Level).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<QualityNote> NotesOf(ScorecardFit fit, ScoreColumn[] columns, int[] test, InferredRejects? rejects)
    {
        foreach (string assumption in rejects?.Assumptions ?? [])
        {
            yield return new QualityNote("REJECTS-ASSUMED", "", rejects!.Rows.Distinct().Count(), assumption + ".");
        }

        foreach (VariableBins variable in fit.Variables)
        {
            string[] adjusted = [.. variable.Bins.Where(static b => b.IsAdjusted).Select(static b => b.Label)];
            if (adjusted.Length > 0)
            {
                yield return new QualityNote("ZERO-CELL-FILLED", "", adjusted.Length, $"{variable.Name}: {string.Join(", ", adjusted)} had no bad or no good rows; half a row was added to both cells of each.");
            }
        }

        foreach ((ScorecardVariable variable, LogisticCoefficient coefficient) in fit.Card!.Variables.Zip(fit.Regression!.Coefficients.Skip(1)))
        {
            if (coefficient.Value < 0 == (variable.Bins.Convention == WoeConvention.BadOverGood))
            {
                yield return new QualityNote("WRONG-SIGN", "", 1, $"{coefficient.Name}: the coefficient has the wrong sign, so that a better bin costs points; --same-sign leaves such variables out.");
            }
        }

        for (int j = 0; j < columns.Length; j++)
        {
            int unseen = test.Count(i => fit.Card.Variables[j].Bins.WoeOf(columns[j][i]) is null);
            if (unseen > 0)
            {
                yield return new QualityNote("UNSEEN-IN-TEST", "", unseen, string.Create(CultureInfo.InvariantCulture, $"{columns[j].Name}: {unseen} test rows have a value that the fit has not seen."));
            }
        }

        if (fit.Steps.Count > 0)
        {
            yield return new QualityNote("SELECTED-ON-FIT", "", fit.Steps.Count, "Variables were chosen on the rows of the fit: p values after a choice are too small.");
        }
    }
}
