using System.CommandLine;
using Freeboard.Services.FirmYears;

namespace Freeboard.Cli;

/// <summary>The panel that several commands read, and its groups.</summary>
internal static class FirmYearsInput
{
    public static Argument<string> File()
    {
        Argument<string> file = new("FILE") { Description = "CSV, or CSV in gzip, with the columns firm_id, year, market_value, current_liabilities, long_term_debt, label and optionally equity_volatility, group; - reads the standard input." };
        CommonOptions.RefuseMistypedOption(file);
        return file;
    }

    /// <summary>The table; null after messages.</summary>
    public static FirmYearTable? Read(Terminal terminal, string path, bool needsLabels, bool ignoreExtra, bool keepGoing, CancellationToken cancellationToken)
    {
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return null;
        }

        FirmYearTable table = FirmYearTable.Read(bytes, path == "-" ? "-" : Path.GetFileName(path), needsLabels, ignoreExtra, cancellationToken);
        CommandLineApplication.PrintErrors(terminal, table.Errors, table.ErrorCount);
        if (table.Rows.Count == 0 || (table.ErrorCount > 0 && !keepGoing))
        {
            terminal.Fail(table.ErrorCount == 0 ? $"{path}: NO-ROWS The table has a header and no row. Add rows." : $"freeboard: {path} was rejected; nothing was written.");
            return null;
        }

        return table;
    }

    /// <summary>The rows of a group, all rows without one; null after a message.</summary>
    public static IReadOnlyList<FirmYear>? Group(Terminal terminal, FirmYearTable table, string option, string? group)
    {
        if (group is null)
        {
            return table.Rows;
        }

        IReadOnlyList<FirmYear> rows = table.InGroup(group);
        if (rows.Count > 0)
        {
            return rows;
        }

        terminal.Fail($"freeboard: {option} {group}: the file has no such group. {(table.Groups.Count == 0 ? "It has no column 'group'." : $"Its groups are {string.Join(", ", table.Groups)}.")}");
        return null;
    }
}
