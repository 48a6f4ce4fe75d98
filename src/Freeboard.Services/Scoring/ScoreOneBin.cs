using System.Globalization;
using Freeboard.Scoring;

namespace Freeboard.Services.Scoring;

/// <summary>Why a variable has one bin, or bins of one bad rate.</summary>
internal static class ScoreOneBin
{
    /// <summary>The cause, in one clause.</summary>
    internal static string CauseOf(ScoreColumn column, bool[] isBad, ScoreFitOptions options)
    {
        string[] special = options.Special.TryGetValue(column.Name, out IReadOnlyList<string>? codes) ? [.. codes] : [];
        double[] numbers = [.. special.Where(static c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out _)).Select(static c => double.Parse(c, NumberStyles.Float, CultureInfo.InvariantCulture))];
        int[] rows = [.. Enumerable.Range(0, column.Count).Where(i => column.IsNumeric ? !double.IsNaN(column[i].Number) && !numbers.Contains(column[i].Number) : column[i].Level is { } level && !special.Contains(level))];
        int values = rows.Select(i => column[i]).Distinct().Count();
        if (values < 2)
        {
            return values == 0 ? "no row of the fit has a value" : "it has one value in the rows of the fit";
        }

        if (!column.IsNumeric)
        {
            return options.GroupLevels ? "no grouping of its levels leaves bad and good rows and the least share of rows in each group, or all have one bad rate" : "all its levels lie in one group, or all groups have one bad rate";
        }

        if (options.Breaks.Breaks.ContainsKey(column.Name))
        {
            return "its rows lie in one bin of --breaks, or all its bins have one bad rate";
        }

        string share = options.Binning.LeastShare.ToString("R", CultureInfo.InvariantCulture);
        return options.Binning.Method switch
        {
            BinningMethod.OptimalMonotone => $"no cut leaves bad and good rows on both sides, at least {share} of the rows each{Knows(column, rows, isBad)}",
            BinningMethod.Tree or BinningMethod.ChiMerge => $"no cut tells bad from good significantly with at least {share} of the rows on both sides",
            _ => "its rows lie in one interval, or all intervals have one bad rate",
        };
    }

    /// <summary>Says so where one cut tells bad from good without error.</summary>
    private static string Knows(ScoreColumn column, int[] rows, bool[] isBad)
    {
        double[] bad = [.. rows.Where(i => isBad[i]).Select(i => column[i].Number)];
        double[] good = [.. rows.Where(i => !isBad[i]).Select(i => column[i].Number)];
        return bad.Length > 0 && good.Length > 0 && (bad.Min() > good.Max() || bad.Max() < good.Min())
            ? string.Create(CultureInfo.InvariantCulture, $"; every value of a bad row is {(bad.Min() > good.Max() ? "above" : "below")} every value of a good row, so that it knows the outcome")
            : "";
    }
}
