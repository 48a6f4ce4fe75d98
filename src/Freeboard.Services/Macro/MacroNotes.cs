using System.Globalization;
using Freeboard.Macro;
using Freeboard.Provenance;

namespace Freeboard.Services.Macro;

/// <summary>What a reader of a study must know before its figures are believed.</summary>
internal static class MacroNotes
{
    private const double Level = 0.05;
    private const double LeastDurbinWatson = 1.5;
    private const int FewPerCoefficient = 10;
    private const int LeastPeriodsPerLag = 4;

    /// <summary>Firms whose rows lack what the channel through assets needs; null when none does.</summary>
    public static QualityNote? AssetChannel(IReadOnlyList<MacroBaseFirm> firms)
    {
        string[] without = [.. firms.Where(static f => f.Firm is null).Select(static f => f.Row.Firm)];
        return without.Length == 0
            ? null
            : new QualityNote("ASSET-CHANNEL-MISSING", without[0], without.Length, string.Create(CultureInfo.InvariantCulture, $"{without.Length} of {firms.Count} firms have no asset value, volatility, default point, rate or horizon on the last day ({string.Join(", ", without.Take(5))}{(without.Length > 5 ? ", ..." : "")}): an index without them would not be the index, so the channel through assets gives none; the other firms' own figures stand."));
    }

    public static IReadOnlyList<QualityNote> Of(MacroReport report)
    {
        List<QualityNote> notes = [];
        MacroFit fit = report.Fit;
        if (report.Options.Timing == MacroTiming.SamePeriod)
        {
            notes.Add(new QualityNote("SAME-PERIOD", "", report.Drivers.Count, "Drivers are of the period itself in their last revision: the fit explains, and the comparison out of sample is given figures that no forecast could have known."));
        }

        string[] rooted = [.. report.Tests.Where(static t => t.UnitRoot is { Status: MacroStatus.Estimated, Probability: > Level } && t.Stationarity is { Status: MacroStatus.Estimated } k && k.Statistic > k.CriticalFivePercent).Select(static t => t.Name)];
        if (rooted.Length > 0)
        {
            notes.Add(new QualityNote("UNIT-ROOT", "", rooted.Length, $"A unit root is not refused and stationarity is, both at 5 %: {string.Join(", ", rooted)}. Among such series t values can be large without any relation; take growth, differences, or the index's own lags."));
        }

        if (fit.DurbinWatson < LeastDurbinWatson)
        {
            notes.Add(new QualityNote("RESIDUALS-AUTOCORRELATED", "", fit.Rows.Count, string.Create(CultureInfo.InvariantCulture, $"Durbin-Watson is {fit.DurbinWatson:0.00}: classical errors are too small, the HAC errors beside them are the ones to read, and a lag of the index may belong into the regression.")));
        }

        if (fit.Regression is { } regression && regression.Observations < FewPerCoefficient * (regression.Observations - regression.DegreesOfFreedom!.Value))
        {
            notes.Add(new QualityNote("FEW-PERIODS", "", regression.Observations, string.Create(CultureInfo.InvariantCulture, $"{regression.Observations} periods for {regression.Observations - regression.DegreesOfFreedom.Value} coefficients: fewer than ten each.")));
        }

        if (fit.Regression is { } wide && fit.HacLag > wide.Observations / LeastPeriodsPerLag)
        {
            notes.Add(new QualityNote("HAC-BANDWIDTH-WIDE", "", fit.HacLag!.Value, string.Create(CultureInfo.InvariantCulture, $"The HAC errors take {fit.HacLag} lags of {wide.Observations} periods, more than a quarter: they are too small.")));
        }

        if (report.LagChoice is { Tried: > 1 } choice)
        {
            notes.Add(new QualityNote("LAGS-SEARCHED", "", choice.Tried, string.Create(CultureInfo.InvariantCulture, $"Lags were chosen among {choice.Tried} combinations on {choice.Observations} periods; the errors and p values do not know of the search. The comparison out of sample chooses its own, once, on the periods before its first forecast.")));
        }

        int without = report.Points.Count(static p => p.Value is null);
        if (without > 0)
        {
            notes.Add(new QualityNote("INDEX-MISSING", "", without, string.Create(CultureInfo.InvariantCulture, $"{without} of {report.Points.Count} periods have too few firms for an index and are left out.")));
        }

        return notes;
    }
}
