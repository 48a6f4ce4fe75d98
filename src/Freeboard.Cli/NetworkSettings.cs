using System.CommandLine;
using System.Globalization;
using Freeboard.Learning;
using Freeboard.Services.Learning;

namespace Freeboard.Cli;

/// <summary>The options of <c>network train</c> and <c>network compare</c>.</summary>
internal sealed class NetworkSettings
{
    private readonly Option<string> target = new("--target") { Description = "Column of outcomes.", HelpName = "COLUMN", Required = true };
    private readonly Option<string> bad = new("--bad") { Description = "Value of bad rows in it.", HelpName = "VALUE", DefaultValueFactory = _ => "1" };
    private readonly Option<string?> edf = new("--edf") { Description = "Column of EDFs: logit(EDF) goes past the hidden layers, and training starts at the EDF itself.", HelpName = "COLUMN" };
    private readonly Option<string?> features = new("--features") { Description = "Columns to learn from, between commas; all that have no other part when left out.", HelpName = "COLUMNS" };
    private readonly Option<string?> ignore = new("--ignore") { Description = "Columns to leave out, between commas.", HelpName = "COLUMNS" };
    private readonly Option<string[]> auxiliary = new("--auxiliary") { Description = "Something known after the day of the score: COLUMN, or COLUMN:binary|number|huber[:WEIGHT]. An empty cell is a row without it. Repeat the option for several.", HelpName = "COLUMN", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string> auxiliaryWeight = new("--auxiliary-weight") { Description = "Weight of auxiliary targets in the loss.", HelpName = "X", DefaultValueFactory = _ => "0.3" };
    private readonly Option<bool> deep = new("--deep") { Description = "Deep supervision: the label also from the hidden layers, with a weight that falls to zero." };
    private readonly Option<string> deepWeight = new("--deep-weight") { Description = "Weight of deep supervision in the loss.", HelpName = "X", DefaultValueFactory = _ => "0.3" };
    private readonly Option<bool> deepStays = new("--deep-stays") { Description = "Keep that weight through all epochs." };
    private readonly Option<string?> weight = new("--weight") { Description = "Column of the rows' weights.", HelpName = "COLUMN" };
    private readonly Option<string?> group = new("--group") { Description = "Column whose equal values stay on one side of every split, such as the firm.", HelpName = "COLUMN" };
    private readonly Option<string?> missing = new("--missing") { Description = "Words for missing values beside the empty cell, between commas.", HelpName = "WORDS" };
    private readonly Option<string> hidden = new("--hidden") { Description = "Widths of the hidden layers; none for a logistic regression.", HelpName = "WIDTHS", DefaultValueFactory = _ => "64,64,32" };
    private readonly Option<int> members = new("--members") { Description = "Networks of the ensemble, 1 to 100; they differ by their seed.", HelpName = "N", DefaultValueFactory = _ => 3 };
    private readonly Option<string> seed = new("--seed") { Description = "Seed of weights, order and dropout.", HelpName = "N", DefaultValueFactory = _ => "1" };
    private readonly Option<int> epochs = new("--epochs") { Description = "Most passes over the rows, 1 to 10,000.", HelpName = "N", DefaultValueFactory = _ => 60 };
    private readonly Option<int> patience = new("--patience") { Description = "Passes without a better loss after which training stops, 1 to 10,000.", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<int> batch = new("--batch") { Description = "Rows of a step, 1 to 65,536.", HelpName = "N", DefaultValueFactory = _ => 256 };
    private readonly Option<string> rate = new("--rate") { Description = "Learning rate.", HelpName = "X", DefaultValueFactory = _ => "0.002" };
    private readonly Option<string> schedule = new("--schedule") { Description = "Learning rate through the epochs: constant or cosine.", DefaultValueFactory = _ => "constant" };
    private readonly Option<string> decay = new("--decay") { Description = "Weight decay.", HelpName = "X", DefaultValueFactory = _ => "0.01" };
    private readonly Option<string> dropout = new("--dropout") { Description = "Share of hidden outputs left out in training, 0 to 0.9.", HelpName = "SHARE", DefaultValueFactory = _ => "0.2" };
    private readonly Option<string> evidence = new("--evidence") { Description = "Standard errors by which networks with --edf must beat the EDF on rows not learnt from; below, the model is the EDF on a line.", HelpName = "X", DefaultValueFactory = _ => "1.645" };
    private readonly Option<string> calibration = new("--calibration") { Description = "Calibration on rows kept apart: platt, isotonic or none.", DefaultValueFactory = _ => "platt" };
    private readonly Option<string?> population = new("--population-rate") { Description = "Rate of bad rows in the population, where the sample was drawn by outcome: saved scores are carried to it.", HelpName = "RATE" };
    private readonly Option<string[]> rival = new("--rival") { Description = "Column of probabilities by another model, judged on the same rows. Repeat the option for several.", HelpName = "COLUMN", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> alone = new("--alone") { Description = "Leave the plainer models out." };
    private readonly Option<int> threads = new("--threads") { Description = "Most threads; 0 for all. No figure depends on it.", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<string> test;

    public NetworkSettings(string split, string words)
    {
        test = new("--test-every") { Description = words, HelpName = "N:REST", DefaultValueFactory = _ => split };
        calibration.AcceptOnlyFromAmong("platt", "isotonic", "none");
        schedule.AcceptOnlyFromAmong("constant", "cosine");
    }

    public Option[] All =>
    [
        target, bad, edf, features, ignore, auxiliary, auxiliaryWeight, deep, deepWeight, deepStays, weight, group, missing, test, hidden, members, seed, epochs, patience, batch, rate, schedule, decay, dropout, evidence, calibration, population, rival, alone, threads,
    ];

    /// <summary>Those that results depend on.</summary>
    public IEnumerable<Option> OfResult => All.Where(option => option != threads);

    public NetworkOptions Read(ParseResult parsed)
    {
        (int every, int[] rests) = Split(parsed.GetValue(test)!);
        string targetName = parsed.GetValue(target)!;
        AuxiliaryColumn[] targets = [.. (parsed.GetValue(auxiliary) ?? []).Select(Auxiliary)];
        string[] rivals = parsed.GetValue(rival) ?? [];
        string[] parts = [.. new[] { targetName, parsed.GetValue(edf), parsed.GetValue(weight), parsed.GetValue(group) }.OfType<string>(), .. targets.Select(static t => t.Column), .. rivals];
        string[] named = Words(parsed.GetValue(features));
        if (parts.Distinct(StringComparer.Ordinal).Count() != parts.Length)
        {
            throw new SettingException("--auxiliary", "", "target, EDF, weight, group, auxiliary targets and rivals must be different columns.");
        }

        if (named.FirstOrDefault(parts.Contains) is { } twice)
        {
            throw new SettingException("--features", twice, "it has another part already; what is known only afterwards must not be learnt from.");
        }

        if (rivals.FirstOrDefault(static r => r is "network" or "network-plain" or "edf" or "edf-line" or "logit-raw" or "logit-ranks" or "logit-woe" or "boosted-trees") is { } taken)
        {
            throw new SettingException("--rival", taken, "it is the name of a model of the table; rename the column.");
        }

        return new NetworkOptions
        {
            Target = targetName,
            Bad = parsed.GetValue(bad)!,
            Edf = parsed.GetValue(edf),
            Features = [.. named.Distinct(StringComparer.Ordinal)],
            Ignored = Words(parsed.GetValue(ignore)),
            Auxiliary = targets,
            Weight = parsed.GetValue(weight),
            Group = parsed.GetValue(group),
            Missing = Words(parsed.GetValue(missing)),
            TestEvery = every,
            TestRemainders = rests,
            Hidden = [.. Words(parsed.GetValue(hidden) is "none" ? "" : parsed.GetValue(hidden)).Select(static w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width is >= 1 and <= 4096 ? width : throw new SettingException("--hidden", w, "give widths from 1 to 4096 between commas, or none."))],
            Deep = parsed.GetValue(deep),
            Calibration = parsed.GetValue(calibration) switch { "none" => CalibrationKind.None, "isotonic" => CalibrationKind.Isotonic, _ => CalibrationKind.Platt },
            PopulationRate = parsed.GetValue(population) is { } text ? Number("--population-rate", text, static v => v is > 0 and < 1, "a rate between 0 and 1") : null,
            Rivals = rivals,
            Baselines = !parsed.GetValue(alone),
            Training = new TrainingOptions
            {
                Members = Whole(parsed, members, 1, 100),
                Seed = Seed(parsed.GetValue(seed)!),
                Epochs = Whole(parsed, epochs, 1, 10_000),
                Patience = Whole(parsed, patience, 1, 10_000),
                BatchRows = Whole(parsed, batch, 1, 65_536),
                Dropout = Number("--dropout", parsed.GetValue(dropout)!, static v => v is >= 0 and <= 0.9, "a share from 0 to 0.9"),
                Losses = new LossWeights(Number("--deep-weight", parsed.GetValue(deepWeight)!, static v => v >= 0, "a number of 0 or more"), Number("--auxiliary-weight", parsed.GetValue(auxiliaryWeight)!, static v => v >= 0, "a number of 0 or more")),
                DeepFades = !parsed.GetValue(deepStays),
                Schedule = parsed.GetValue(schedule) == "cosine" ? RateSchedule.Cosine : RateSchedule.Constant,
                Evidence = Number("--evidence", parsed.GetValue(evidence)!, static v => v >= 0, "a number of 0 or more"),
                Threads = Whole(parsed, threads, 0, 1024),
                Steps = new AdamWOptions
                {
                    LearningRate = Number("--rate", parsed.GetValue(rate)!, static v => v > 0, "a positive number"),
                    WeightDecay = Number("--decay", parsed.GetValue(decay)!, static v => v >= 0, "a number of 0 or more"),
                },
            },
        };
    }

    /// <summary>A whole number within bounds.</summary>
    public static int Whole(ParseResult parsed, Option<int> option, int least, int most) => parsed.GetValue(option) is int value && value >= least && value <= most
        ? value
        : throw new SettingException(option.Name, parsed.GetValue(option).ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"give a whole number from {least} to {most}."));

    /// <summary>A seed.</summary>
    public static ulong Seed(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : throw new SettingException("--seed", text, "give a whole number of 0 or more.");

    private static AuxiliaryColumn Auxiliary(string text)
    {
        string[] parts = text.Split(':');
        AuxiliaryLoss? loss = parts.Length > 1 ? parts[1] switch { "binary" => AuxiliaryLoss.Binary, "number" => AuxiliaryLoss.Squared, "huber" => AuxiliaryLoss.Huber, _ => null } : null;
        if (parts[0].Length == 0 || parts.Length > 3 || (parts.Length > 1 && loss is null))
        {
            throw new SettingException("--auxiliary", text, "give COLUMN, or COLUMN:binary, COLUMN:number, COLUMN:huber with a weight after another colon if need be.");
        }

        return new AuxiliaryColumn(parts[0], loss, parts.Length == 3 ? Number("--auxiliary", parts[2], static v => v > 0, "a positive weight after the last colon") : 1);
    }

    private static (int Every, int[] Rests) Split(string text)
    {
        if (text == "none")
        {
            return (0, []);
        }

        string[] parts = text.Split(':');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int every) && every >= 2)
        {
            int[] rests = [.. parts[1].Split(',').Select(r => int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out int rest) && rest < every ? rest : -1)];
            if (rests.All(static r => r >= 0) && rests.Distinct().Count() == rests.Length)
            {
                return (every, rests);
            }
        }

        throw new SettingException("--test-every", text, "give a number and different remainders below it: 5:0 or 10:7,8,9.");
    }

    private static string[] Words(string? text) => text is null ? [] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string option, string text, Predicate<double> fits, string wanted) => UncertaintyCommand.Number(option, text, value => double.IsFinite(value) && fits(value), wanted);
}
