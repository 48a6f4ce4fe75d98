using System.CommandLine;
using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard score fit</c>.</summary>
internal sealed class ScoreFitCommand
{
    private readonly Option<string> target = new("--target") { Description = "The column of outcomes.", HelpName = "COLUMN", Required = true };
    private readonly Option<string> bad = new("--bad") { Description = "The value of bad rows in it; every other value is good.", HelpName = "VALUE", Required = true };
    private readonly Option<string?> features = new("--features") { Description = "The variables, with commas between; all other columns when left out.", HelpName = "COLUMNS" };
    private readonly Option<string?> ignore = new("--ignore") { Description = "Columns that are no variables.", HelpName = "COLUMNS" };
    private readonly Option<string?> categorical = new("--categorical") { Description = "Columns whose values are words even where they look like numbers: a bin for each, or --group-levels.", HelpName = "COLUMNS" };
    private readonly Option<string?> weight = new("--weight") { Description = "A column of positive weights.", HelpName = "COLUMN" };
    private readonly Option<string?> breaks = new("--breaks") { Description = "Bins by hand, JSON or a file of it: {\"age\": [26, 35], \"purpose\": [[\"car\", \"repairs\"], \"education\"]}.", HelpName = "JSON" };
    private readonly Option<string> binning = new("--binning") { Description = "How other breaks are found: optimal (exact, monotone), tree, chi-merge, quantile or width.", DefaultValueFactory = _ => "optimal" };
    private readonly Option<int> mostBins = new("--most-bins") { Description = "Intervals of a variable at most.", HelpName = "N", DefaultValueFactory = _ => 5 };
    private readonly Option<int> preBins = new("--pre-bins") { Description = "Intervals of about equal weight between which optimal, tree and chi-merge choose their cuts.", HelpName = "N", DefaultValueFactory = _ => 20 };
    private readonly Option<string> leastShare = new("--least-share") { Description = "Share of rows that an interval needs at least.", HelpName = "P", DefaultValueFactory = _ => "0.05" };
    private readonly Option<bool> groupLevels = new("--group-levels") { Description = "Group levels by their bad rates; otherwise each is a bin." };
    private readonly Option<string[]> special = new("--special") { Description = "Codes of a variable that are no quantities, each a bin of its own: age=-1,-9. May be given again.", HelpName = "COLUMN=CODES", DefaultValueFactory = _ => [] };
    private readonly Option<string?> missing = new("--missing") { Description = "Words for missing values beside the empty cell: NA,?", HelpName = "WORDS" };
    private readonly Option<string> zeroCells = new("--zero-cells") { Description = "A bin without bad or good rows: add-half (half a row to both its cells) or refuse.", DefaultValueFactory = _ => "add-half" };
    private readonly Option<string> unseen = new("--unseen") { Description = "A value that the fit has not seen scores neutral (weight 0) or worst.", DefaultValueFactory = _ => "neutral" };
    private readonly Option<string> woe = new("--woe") { Description = "Weights of evidence: bad-over-good or good-over-bad.", DefaultValueFactory = _ => "bad-over-good" };
    private readonly Option<string?> testEvery = new("--test-every") { Description = "Keep rows for the test: 10:7,8,9 keeps those whose number, from 0, leaves 7, 8 or 9 when divided by 10.", HelpName = "N:R,..." };
    private readonly Option<string?> leastIv = new("--min-iv") { Description = "Leave out variables with less information value.", HelpName = "IV" };
    private readonly Option<string?> correlation = new("--max-correlation") { Description = "Of two variables that correlate as much, leave out the one with less information value.", HelpName = "R" };
    private readonly Option<string?> inflation = new("--max-vif") { Description = "Leave out variables with a larger variance inflation.", HelpName = "VIF" };
    private readonly Option<string> stepwise = new("--stepwise") { Description = "Stepwise search by aic, bic or p; none.", DefaultValueFactory = _ => "none" };
    private readonly Option<bool> sameSign = new("--same-sign") { Description = "Leave out variables whose coefficient has the wrong sign." };
    private readonly Option<string> basePoints = new("--base-points") { Description = "Points at the base odds.", HelpName = "POINTS", DefaultValueFactory = _ => "600" };
    private readonly Option<string> baseOdds = new("--base-odds") { Description = "The base odds, good to bad.", HelpName = "ODDS", DefaultValueFactory = _ => "50" };
    private readonly Option<string> pdo = new("--pdo") { Description = "Points that double the odds.", HelpName = "POINTS", DefaultValueFactory = _ => "20" };
    private readonly Option<string?> rejected = new("--rejected") { Description = "The value of rejected applicants in the target: their outcomes are made up, and the assumptions printed.", HelpName = "VALUE" };
    private readonly Option<string> rejectMethod = new("--reject-method") { Description = "fuzzy (each counts as bad with its probability) or parcelling (drawn band by band).", DefaultValueFactory = _ => "fuzzy" };
    private readonly Option<string> rejectFactor = new("--reject-factor") { Description = "By how much they are worse than accepted applicants of the same score: odds (fuzzy) or bad rate (parcelling).", HelpName = "X", DefaultValueFactory = _ => "1" };
    private readonly Option<string?> save = new("--save") { Description = "Write the card, with scaling and provenance, for 'score apply' and 'score sql'.", HelpName = "CARD" };

    private readonly Terminal terminal;

    private ScoreFitCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        ScoreFitCommand self = new(terminal);
        self.binning.AcceptOnlyFromAmong([.. ScoringWords.Methods]);
        self.zeroCells.AcceptOnlyFromAmong("add-half", "refuse");
        self.unseen.AcceptOnlyFromAmong("neutral", "worst");
        self.woe.AcceptOnlyFromAmong("bad-over-good", "good-over-bad");
        self.rejectMethod.AcceptOnlyFromAmong("fuzzy", "parcelling");
        self.stepwise.AcceptOnlyFromAmong("none", "aic", "bic", "p");
        return TableCommand.Create(
            terminal,
            "score",
            "fit",
            "Fit a scorecard: bins, weights of evidence, logistic regression, points; judged on rows that it has not seen.",
            "of outcomes and variables",
            [
                self.target, self.bad, self.features, self.ignore, self.categorical, self.weight, self.breaks, self.binning, self.mostBins, self.preBins, self.leastShare, self.groupLevels, self.special, self.missing, self.zeroCells, self.unseen, self.woe,
                self.testEvery, self.leastIv, self.correlation, self.inflation, self.stepwise, self.sameSign, self.basePoints, self.baseOdds, self.pdo, self.rejected, self.rejectMethod, self.rejectFactor, self.save,
            ],
            (bytes, name, _, parsed, cancellationToken) => self.Fit(bytes, name, parsed, cancellationToken));
    }

    private TableOutcome Fit(byte[] bytes, string name, ParseResult parsed, CancellationToken cancellationToken)
    {
        string? path = parsed.GetValue(save);
        OutputPath.CheckModel("--save", path, TableCommand.FileOf(parsed), parsed.GetValue(breaks), parsed.GetValue<string?>("--out"), parsed.GetValue<string?>("--report"));
        ScoreFitOutcome outcome = ScoreFit.Of(bytes, name, Read(parsed), cancellationToken);
        if (outcome.Report is not { } report)
        {
            return new TableOutcome(null, outcome.Errors, outcome.ErrorCount, 0);
        }

        if (path is not null)
        {
            OutputPath.Write(path, report.File.Save);
        }

        foreach (string assumption in report.Rejects?.Assumptions ?? [])
        {
            terminal.Fail($"Assumed: {assumption}.");
        }

        foreach (QualityNote note in report.Provenance.Notes.Where(static n => n.Code is "ONE-BIN" or "REJECTED-NOT-FOUND"))
        {
            terminal.Fail($"{name}: {note.Text}");
        }

        return new TableOutcome(ScoreRows.Of(report), [], 0, 0) { Detail = report, Provenance = report.Provenance };
    }

    private ScoreFitOptions Read(ParseResult parsed)
    {
        string targetName = parsed.GetValue(target)!;
        string[] named = Words(parsed.GetValue(features));
        if (named.Contains(targetName))
        {
            throw new SettingException("--features", targetName, "it is the target; leave it out.");
        }

        string[] words = Words(parsed.GetValue(categorical));
        BreaksFile hand = Breaks(parsed.GetValue(breaks));
        if (hand.Breaks.Keys.FirstOrDefault(key => words.Contains(key)) is { } twice)
        {
            throw new SettingException("--categorical", twice, "--breaks cuts it between numbers; leave it out of one of the two.");
        }

        (int every, int[] rests) = Split(parsed.GetValue(testEvery));
        return new ScoreFitOptions
        {
            Target = targetName,
            Bad = parsed.GetValue(bad)!,
            Features = [.. named.Distinct(StringComparer.Ordinal)],
            Ignored = Words(parsed.GetValue(ignore)),
            Weight = parsed.GetValue(weight),
            Categorical = words,
            Breaks = hand,
            Binning = new BinningOptions
            {
                Method = ScoringWords.Method(parsed.GetValue(binning)!),
                MostBins = parsed.GetValue(mostBins) is >= 1 and <= 100 and int most ? most : throw new SettingException("--most-bins", "", "give a whole number from 1 to 100."),
                PreBins = parsed.GetValue(preBins) is >= 2 and <= 100 and int pre ? pre : throw new SettingException("--pre-bins", "", "give a whole number from 2 to 100."),
                LeastShare = Number(leastShare!, parsed, static v => v is >= 0 and <= 0.5, "a share from 0 to 0.5")!.Value,
            },
            GroupLevels = parsed.GetValue(groupLevels),
            Special = Codes(parsed.GetValue(special)!),
            Missing = Words(parsed.GetValue(missing)),
            Rejected = parsed.GetValue(rejected),
            Rejects = new RejectOptions
            {
                Method = parsed.GetValue(rejectMethod) == "parcelling" ? RejectMethod.Parcelling : RejectMethod.Fuzzy,
                Factor = Number(rejectFactor!, parsed, static v => v > 0, "a positive number")!.Value,
            },
            TestEvery = every,
            TestRemainders = rests,
            Card = new ScorecardOptions
            {
                Convention = parsed.GetValue(woe) == "good-over-bad" ? WoeConvention.GoodOverBad : WoeConvention.BadOverGood,
                ZeroCells = parsed.GetValue(zeroCells) == "refuse" ? ZeroCellRule.Refuse : ZeroCellRule.AddHalf,
                Unseen = parsed.GetValue(unseen) == "worst" ? UnseenRule.Worst : UnseenRule.Neutral,
                Selection = new SelectionOptions
                {
                    LeastInformationValue = Number(leastIv, parsed, static v => v >= 0, "a number of 0 or more"),
                    LargestCorrelation = Number(correlation, parsed, static v => v is > 0 and <= 1, "a number above 0, up to 1"),
                    LargestVarianceInflation = Number(inflation, parsed, static v => v >= 1, "a number of 1 or more"),
                    SignsMustAgree = parsed.GetValue(sameSign),
                    Stepwise = parsed.GetValue(stepwise) switch { "aic" => StepwiseCriterion.Aic, "bic" => StepwiseCriterion.Bic, "p" => StepwiseCriterion.Probability, _ => StepwiseCriterion.None },
                },
                Scale = new ScoreScale
                {
                    BasePoints = Number(basePoints!, parsed, static _ => true, "a number")!.Value,
                    BaseOdds = Number(baseOdds!, parsed, static v => v > 0, "a positive number")!.Value,
                    PointsToDoubleOdds = Number(pdo!, parsed, static v => v > 0, "a positive number")!.Value,
                },
            },
        };
    }

    private static BreaksFile Breaks(string? text)
    {
        if (text is null)
        {
            return BreaksFile.None;
        }

        bool inline = text.TrimStart().StartsWith('{');
        if (!inline && !File.Exists(text))
        {
            throw new SettingException("--breaks", text, "there is no such file; give one, or JSON that begins with {.");
        }

        return BreaksFile.Parse(inline ? text : File.ReadAllText(text), out string fault) ?? throw new SettingException("--breaks", inline ? "" : text, $"{fault}. Write {{\"age\": [26, 35], \"purpose\": [[\"car\", \"repairs\"], \"education\"]}}.");
    }

    private static (int Every, int[] Rests) Split(string? text)
    {
        if (text is null)
        {
            return (0, []);
        }

        string[] parts = text.Split(':');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int every) && every >= 2)
        {
            int[] rests = [.. parts[1].Split(',').Select(r => int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out int rest) && rest < every ? rest : -1)];
            if (rests.All(static r => r >= 0) && rests.Distinct().Count() is int kinds && kinds < every)
            {
                return (every, rests);
            }
        }

        throw new SettingException("--test-every", text, "give a number and remainders below it, not all of them: 10:7,8,9.");
    }

    private static Dictionary<string, IReadOnlyList<string>> Codes(string[] texts)
    {
        Dictionary<string, IReadOnlyList<string>> codes = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || Words(text[(at + 1)..]) is not { Length: > 0 } words || !codes.TryAdd(text[..at], words))
            {
                throw new SettingException("--special", text, "give a column once with its codes: age=-1,-9.");
            }
        }

        return codes;
    }

    private static string[] Words(string? text) => text is null ? [] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // Option<string> and Option<string?> are one type; the null of an option left out says that the rule is off.
    private static double? Number(Option<string?> option, ParseResult parsed, Predicate<double> fits, string wanted) => parsed.GetValue(option) is { } text ? Number(option.Name, text, fits, wanted) : null;

    private static double Number(string option, string text, Predicate<double> fits, string wanted) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && fits(value) ? value : throw new SettingException(option, text, $"give {wanted}.");
}
