using System.CommandLine;
using System.Globalization;
using Freeboard.Portfolio.Simulation;
using Freeboard.Provenance;
using Freeboard.Services.Portfolio;

namespace Freeboard.Cli;

/// <summary>The options that the verbs of <c>freeboard portfolio</c> share, spelled once.</summary>
internal sealed class PortfolioSettings
{
    private readonly Argument<string> file = new("FILE") { Description = "CSV with the columns obligor,ead,lgd,pd (or edf) and rho (asset correlation, the squared loading) or loading_1,loading_2,...; - reads the standard input." };
    private readonly Option<string> method = new("--method") { Description = "plain, importance, qmc or exact (one factor, Gaussian, fixed recovery).", DefaultValueFactory = _ => "plain" };
    private readonly Option<int?> scenarios = new("--scenarios") { Description = "Scenarios: 1,000,000 for plain, 20,000 for importance, 1024 points for qmc unless told.", HelpName = "N" };
    private readonly Option<ulong> seed = new("--seed") { Description = "Seed of the random streams.", DefaultValueFactory = _ => 1 };
    private readonly Option<string> copula = new("--copula") { Description = "gaussian, or t with --degrees.", DefaultValueFactory = _ => "gaussian" };
    private readonly Option<string?> degrees = new("--degrees") { Description = "Degrees of freedom of the t copula, at least 1.", HelpName = "NU" };
    private readonly Option<string> recovery = new("--recovery") { Description = "fixed; beta (column lgd_sd); linked: losses given default rise with the default probability that the factors leave.", DefaultValueFactory = _ => "fixed" };
    private readonly Option<string?> lossUnit = new("--loss-unit") { Description = "For exact: the amount that all losses are multiples of; found when left out.", HelpName = "AMOUNT" };
    private readonly Option<string?> factorCorrelation = new("--factor-correlation") { Description = "CSV of the correlations of the factors: name,loading_1,loading_2,...; without it they are independent.", HelpName = "FILE" };
    private readonly Option<string?> assetCorrelation = new("--asset-correlation") { Description = "CSV of the correlations of the obligors' assets: name,OBLIGOR,OBLIGOR,...; loadings are found from it, with --factors.", HelpName = "FILE" };
    private readonly Option<int?> factors = new("--factors") { Description = "How many factors stand for --asset-correlation; 1 unless told.", HelpName = "K" };
    private readonly Option<int> threads = new("--threads") { Description = "Threads; 0 takes every processor. Never changes a result.", DefaultValueFactory = _ => 0 };

    private readonly bool plainOnly;

    /// <summary>Makes the options.</summary>
    /// <param name="plainOnly">Whether the verb takes plain scenarios with fixed recoveries alone.</param>
    public PortfolioSettings(bool plainOnly = false)
    {
        this.plainOnly = plainOnly;
        if (plainOnly)
        {
            method.Description = "plain: this verb takes equally likely scenarios alone.";
            recovery.Description = "fixed: this verb takes fixed recoveries alone.";
            scenarios.Description = "Scenarios: 1,000,000 unless told.";
        }

        method.AcceptOnlyFromAmong(plainOnly ? ["plain"] : ["plain", "importance", "qmc", "exact"]);
        copula.AcceptOnlyFromAmong("gaussian", "t");
        recovery.AcceptOnlyFromAmong(plainOnly ? ["fixed"] : ["fixed", "beta", "linked"]);
        CommonOptions.RefuseMistypedOption(file);
    }

    public void AddTo(Command command)
    {
        command.Add(file);
        foreach (Option option in (Option[])[method, scenarios, seed, copula, degrees, recovery, lossUnit, factorCorrelation, assetCorrelation, factors, threads])
        {
            // Only the exact method has a unit of loss.
            if (plainOnly && option == lossUnit)
            {
                continue;
            }

            command.Add(option);
        }
    }

    /// <summary>Settings that a result depends on, with those of a verb's own.</summary>
    public IEnumerable<RunParameter> Parameters(ParseResult parsed, IEnumerable<Option> own) =>
        ((Option[])[scenarios, seed, copula, degrees, factorCorrelation, assetCorrelation, factors, .. own]).Select(option => new RunParameter(option.Name.TrimStart('-'), TableCommand.TextOf(parsed, option)));

    public string PathOf(ParseResult parsed) => parsed.GetValue(file)!;

    /// <summary>Reads the options.</summary>
    /// <exception cref="SettingException">One is out of range, or two contradict each other.</exception>
    public PortfolioOptions Read(ParseResult parsed, IReadOnlyList<double> levels, bool withContributions)
    {
        PortfolioMethod wanted = Enum.Parse<PortfolioMethod>(parsed.GetValue(method)!, ignoreCase: true);
        string? nu = parsed.GetValue(degrees);
        bool t = parsed.GetValue(copula) == "t";
        if (t != nu is not null)
        {
            throw new SettingException(t ? "--copula" : "--degrees", t ? "t" : nu!, t ? "say how heavy its tails are: --degrees 5." : "it belongs to --copula t.");
        }

        RecoveryModel model = Enum.Parse<RecoveryModel>(parsed.GetValue(recovery)!, ignoreCase: true);
        if (wanted != PortfolioMethod.Plain && (t || model != RecoveryModel.Fixed) && !(wanted == PortfolioMethod.Importance && !t && model == RecoveryModel.Fixed))
        {
            throw new SettingException("--method", parsed.GetValue(method)!, "it takes the Gaussian copula and fixed recoveries; use --method plain.");
        }

        if (parsed.GetValue(scenarios) is { } count && (wanted == PortfolioMethod.Exact || count < 100))
        {
            throw new SettingException("--scenarios", count.ToString(CultureInfo.InvariantCulture), wanted == PortfolioMethod.Exact ? "the exact method draws none; leave it out." : "give at least 100.");
        }

        if (parsed.GetValue(threads) is var most && most < 0)
        {
            throw new SettingException("--threads", most.ToString(CultureInfo.InvariantCulture), "give 0 or a number of threads.");
        }

        return new PortfolioOptions
        {
            Method = wanted,
            Scenarios = parsed.GetValue(scenarios),
            Seed = parsed.GetValue(seed),
            Levels = levels,
            DegreesOfFreedom = nu is null ? null : UncertaintyCommand.Number("--degrees", nu, static value => value is >= 1 and <= 1e6, "a number from 1 to 1,000,000"),
            Recovery = model,
            LossUnit = parsed.GetValue(lossUnit) is { } unit ? UncertaintyCommand.Number("--loss-unit", unit, static value => value > 0 && double.IsFinite(value), "a positive amount") : null,
            WithContributions = withContributions,
            MaximumThreads = most == 0 ? Environment.ProcessorCount : most,
        };
    }

    /// <summary>Levels of a list: 0.95,0.99.</summary>
    public static double[] Levels(string option, string text)
    {
        double[] levels = [.. text.Split(',').Select(level => UncertaintyCommand.Number(option, level.Trim(), static value => value is > 0 and < 1, "numbers between 0 and 1, joined by commas: 0.95,0.999"))];
        return levels.GroupBy(static level => level).FirstOrDefault(static group => group.Count() > 1) is { } twice
            ? throw new SettingException(option, text, string.Create(CultureInfo.InvariantCulture, $"{twice.Key} stands twice; name each level once."))
            : levels;
    }

    /// <summary>Reads the table, and the correlations that go with it; null after a message.</summary>
    public PortfolioInput? ReadPortfolio(Terminal terminal, ParseResult parsed, PortfolioOptions options, out byte[] bytes, CancellationToken cancellationToken)
    {
        string path = PathOf(parsed);
        string? ofFactors = parsed.GetValue(factorCorrelation);
        string? ofAssets = parsed.GetValue(assetCorrelation);
        int? count = parsed.GetValue(factors);
        if (ofFactors is not null && ofAssets is not null)
        {
            throw new SettingException("--asset-correlation", ofAssets, "it finds loadings on independent factors; leave --factor-correlation out.");
        }

        if (count is < 1 || (count is not null && ofAssets is null))
        {
            throw new SettingException("--factors", count.Value.ToString(CultureInfo.InvariantCulture), ofAssets is null ? "it belongs to --asset-correlation." : "give at least 1.");
        }

        bytes = [];
        if (EquityFile.Read(terminal, path) is not { } table)
        {
            return null;
        }

        bytes = table;
        PortfolioColumns columns = PortfolioService.Columns(options) with { NeedsLoadings = ofAssets is null };
        PortfolioReadResult read = PortfolioTable.Read(bytes, NameOf(path), columns, cancellationToken);
        if (read.Input is { } first && (ofFactors ?? ofAssets) is { } file)
        {
            if (EquityFile.Read(terminal, file) is not { } correlations)
            {
                return null;
            }

            read = ofFactors is not null
                ? PortfolioCorrelation.OfFactors(first, correlations, NameOf(file), cancellationToken)
                : PortfolioCorrelation.OfAssets(first, correlations, NameOf(file), count ?? 1, cancellationToken);
        }

        CommandLineApplication.PrintErrors(terminal, read.Errors, read.ErrorCount);
        if (read.Input is null)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
        }
        else
        {
            foreach (string note in read.Input.Notes.Select(static note => note.Text))
            {
                terminal.Fail($"{path}: {note}");
            }
        }

        return read.Input;
    }

    /// <summary>Reads the table and computes; null after a message.</summary>
    public PortfolioReport? Compute(Terminal terminal, ParseResult parsed, PortfolioOptions options, CancellationToken cancellationToken)
    {
        if (ReadPortfolio(terminal, parsed, options, out byte[] bytes, cancellationToken) is not { } input)
        {
            return null;
        }

        IProgress<double>? progress = terminal.Progress<double>(static share => string.Create(CultureInfo.InvariantCulture, $"simulating {share:0 %}"));
        PortfolioReport report = PortfolioService.Compute(input, bytes, NameOf(PathOf(parsed)), options, terminal.Time, progress, cancellationToken);
        terminal.EndProgress();
        if (report.Measures is null)
        {
            terminal.Fail($"freeboard: no losses were found: {report.Status}. docs/portfolio.md says what each status means.");
        }

        foreach (string note in report.Provenance.Notes.Skip(input.Notes.Count).Select(static note => note.Text))
        {
            terminal.Fail($"{PathOf(parsed)}: {note}");
        }

        return report;
    }

    private static string NameOf(string path) => path == "-" ? path : Path.GetFileName(path);
}
