using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>The table of a portfolio: <c>obligor,ead,lgd,pd</c> (or <c>edf</c>), <c>rho</c> or <c>loading_1..loading_k</c>, and the columns of single models.</summary>
/// <remarks>Columns that no model knows are passed over, and a note names them. A default probability of 0 or 1 stands.</remarks>
public sealed class PortfolioTable
{
    /// <summary>No bank's money; products of four amounts, which granularity adjustments take, are finite below it.</summary>
    private const double LargestTotal = 1e60;

    private const string LoadingPrefix = "loading_";
    private const string SectorPrefix = "sector_";

    private readonly InputErrors errors;
    private readonly PortfolioColumns columns;
    private readonly List<string> ids = [];
    private readonly List<string> ratings = [];
    private readonly List<double> exposures = [];
    private readonly List<double> lossesGivenDefault = [];
    private readonly List<double> probabilities = [];
    private readonly List<double> loadings = [];
    private readonly List<double> weights = [];
    private readonly Dictionary<string, List<double>> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private string[] loadingColumns = [];
    private string[] sectorColumns = [];
    private string probabilityColumn = "pd";

    private PortfolioTable(InputErrors errors, PortfolioColumns columns)
    {
        this.errors = errors;
        this.columns = columns;
    }

    /// <summary>Reads a portfolio.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="columns">Which columns the model wants beside the common ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PortfolioReadResult Read(ReadOnlySpan<byte> bytes, string name, PortfolioColumns? columns = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        PortfolioTable self = new(errors, columns ?? PortfolioColumns.Default);
        PortfolioInput? input = errors.Decode(bytes) is { } text ? self.Read(text, cancellationToken) : null;
        return new PortfolioReadResult(errors.Count == 0 ? input : null, errors.Listed, errors.Count);
    }

    private PortfolioInput? Read(string text, CancellationToken cancellationToken)
    {
        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, columns.FirstLine);
        if (table is null)
        {
            return null;
        }

        QualityNote? note = ReadHeader(table);
        bool usable = errors.Count == 0;
        while (usable && table.Read(cancellationToken))
        {
            if (table.IsWhole)
            {
                ReadRow(table);
            }
        }

        if (errors.Count == 0 && !(exposures.Sum() <= LargestTotal))
        {
            errors.Add(0, "ead", "EXPOSURE-TOO-LARGE", string.Create(CultureInfo.InvariantCulture, $"The exposures add up to more than {LargestTotal:0E0}"), "Write amounts in a larger unit of money: squares and products of such amounts overflow");
        }

        if (errors.Count == 0 && ids.Count > 0 && exposures.TrueForAll(static exposure => exposure == 0))
        {
            errors.Add(0, "ead", "NO-LOSS", "No obligor has an exposure", "Fill the column: without an exposure nothing can be lost by any model");
        }

        return errors.Count > 0 || ids.Count == 0 ? null : new PortfolioInput
        {
            Lines = [.. ids.Select(id => lines[id])],
            Portfolio = CreditPortfolio.Create(ids, [.. exposures], [.. lossesGivenDefault], [.. probabilities], [.. loadings], loadingColumns.Length),
            Ratings = table.Has("rating") ? ratings : null,
            Sectors = [.. sectorColumns.Select(column => column[SectorPrefix.Length..])],
            SectorWeights = [.. weights],
            Numbers = numbers.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal),
            Words = words.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal),
            ProbabilityColumn = probabilityColumn,
            HasProbabilities = table.Has(probabilityColumn),
            Notes = note is null ? [] : [note],
        };
    }

    private QualityNote? ReadHeader(InputTable table)
    {
        probabilityColumn = !table.Has("pd") && table.Has("edf") ? "edf" : "pd";
        if (table.Has("pd") && table.Has("edf"))
        {
            errors.Add(1, "edf", "COLUMNS-CONTRADICT", "There are both a column 'pd' and a column 'edf'", "Keep the one that the portfolio is to be judged by");
        }

        ReadLoadingColumns(table);
        sectorColumns = [.. table.Header.Where(column => column.StartsWith(SectorPrefix, StringComparison.Ordinal) && column.Length > SectorPrefix.Length)];
        string[] required = ["obligor", "ead", "lgd", .. columns.NeedsProbability ? [probabilityColumn] : Array.Empty<string>(), .. columns.NeedsRating ? ["rating"] : Array.Empty<string>(), .. columns.RequiredNumbers];
        table.CheckColumns(required, null, ignoreExtra: true, $"The columns are {columns.FirstLine}{(columns.NeedsProbability ? ", or edf for pd" : "")}{(columns.NeedsLoadings ? ", and loading_1,loading_2,... for rho" : "")}");
        foreach (string column in columns.RequiredNumbers.Concat(columns.OptionalNumbers).Where(table.Has).Distinct(StringComparer.Ordinal))
        {
            numbers[column] = [];
        }

        foreach (string column in columns.OptionalWords.Where(table.Has).Distinct(StringComparer.Ordinal))
        {
            words[column] = [];
        }

        // A column that only another model uses is no slip; one that no model knows may be.
        string[] known = ["obligor", "ead", "lgd", "pd", "edf", "rho", "rating", .. PortfolioColumns.NumbersOfAnyModel, .. PortfolioColumns.WordsOfAnyModel, .. numbers.Keys, .. loadingColumns, .. sectorColumns];
        string[] unknown = [.. table.Header.Except(known, StringComparer.Ordinal)];
        return unknown.Length == 0
            ? null
            : new QualityNote("COLUMNS-PASSED-OVER", "", unknown.Length, $"{unknown.Length} {(unknown.Length == 1 ? "column was" : "columns were")} passed over: {string.Join(", ", unknown)}.");
    }

    private void ReadLoadingColumns(InputTable table)
    {
        string[] named = [.. table.Header.Where(column => column.StartsWith(LoadingPrefix, StringComparison.Ordinal))];
        loadingColumns = [.. Enumerable.Range(1, named.Length).Select(f => string.Create(CultureInfo.InvariantCulture, $"{LoadingPrefix}{f}"))];
        foreach (string column in loadingColumns.Except(named, StringComparer.Ordinal))
        {
            errors.Add(1, column, "COLUMN-MISSING", $"There are {named.Length} columns of loadings and no '{column}' among them", "Number them from loading_1 without gaps");
        }

        if (table.Has("rho"))
        {
            if (named.Length > 0)
            {
                errors.Add(1, "rho", "COLUMNS-CONTRADICT", "There are both a column 'rho' and columns of loadings", "Keep one: rho is the squared loading on one factor");
            }

            loadingColumns = ["rho"];
        }
        else if (named.Length == 0 && columns.NeedsLoadings)
        {
            errors.Add(1, "rho", "COLUMN-MISSING", "There is no column 'rho' and none 'loading_1'", $"Add the asset correlation, or loadings; the columns are {columns.FirstLine}");
        }
    }

    private void ReadRow(InputTable table)
    {
        int before = errors.Count;
        string id = table.Text("obligor");
        if (id.Length == 0)
        {
            table.Fail("obligor", "VALUE-MISSING", "The cell is empty", "Name the obligor");
        }
        else if (!lines.TryAdd(id, table.Line))
        {
            table.Fail("obligor", "OBLIGOR-TWICE", string.Create(CultureInfo.InvariantCulture, $"'{id}' stands in line {lines[id]} too"), "Loans to one obligor default together: add them up in one row");
        }

        double ead = table.Number("ead") ?? 0;
        double lgd = table.Number("lgd") ?? 0;
        double pd = table.Has(probabilityColumn) ? table.Number(probabilityColumn) ?? 0 : 0;
        double[] own = [.. loadingColumns.Select(column => Loading(table, column))];
        double[] shares = [.. sectorColumns.Select(column => table.Number(column) ?? 0)];
        Dictionary<string, double> more = numbers.Keys.ToDictionary(column => column, column => table.Number(column) ?? 0, StringComparer.Ordinal);
        if (errors.Count > before)
        {
            return;
        }

        switch (CreditPortfolio.Check(ead, lgd, pd, own))
        {
            case ObligorStatus.ExposureOutOfRange:
                table.Fail("ead", "EXPOSURE-NEGATIVE", $"'{table.Text("ead")}' is below zero", "Write the exposure at default as an amount that is not negative");
                return;
            case ObligorStatus.LossGivenDefaultOutOfRange:
                table.Fail("lgd", "LGD-OUT-OF-RANGE", $"'{table.Text("lgd")}' does not lie from 0 to 1", "Write a decimal: 45 % is 0.45");
                return;
            case ObligorStatus.ProbabilityOutOfRange:
                table.Fail(probabilityColumn, "PD-OUT-OF-RANGE", $"'{table.Text(probabilityColumn)}' does not lie from 0 to 1", "Write a decimal: 2 % is 0.02");
                return;
            case ObligorStatus.LoadingsTooLong:
                table.Fail(loadingColumns[0], "LOADINGS-TOO-LONG", string.Create(CultureInfo.InvariantCulture, $"The squared loadings add up to {own.Sum(a => a * a):0.######}"), "Their sum is the share of the asset variance that the factors carry: keep it below 1");
                return;
            default:
                break;
        }

        ids.Add(id);
        ratings.Add(table.Text("rating"));
        exposures.Add(ead);
        lossesGivenDefault.Add(lgd);
        probabilities.Add(pd);
        loadings.AddRange(own);
        weights.AddRange(shares);
        foreach ((string column, List<string> texts) in words)
        {
            texts.Add(table.Text(column));
        }

        foreach ((string column, double number) in more)
        {
            numbers[column].Add(number);
        }
    }

    private static double Loading(InputTable table, string column)
    {
        double? number = table.Number(column);
        if (number is null || column != "rho")
        {
            return number ?? 0;
        }

        if (number is >= 0 and < 1)
        {
            return Math.Sqrt(number.Value);
        }

        table.Fail("rho", "CORRELATION-OUT-OF-RANGE", $"'{table.Text("rho")}' does not lie from 0 to below 1", "Write the asset correlation, the squared loading, as a decimal: 0.2");
        return 0;
    }
}
