using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Validation.Comparison;

namespace Freeboard.Services.Scoring;

/// <summary>A card fitted to a table, with what it was fitted on and how good it is.</summary>
public sealed record ScoreFitReport
{
    /// <summary>The fit.</summary>
    public required ScorecardFit Fit { get; init; }

    /// <summary>The settings.</summary>
    public required ScoreFitOptions Options { get; init; }

    /// <summary>The file.</summary>
    public required InputFile Input { get; init; }

    /// <summary>The card with its provenance, as <c>--save</c> writes it.</summary>
    public required ScorecardFile File { get; init; }

    /// <summary>On the rows of the fit.</summary>
    public required ScoreMeasures Train { get; init; }

    /// <summary>On rows that the fit has not seen; null without any.</summary>
    public ScoreMeasures? Test { get; init; }

    /// <summary>How far the scores of the test rows moved from those of the fit; null without test rows.</summary>
    public PopulationStability? Stability { get; init; }

    /// <summary>Outcomes made up for rejected rows, with what was assumed; null without any.</summary>
    public InferredRejects? Rejects { get; init; }

    /// <summary>What is odd, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The measures to go by: of rows that the fit has not seen where there are any.</summary>
    public ScoreMeasures Headline => Test ?? Train;
}

/// <summary>What <c>score fit</c> made of a table.</summary>
/// <param name="Report">The fitted card; null when the input was rejected or nothing could be fitted.</param>
/// <param name="Errors">Errors, at most a thousand.</param>
/// <param name="ErrorCount">How many there were.</param>
public sealed record ScoreFitOutcome(ScoreFitReport? Report, IReadOnlyList<RowError> Errors, int ErrorCount);

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
        string[] named = [.. new[] { options.Target, options.Weight }.OfType<string>(), .. options.Features, .. options.Breaks.Breaks.Keys, .. options.Breaks.Groups.Keys, .. options.Special.Keys, .. options.Ignored];
        ScoringTable? table = ScoringTable.Read(bytes, name, errors, named.Distinct(StringComparer.Ordinal), "Name columns of the file in --target, --features, --breaks, --special, --weight and --ignore", cancellationToken);
        if (table is null)
        {
            return new ScoreFitOutcome(null, errors.Listed, errors.Count);
        }

        bool[] bad = table.Outcomes(options.Target, options.Bad, errors);
        double[] weights = table.Weights(options.Weight, errors);
        string[] features = options.Features.Count > 0 ? [.. options.Features] : [.. table.Header.Where(c => c != options.Target && c != options.Weight && !options.Ignored.Contains(c))];
        HashSet<string> missing = [.. options.Missing];
        ScoreColumn[] columns = [.. features.Select(f => table.Column(f, options.Breaks.Breaks.ContainsKey(f) || (!options.Breaks.Groups.ContainsKey(f) && table.IsNumeric(f, missing)), missing, errors))];
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
            (string code, string reason, string hint) = ScoringWords.Refusal(fit);
            errors.Add(0, fit.Culprit ?? "", code, reason, hint);
            return new ScoreFitOutcome(null, errors.Listed, errors.Count);
        }

        ScoreColumn[] used = [.. card.Variables.Select(v => columns[Array.IndexOf(features, v.Bins.Name)])];
        (double[] points, double[] probabilities) = ScoreMeasures.Score(card, used, table.Count);
        double[] Of(double[] values, int[] rows) => [.. rows.Select(i => values[i])];
        RunParameter[] settings = ScoringWords.Settings(options);
        double[] trainPoints = Of(points, train);
        return new ScoreFitOutcome(
            new ScoreFitReport
            {
                Fit = fit,
                Options = options,
                Input = table.Source,
                File = new ScorecardFile
                {
                    Card = card,
                    Target = options.Target,
                    Bad = options.Bad,
                    Missing = [.. options.Missing],
                    Version = RunIdentity.Version,
                    Inputs = [table.Source],
                    Options = settings,
                    Regression = fit.Regression!,
                },
                Train = ScoreMeasures.Of(Of(probabilities, train), trainBad, fitted: true),
                Test = test.Length == 0 ? null : ScoreMeasures.Of(Of(probabilities, test), [.. test.Select(i => bad[i])], fitted: false),
                Stability = test.Length == 0 ? null : PopulationStability.Of(trainPoints, Of(points, test)),
                Rejects = rejects,
                Notes = [.. rejects?.Assumptions ?? [], .. NotesOf(fit, used, test)],
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

    private static IEnumerable<string> NotesOf(ScorecardFit fit, ScoreColumn[] columns, int[] test)
    {
        foreach (VariableBins variable in fit.Variables)
        {
            string[] adjusted = [.. variable.Bins.Where(static b => b.IsAdjusted).Select(static b => b.Label)];
            if (adjusted.Length > 0)
            {
                yield return $"{variable.Name}: {string.Join(", ", adjusted)} had no bad or no good rows; half a row was added to both cells of each";
            }
        }

        foreach ((ScorecardVariable variable, LogisticCoefficient coefficient) in fit.Card!.Variables.Zip(fit.Regression!.Coefficients.Skip(1)))
        {
            if (coefficient.Value < 0 == (variable.Bins.Convention == WoeConvention.BadOverGood))
            {
                yield return $"{coefficient.Name}: the coefficient has the wrong sign, so that a better bin costs points; --same-sign leaves such variables out";
            }
        }

        for (int j = 0; j < columns.Length; j++)
        {
            int unseen = test.Count(i => fit.Card.Variables[j].Bins.WoeOf(columns[j][i]) is null);
            if (unseen > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{columns[j].Name}: {unseen} test rows have a value that the fit has not seen");
            }
        }

        if (fit.Steps.Count > 0)
        {
            yield return "Variables were chosen on the rows of the fit: p values after a choice are too small";
        }
    }
}
