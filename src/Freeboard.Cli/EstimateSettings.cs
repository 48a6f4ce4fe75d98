using System.CommandLine;
using Freeboard.Services.Estimate;
using Freeboard.Structural.JumpDiffusion;
using Freeboard.Structural.TermStructure;
using Freeboard.Structural.Windows;

namespace Freeboard.Cli;

/// <summary>The options of <c>freeboard estimate</c> that say how windows are estimated.</summary>
internal sealed class EstimateSettings
{
    private static readonly string[] Timings = ["at-horizon", "first-passage"];

    private readonly Option<string> method = new("--method") { Description = "Estimator of asset value and volatility.", DefaultValueFactory = _ => "kmv" };
    private readonly Option<int?> window = new("--window") { Description = "Rows in a window; without it all rows of a firm are one window." };
    private readonly Option<int> step = new("--step") { Description = "Rows from one window's end to the next; the last window ends with the last row.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> gap = new("--dt") { Description = "Years from each row to the next, such as 0.004, in place of the dates' ACT/365.25.", HelpName = "YEARS" };
    private readonly Option<string> divisor = new("--ddof") { Description = "Sums of squared returns are divided by n - ddof: 0 or 1 (not in the likelihoods).", DefaultValueFactory = _ => "0" };
    private readonly Option<string?> horizon = new("--horizon") { Description = "Horizon in years, in place of the column T; 1 where there is neither.", HelpName = "YEARS" };
    private readonly Option<string> payout = new("--payout") { Description = "Payout rate q of the assets, continuous, decimal per year.", HelpName = "Q", DefaultValueFactory = _ => "0" };
    private readonly Option<string> drift = new("--drift") { Description = "Drift of the assets: estimated, risk-free, or a number, continuous, decimal per year.", HelpName = "estimated|risk-free|MU", DefaultValueFactory = _ => "estimated" };
    private readonly Option<bool> survivorship = new("--survivorship") { Description = "mle: condition the likelihood on assets above the default point at the window's end." };
    private readonly Option<string?> intervals = new("--intervals") { Description = "mle: add confidence intervals of sigmaV, mu, distances and lnEDF, by the standard error (wald) or by the profile of the likelihood.", HelpName = "wald|profile" };
    private readonly Option<string?> level = new("--level") { Description = "mle: level of the intervals; 0.9 when left out.", HelpName = "LEVEL" };
    private readonly Option<string?> barrier = new("--barrier") { Description = "barrier: the barrier as a fraction of the default point (0 is none, 1 the default point itself), or estimate (by likelihood).", HelpName = "RATIO|estimate" };
    private readonly Option<string?> barrierFit = new("--barrier-fit") { Description = "barrier: equations solves the last day with the window's equity volatility (default for a given barrier), likelihood fits the window.", HelpName = "equations|likelihood" };
    private readonly Option<string?> largestBarrier = new("--barrier-max") { Description = "barrier: the largest fraction that an estimate tries; 1.5 when left out.", HelpName = "RATIO" };
    private readonly Option<string?> recovery = new("--recovery") { Description = "creditgrades: mean recovery L of all debt, in (0, 1]; 0.5 when left out.", HelpName = "L" };
    private readonly Option<string?> dispersion = new("--recovery-sd") { Description = "creditgrades: standard deviation lambda of its logarithm; 0.3 when left out.", HelpName = "LAMBDA" };
    private readonly Option<string?> intensity = new("--jump-intensity") { Description = "jump: jumps expected per year; needed.", HelpName = "LAMBDA" };
    private readonly Option<string?> jumpMean = new("--jump-mean") { Description = "jump: mean of the logarithm of the jump factor, such as -0.2; needed.", HelpName = "M" };
    private readonly Option<string?> jumpDeviation = new("--jump-sd") { Description = "jump: standard deviation of that logarithm; needed.", HelpName = "DELTA" };
    private readonly Option<bool> noRolling = new("--no-rolling") { Description = "kmv, mle: estimate every window on its own, also where the rolling method would give the same faster." };
    private readonly Option<string?> termStructure = new("--term-structure")
    {
        Description = "Write EDFs over 1 month to 10 years in place of the estimates: defaults at-horizon, or by first-passage (when no word is given).",
        HelpName = "at-horizon|first-passage",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public void AddTo(Command command)
    {
        method.AcceptOnlyFromAmong([.. EstimationMethods.Words]);
        divisor.AcceptOnlyFromAmong("0", "1");
        intervals.AcceptOnlyFromAmong("wald", "profile");
        barrierFit.AcceptOnlyFromAmong("equations", "likelihood");
        foreach (Option option in (Option[])
        [
            method, window, step, gap, divisor, horizon, payout, drift, survivorship, intervals, level, barrier, barrierFit, largestBarrier, recovery, dispersion,
            intensity, jumpMean, jumpDeviation, noRolling, termStructure,
        ])
        {
            command.Add(option);
        }
    }

    /// <summary>The settings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="details">Whether details are wanted, which only single windows have.</param>
    /// <exception cref="SettingException">A setting cannot be used, or does not belong to the method.</exception>
    public EstimateOptions Read(ParseResult parsed, bool details)
    {
        EstimationMethod chosen = EstimationMethods.Of(parsed.GetValue(method)!);
        bool survived = parsed.GetValue(survivorship);
        string driftText = parsed.GetValue(drift)!;
        if (survived && (chosen != EstimationMethod.Mle || driftText != "estimated"))
        {
            throw new SettingException("--survivorship", "", "it belongs to --method mle with an estimated drift.");
        }

        Belongs(parsed, chosen, EstimationMethod.Mle, intervals, level);
        Belongs(parsed, chosen, EstimationMethod.Barrier, barrier, barrierFit, largestBarrier);
        Belongs(parsed, chosen, EstimationMethod.CreditGrades, recovery, dispersion);
        Belongs(parsed, chosen, EstimationMethod.Jump, intensity, jumpMean, jumpDeviation);
        if (chosen == EstimationMethod.CreditGrades && (driftText != "estimated" || parsed.GetValue(payout) != "0"))
        {
            throw new SettingException(driftText != "estimated" ? "--drift" : "--payout", driftText != "estimated" ? driftText : parsed.GetValue(payout)!, "CreditGrades has neither a drift nor a payout rate; leave it out.");
        }

        WindowOptions estimator = WithDrift(driftText) with
        {
            Divisor = parsed.GetValue(divisor) == "1" ? DivisorConvention.NMinusOne : DivisorConvention.N,
            Survivorship = survived ? SurvivorshipCorrection.AtWindowEnd : SurvivorshipCorrection.None,
        };
        EstimateOptions options = new()
        {
            Method = chosen,
            Rolling = !details && !parsed.GetValue(noRolling),
            Intervals = parsed.GetValue(intervals) switch { "wald" => IntervalKind.Wald, "profile" => IntervalKind.Profile, _ => null },
            Jumps = chosen == EstimationMethod.Jump ? ReadJumps(parsed) : null,
            Estimator = Read("--level", parsed.GetValue(level), estimator, (known, number) => known with { ConfidenceLevel = number }),
        };
        options = AssessSettings.Checked("--window", parsed.GetValue(window), rows => options with { WindowRows = rows });
        options = AssessSettings.Checked("--step", parsed.GetValue(step), rows => options with { StepRows = rows });
        options = Read("--dt", parsed.GetValue(gap), options, (known, number) => known with { GapYears = number });
        options = Read("--horizon", parsed.GetValue(horizon), options, (known, number) => known with { HorizonYears = number });
        options = Read("--payout", parsed.GetValue(payout), options, (known, number) => known with { PayoutRate = number });
        options = Read("--recovery", parsed.GetValue(recovery), options, (known, number) => known with { MeanRecovery = number });
        options = Read("--recovery-sd", parsed.GetValue(dispersion), options, (known, number) => known with { RecoveryDispersion = number });
        options = Read("--barrier-max", parsed.GetValue(largestBarrier), options, (known, number) => known with { LargestBarrier = number });
        return chosen == EstimationMethod.Barrier ? WithBarrier(parsed, options) : options;
    }

    /// <summary>The table: the argument, or the word behind <c>--term-structure</c> when it is none of that option's own.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="file">The argument.</param>
    /// <exception cref="SettingException">There is no table, or a word of no meaning beside it.</exception>
    public string FileOf(ParseResult parsed, Argument<string?> file)
    {
        string? word = parsed.GetValue(termStructure) is { } text && !Timings.Contains(text, StringComparer.Ordinal) ? text : null;
        string? path = parsed.GetValue(file);
        return path is not null && word is not null
            ? throw new SettingException("--term-structure", word, $"give {string.Join(" or ", Timings)}, or no word.")
            : path ?? word ?? throw new SettingException("FILE", "", "give the path of a CSV file, or - to read the standard input.");
    }

    /// <summary>The timing of the term structure; null when none is wanted.</summary>
    /// <exception cref="SettingException">The method has another timing.</exception>
    public DefaultTiming? TermStructureOf(ParseResult parsed, EstimationMethod chosen)
    {
        if (parsed.GetResult(termStructure) is null)
        {
            return null;
        }

        DefaultTiming? only = TermStructureTable.OnlyTimingOf(chosen);
        if (parsed.GetValue(termStructure) is not { } word || !Timings.Contains(word, StringComparer.Ordinal))
        {
            return only ?? DefaultTiming.FirstPassage;
        }

        DefaultTiming wanted = word == "at-horizon" ? DefaultTiming.AtHorizon : DefaultTiming.FirstPassage;
        return only is null || only == wanted
            ? wanted
            : throw new SettingException("--term-structure", word, $"the probabilities of this method are {(only == DefaultTiming.AtHorizon ? "at-horizon" : "first-passage")} only; leave the word out.");
    }

    private EstimateOptions WithBarrier(ParseResult parsed, EstimateOptions options)
    {
        if (parsed.GetValue(barrier) is not { } text)
        {
            throw new SettingException("--method", "barrier", "say where the barrier stands: --barrier RATIO, such as 0.8 (of the default point), or --barrier estimate.");
        }

        bool estimated = text == "estimate";
        string? fit = parsed.GetValue(barrierFit);
        if (estimated && fit == "equations")
        {
            throw new SettingException("--barrier-fit", "equations", "two equations cannot give three unknowns; --barrier estimate is a likelihood.");
        }

        if (!estimated && parsed.GetValue(largestBarrier) is { } largest)
        {
            throw new SettingException("--barrier-max", largest, "it belongs to --barrier estimate.");
        }

        options = options with { BarrierFit = estimated || fit == "likelihood" ? BarrierFit.Likelihood : BarrierFit.Equations };
        return estimated ? options : Read("--barrier", text, options, (known, number) => known with { BarrierFraction = number });
    }

    private JumpTerms ReadJumps(ParseResult parsed)
    {
        if (Optional("--jump-intensity", parsed.GetValue(intensity)) is not { } lambda
            || Optional("--jump-mean", parsed.GetValue(jumpMean)) is not { } mean
            || Optional("--jump-sd", parsed.GetValue(jumpDeviation)) is not { } deviation)
        {
            throw new SettingException("--method", "jump", "say how assets jump: --jump-intensity (a year), --jump-mean and --jump-sd (of the logarithm), such as 0.5, -0.2 and 0.1.");
        }

        return lambda < 0 ? throw new SettingException("--jump-intensity", parsed.GetValue(intensity)!, "Must be finite and not negative.")
            : deviation < 0 ? throw new SettingException("--jump-sd", parsed.GetValue(jumpDeviation)!, "Must be finite and not negative.")
            : new JumpTerms { Intensity = lambda, MeanLogJump = mean, LogJumpDeviation = deviation };
    }

    private static void Belongs(ParseResult parsed, EstimationMethod chosen, EstimationMethod owner, params ReadOnlySpan<Option<string?>> options)
    {
        foreach (Option<string?> option in options)
        {
            if (chosen != owner && parsed.GetValue(option) is { } value)
            {
                throw new SettingException(option.Name, value, $"it belongs to --method {EstimationMethods.Words[(int)owner]}.");
            }
        }
    }

    private static WindowOptions WithDrift(string text) => text switch
    {
        "estimated" => WindowOptions.Default,
        "risk-free" => WindowOptions.Default with { Drift = DriftTreatment.RiskFree },
        _ => WindowOptions.Default with { Drift = DriftTreatment.Given, GivenDrift = AssessSettings.Number("--drift", text) },
    };

    /// <summary>Options with a number of the command line, when it stands there; a number out of range is reported with the option's own name.</summary>
    private static TOptions Read<TOptions>(string option, string? text, TOptions options, Func<TOptions, double, TOptions> change) =>
        text is null ? options : AssessSettings.Checked(option, text, number => change(options, AssessSettings.Number(option, number)));

    private static double? Optional(string option, string? text) => text is null ? null : AssessSettings.Number(option, text);
}
