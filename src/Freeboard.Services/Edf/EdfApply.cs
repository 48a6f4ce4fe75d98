using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Equity;
using Freeboard.Services.FirmYears;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Edf;

/// <summary>Applies a map to rows with distances, or to firm-years under the policy that the map was fitted with.</summary>
public static class EdfApply
{
    private static readonly string[] Keys = ["id", "firm", "date"];

    private static readonly HashSet<string> TextColumns = new(["id", "firm", "date", "firm_id", "year", "group", "edfMap"], StringComparer.Ordinal);

    /// <summary>Applies a map to a table with a column of distances, named as the map's distance or <c>distance</c>.</summary>
    /// <param name="bytes">CSV with a header; id, firm and date are carried over, other columns are not.</param>
    /// <param name="name">Name in errors.</param>
    /// <param name="file">The map.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static EdfApplyOutcome ToRows(ReadOnlyMemory<byte> bytes, string name, EdfMapFile file, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        string column = EdfWords.Of(file.Map.Distance);
        string[] keys = [];
        NumberTable table = NumberTable.Read(bytes.Span, name, header =>
        {
            column = header.Has(column) ? column : "distance";
            if (!header.Has(column))
            {
                header.Add(1, column, "MISSING-COLUMN", $"There is no column '{EdfWords.Of(file.Map.Distance)}' (nor 'distance')", "The map was fitted on that distance: give it");
            }

            keys = [.. Keys.Where(header.Has)];
            return ([column], [column], keys);
        }, cancellationToken);
        if (table.HeaderIsWrong || (table.ErrorCount > 0 && !keepGoing))
        {
            return new EdfApplyOutcome { Errors = table.Errors, ErrorCount = table.ErrorCount };
        }

        string mapName = file.Name;
        List<string[]> rows = new(table.Rows);
        int without = 0;
        for (int i = 0; i < table.Rows; i++)
        {
            double distance = table.Numbers(column)[i];
            without += double.IsNaN(distance) ? 1 : 0;
            rows.Add([.. keys.Select(key => table.Text(key, i)), .. CellsOf(file.Map, distance), mapName]);
        }

        return new EdfApplyOutcome { Columns = [.. keys, .. ValueColumns(column), "edfMap"], Rows = rows, WithoutValue = without, Errors = table.Errors, ErrorCount = table.ErrorCount };
    }

    /// <summary>Applies a map to firm-years.</summary>
    /// <param name="table">The firm-years; labels are not needed.</param>
    /// <param name="file">The map; one that was fitted on firm-years.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static EdfApplyOutcome ToFirmYears(FirmYearTable table, EdfMapFile file, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(file);
        if (table.Rows.Count == 0 || (table.ErrorCount > 0 && !keepGoing))
        {
            return new EdfApplyOutcome { Errors = table.Errors, ErrorCount = table.ErrorCount };
        }

        if (PolicyOf(file, out string fault) is not { } policy)
        {
            return new EdfApplyOutcome { Errors = [new RowError(table.Name, 0, "", "MAP-NOT-OF-FIRM-YEARS", $"The map {file.Name} cannot score firm-years: {fault}", "Fit one with 'freeboard edf fit --firm-years FILE --save MAP'")], ErrorCount = 1 };
        }

        string mapName = file.Name;
        bool grouped = table.Groups.Count > 0;
        FirmYearFeatures features = FirmYearFeatures.Of(table.Rows, policy, cancellationToken);
        return new EdfApplyOutcome
        {
            Columns = ["firm_id", "year", .. grouped ? (string[])["group"] : [], .. ValueColumns(EdfWords.Of(file.Map.Distance)), "edfMap"],
            Rows = [.. features.Rows.Select(r => (string[])
            [
                r.Row.Firm, r.Row.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), .. grouped ? (string[])[r.Row.Group] : [], .. CellsOf(file.Map, r.Distance ?? double.NaN), mapName,
            ])],
            WithoutValue = features.Rows.Count(static r => r.Distance is null),
            Notes = features.Notes,
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
        };
    }

    /// <summary>The policy that a map's firm-years were given their distances with; null when it has none.</summary>
    /// <param name="file">The map.</param>
    /// <param name="fault">Why there is none, in a clause.</param>
    public static FirmYearPolicy? PolicyOf(EdfMapFile file, out string fault)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.VolatilityPolicy is not { } text)
        {
            fault = "it was fitted on distances, not on firm-years, and has no volatility policy";
            return null;
        }

        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(text);
        return FirmYearPolicy.TryRead(document.RootElement, out FirmYearPolicy? policy, out fault) ? policy : null;
    }

    /// <summary>Writes rows as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="outcome">The rows.</param>
    public static void WriteCsv(TextWriter writer, EdfApplyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        CsvText.Write(writer, outcome.Columns, outcome.Rows);
    }

    /// <summary>Writes rows as a JSON array.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="outcome">The rows.</param>
    public static void WriteJson(Stream output, EdfApplyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        JsonRows.Write(output, outcome.Columns, TextColumns, outcome.Rows);
    }

    internal static string[] CellsOf(EdfMap map, double distance)
    {
        EdfBand? band = map.Band(distance);
        return [EdfTable.Number(distance), EdfTable.Number(map.LnEdf(distance)), EdfTable.Number(map.Edf(distance)), EdfTable.Number(band?.Lower), EdfTable.Number(band?.Upper)];
    }

    private static string[] ValueColumns(string distance) => [distance, "lnEDF", "EDF", "EDFLower", "EDFUpper"];
}
