using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Bayes;

/// <summary>What the tables of this folder share: reading rows of known columns, counts, numbers as text.</summary>
internal static class BayesRows
{
    /// <summary>Reads rows; with an error in the header there are none.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <param name="optional">Columns that may be; null for any.</param>
    /// <param name="ignoreExtraColumns">Whether others are passed over.</param>
    /// <param name="read">What is done with a row.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static void Read(ReadOnlySpan<byte> bytes, InputErrors errors, string[] required, string[]? optional, bool ignoreExtraColumns, Action<InputTable> read, CancellationToken cancellationToken)
    {
        if (errors.Decode(bytes) is not { } text)
        {
            return;
        }

        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, string.Join(',', required));
        table?.CheckColumns(required, optional is null ? null : [.. required, .. optional], ignoreExtraColumns, $"The columns are {string.Join(',', required)}; their case matters");
        bool usable = table is not null && errors.Count == 0;
        while (usable && table!.Read(cancellationToken))
        {
            if (table.IsWhole)
            {
                read(table);
            }
        }
    }

    /// <summary>A count; null, and an error, where the cell holds none.</summary>
    public static int? Count(InputTable table, string column)
    {
        double? number = table.Number(column);
        if (number is null || (number == Math.Floor(number.Value) && number is >= 0 and <= int.MaxValue))
        {
            return (int?)number;
        }

        table.Fail(column, "NOT-A-COUNT", $"'{table.Text(column)}' is no count", "Write a whole number that is not negative");
        return null;
    }

    /// <summary>A probability strictly between 0 and 1; null, and an error, where the cell holds none.</summary>
    public static double? Probability(InputTable table, string column)
    {
        double? number = table.Number(column);
        if (number is null or (> 0 and < 1))
        {
            return number;
        }

        table.Fail(column, "EDF-OUT-OF-RANGE", $"'{table.Text(column)}' does not lie between 0 and 1", "Write a decimal: 2 % is 0.02");
        return null;
    }

    /// <summary>Whether a part is no larger than its whole; else an error.</summary>
    public static bool IsPart(InputTable table, string column, int part, int whole)
    {
        if (part <= whole)
        {
            return true;
        }

        table.Fail(column, "MORE-DEFAULTS-THAN-FIRMS", $"{part} of {whole}", "Count the firms that could have defaulted, or could have shown the signal");
        return false;
    }

    /// <summary>A number as text; empty where there is none.</summary>
    public static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";

    /// <summary>A count as text.</summary>
    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
