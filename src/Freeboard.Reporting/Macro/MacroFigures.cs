using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Services.Macro;

namespace Freeboard.Reporting.Macro;

/// <summary>The figures of a study: the index with its fit or its scenarios, and the index through asset values.</summary>
public static class MacroFigures
{
    /// <summary>The index, followed by the scenarios' paths through the regression; without scenarios beside the fitted values.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static LineFigure Index(MacroReport study, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(words);
        DateOnly[] days = [.. study.Points.Select(static p => p.Date).Concat(study.Scenarios.SelectMany(static s => s.Steps.Select(static t => t.Date))).Distinct().Order()];
        Dictionary<DateOnly, double?> index = study.Points.ToDictionary(static p => p.Date, static p => p.Value);

        // Before its scenarios the line ends in the plot, where a label would lie on theirs.
        List<LineSeries> series = [new LineSeries(words["macro.index"], study.Scenarios.Count > 0 ? "" : words["macro.index.end"], LineStyle.Firm, [.. days.Select(d => index.GetValueOrDefault(d))])];
        LineBand? band = null;
        if (study.Scenarios.Count == 0)
        {
            Dictionary<DateOnly, double?> fitted = study.Points.Zip(study.Fitted).ToDictionary(static p => p.First.Date, static p => p.Second);
            series.Add(new LineSeries(words["macro.fitted"], words["macro.fitted.end"], LineStyle.Peer, [.. days.Select(d => fitted.GetValueOrDefault(d))]));
        }
        else
        {
            series.AddRange(study.Scenarios.Select(path => new LineSeries(path.Name, path.Name, LineStyle.Peer, Along(days, study, path, static s => s.Regression.Value))));
            string level = Numbers.Percent(study.Options.Model.Level, 0);
            MacroScenarioPath worst = MacroSentences.Worst(study)!.Value.Path;
            if (worst.Steps.All(static s => s.Regression.Low is not null))
            {
                band = new LineBand(words.Say("macro.band.low", worst.Name, level), words.Say("macro.band.high", worst.Name, level), Along(days, study, worst, static s => s.Regression.Low), Along(days, study, worst, static s => s.Regression.High));
            }
        }

        return new LineFigure { Unit = LineUnit.Share, DateName = words["macro.date"], Dates = [.. days.Select(Numbers.Day)], Series = series, Band = band };
    }

    /// <summary>The index through asset values and volatilities; null where no scenario shocks them.</summary>
    /// <param name="study">The study.</param>
    /// <param name="words">The language.</param>
    public static LineFigure? Assets(MacroReport study, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(words);
        MacroScenarioPath[] paths = [.. study.Scenarios.Where(static p => p.Steps.Any(static s => s.StructuralIndex is not null))];
        if (paths.Length == 0)
        {
            return null;
        }

        // The worst path is the subject, strong; the others are there for comparison.
        MacroScenarioPath[] order = [.. paths.OrderByDescending(static p => p.Steps.Max(static s => s.StructuralIndex ?? 0))];
        DateOnly[] days = [.. paths.SelectMany(static p => p.Steps.Select(static s => s.Date)).Append(study.Last!.Date).Distinct().Order()];
        return new LineFigure
        {
            Unit = LineUnit.Share,
            DateName = words["macro.date"],
            Dates = [.. days.Select(Numbers.Day)],
            Series = [.. order.Select((path, i) => new LineSeries(path.Name, path.Name, i == 0 ? LineStyle.Firm : LineStyle.Peer, Along(days, study, path, static s => s.StructuralIndex)))],
        };
    }

    /// <summary>A scenario's figures on the figure's days; on the last day of the index the index itself, from which every path starts.</summary>
    private static double?[] Along(DateOnly[] days, MacroReport study, MacroScenarioPath path, Func<MacroScenarioStep, double?> figure)
    {
        Dictionary<DateOnly, double?> steps = path.Steps.ToDictionary(static s => s.Date, figure);
        return [.. days.Select(d => d == study.Last!.Date ? study.Last.Value : steps.GetValueOrDefault(d))];
    }
}
