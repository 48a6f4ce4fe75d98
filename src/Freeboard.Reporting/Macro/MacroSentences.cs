using Freeboard.Macro;
using Freeboard.Reporting.Language;
using Freeboard.Services.Macro;

namespace Freeboard.Reporting.Macro;

/// <summary>What the page of a study says, made from its figures: a title that the data do not support cannot come about.</summary>
public static class MacroSentences
{
    private const double Significance = 0.05;

    /// <summary>The scenario and the period of the highest index through the regression; null without scenarios. Of equals the first.</summary>
    /// <param name="study">The study.</param>
    public static (MacroScenarioPath Path, MacroScenarioStep Step)? Worst(MacroReport study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.Scenarios.SelectMany(static p => p.Steps.Select(s => ((MacroScenarioPath Path, MacroScenarioStep Step)?)(p, s))).MaxBy(static p => p!.Value.Step.Regression.Value);
    }

    /// <summary>What stands under figures for the method.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string Method(MacroReport study, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(words);
        return words.Say("macro.method", words[$"macro.scale.{study.Options.Model.Link}"]);
    }

    /// <summary>How firms count.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string Weight(MacroReport study, Phrasebook words) => study.Points.All(static p => p.Firms == 0)
        ? words["macro.weight.given"]
        : words.Say($"macro.weight.{study.Options.Weight}", Numbers.Percent(study.Options.TailShare, 0));

    /// <summary>What was studied.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string Lede(MacroReport study, Phrasebook words) =>
        words.Say("macro.lede", Numbers.Count(study.Points.Count(static p => p.Value is not null)), Numbers.Day(study.Points[0].Date), Numbers.Day(study.Last!.Date), Probability(study.Last.Value), string.Join(words.IsChinese ? "、" : ", ", study.Drivers.Select(d => Term(d.Name, words))));

    /// <summary>Title of the index.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string IndexTitle(MacroReport study, Phrasebook words) => Worst(study) is { } worst
        ? words.Say("macro.paths.title", worst.Path.Name, Probability(worst.Step.Regression.Value), Numbers.Month(worst.Step.Date), Probability(study.Last!.Value))
        : study.Fit.RSquared is { } share ? words.Say("macro.index.title", Probability(study.Last!.Value), Numbers.Percent(share, 0)) : words.Say("macro.index.alone", Probability(study.Last!.Value));

    /// <summary>What the figure of the index draws.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string IndexSubtitle(MacroReport study, Phrasebook words) => words[study.Scenarios.Count > 0 ? "macro.paths.sub" : "macro.index.sub"];

    /// <summary>Under the figure of the index: that a path leaves what the sample held; null where none does.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string? IndexNote(MacroReport study, Phrasebook words)
    {
        string[] beyond = [.. study.Scenarios.Where(static p => p.Steps.Any(static s => s.Extrapolated.Count > 0)).Select(static p => p.Name)];
        return beyond.Length == 0 ? null : words.Say("macro.paths.beyond", string.Join(words.IsChinese ? "、" : ", ", beyond));
    }

    /// <summary>Title of the index through asset values.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string AssetsTitle(MacroReport study, Phrasebook words)
    {
        (MacroScenarioPath path, MacroScenarioStep step) = study.Scenarios.SelectMany(static p => p.Steps.Select(s => (p, s))).MaxBy(static p => p.s.StructuralIndex ?? double.NegativeInfinity);
        return words.Say("macro.assets.title", path.Name, Probability(step.StructuralIndex));
    }

    /// <summary>Title of the coefficients: how many drivers tell.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string CoefficientTitle(MacroReport study, Phrasebook words)
    {
        if (study.Fit.Status != MacroStatus.Estimated)
        {
            return words["macro.fit.heading"];
        }

        int telling = study.Fit.Terms.Skip(1).Take(study.Drivers.Count).Count(static t => t.PValue < Significance);
        return words.Say("macro.fit.title", Numbers.Count(telling), Numbers.Count(study.Drivers.Count));
    }

    /// <summary>Title of the comparison: who won.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string ContestTitle(MacroReport study, Phrasebook words) => words[study.Contest?.AgainstAutoregressive switch
    {
        { Probability: < Significance, Statistic: > 0 } => "macro.contest.better",
        { Probability: < Significance, Statistic: < 0 } => "macro.contest.worse",
        { Probability: not null } => "macro.contest.equal",
        _ => "macro.contest.heading",
    }];

    /// <summary>Title of the tests: how many series may have a unit root.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static string TestsTitle(MacroReport study, Phrasebook words) =>
        words.Say("macro.tests.title", Numbers.Count(study.Tests.Count(static t => t.UnitRoot.Probability > Significance)), Numbers.Count(study.Tests.Count(static t => t.UnitRoot.Probability is not null)));

    /// <summary>A term as a reader knows it: series, transform, lag.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="words">The language.</param>
    public static string Term(string name, Phrasebook words)
    {
        if (name is "constant" or "index" or "market_return" or "volatility_factor")
        {
            return words[$"macro.term.{name}"];
        }

        if (DriverSpecification.Parse(name) is { } driver && name.Contains(':', StringComparison.Ordinal))
        {
            string transform = words[$"macro.transform.{driver.Transform}"];
            return driver.Lag == 0 ? words.Say("macro.term.driver", driver.Series, transform) : words.Say("macro.term.lagged", driver.Series, transform, Numbers.Count(driver.Lag));
        }

        return name;
    }

    /// <summary>An answer in words.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="words">The language.</param>
    public static string Reverse(ReverseStress answer, Phrasebook words) => answer.Status switch
    {
        ReverseStatus.NoSolution when answer is { LeastIndex: { } least, GreatestIndex: { } greatest } => words.Say("macro.reverse.range", Probability(least), Probability(greatest)),
        ReverseStatus.Found when answer.Extrapolates => words["macro.reverse.beyond"],
        var status => words[$"macro.reverse.{status}"],
    };

    /// <summary>The p value of Granger's F with its lags.</summary>
    /// <param name="test">The test; null for none.</param>
    /// <param name="words">The language.</param>
    public static string Granger(GrangerTest? test, Phrasebook words) => test?.FProbability is { } p ? words.Say("macro.granger.p", P(p), Numbers.Count(test.Lags)) : Numbers.Absent;

    /// <summary>The p value of a test of stationarity: beyond its table only a bound is known.</summary>
    /// <param name="test">The test.</param>
    public static string P(KpssTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return test.Probability is not { } p ? Numbers.Absent : !test.ProbabilityIsBound ? P(p) : p > Significance ? ">0.10" : "<0.01";
    }

    /// <summary>A p value: never written as zero.</summary>
    /// <param name="p">The value; null for none.</param>
    public static string P(double? p) => p switch
    {
        null => Numbers.Absent,
        < 1e-4 => "<0.0001",
        { } value => Numbers.Fixed(value, 4),
    };

    /// <summary>A number with so many decimals; absent is a dash.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">Decimals.</param>
    public static string Fixed(double? value, int decimals) => value is { } number ? Numbers.Fixed(number, decimals) : Numbers.Absent;

    /// <summary>A probability in percent; a positive one is never written as zero.</summary>
    /// <param name="value">Decimal; null for none.</param>
    public static string Probability(double? value) => value switch
    {
        null => Numbers.Absent,
        <= 0 => Numbers.Percent(value.Value, 2),
        { } p => Numbers.Probability(Math.Log(p)),
    };
}
