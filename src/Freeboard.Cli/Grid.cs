using Spectre.Console;

namespace Freeboard.Cli;

/// <summary>The look of every table on a terminal: rules above and below, one space between columns, nothing wrapped, eighty characters wide where it can be.</summary>
internal static class Grid
{
    public static Table Make() => new() { Border = TableBorder.Simple };

    public static TableColumn Left(string header) => Column(header, Justify.Left);

    public static TableColumn Right(string header) => Column(header, Justify.Right);

    private static TableColumn Column(string header, Justify alignment) =>
        new(Markup.Escape(header)) { Alignment = alignment, NoWrap = true, Padding = new Padding(0, 0, 1, 0) };
}
