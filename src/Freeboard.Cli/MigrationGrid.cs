using System.Globalization;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Migration;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary>Transitions for people: the matrix in percent, what it rests on, and what to know about it.</summary>
internal static class MigrationGrid
{
    private const string Dash = "-";

    public static void Write(Terminal terminal, MigrationReport report)
    {
        IAnsiConsole console = terminal.Tables();
        MigrationEstimate estimate = report.Estimate;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{MigrationWords.Of(estimate.Method)} estimate, {report.Ends.Count - 1} periods of {report.PeriodYears * 12:0} months from {report.Ends[0]:yyyy-MM-dd} to {report.Ends[^1]:yyyy-MM-dd}, {estimate.Entities} obligors at risk: {estimate.Status}."));
        Table table = Grid.Make();
        table.AddColumn(Grid.Left("from"));
        foreach (string state in estimate.States)
        {
            table.AddColumn(Grid.Right(state));
        }

        table.AddColumn(Grid.Right(estimate.Method == MigrationMethod.Cohort ? "n" : "years"));
        foreach (TransitionRow row in estimate.Rows)
        {
            table.AddRow([Markup.Escape(estimate.States[row.State]), .. Enumerable.Range(0, estimate.States.Count).Select(j => Percent(estimate.Cell(row.State, j).Probability)), row.Exposure.ToString("#,0.#", CultureInfo.InvariantCulture)]);
        }

        table.Caption = new TableTitle("Percent within a period. --json or a pipe gives every cell with its interval.");
        console.Write(table);
        if (report.Homogeneity is { Status: HomogeneityStatus.Tested } test)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"homogeneity over periods: likelihood ratio {test.LikelihoodRatio:0.00} on {test.DegreesOfFreedom} degrees of freedom, p {test.Probability:0.0000}"));
        }

        if (report.Embedding is { } embedding)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"generator: {embedding.Status}{(embedding.Distance is { } distance ? $" ({MigrationWords.Of(embedding.Method)}, exp(G) misses by {distance:0.0e0})" : "")}"));
        }

        Notes(console, report.Provenance);
    }

    public static void Write(Terminal terminal, Projection projection)
    {
        IAnsiConsole console = terminal.Tables();
        IReadOnlyList<string> states = projection.Matrix.States;
        int? target = projection.Matrix.DefaultState;
        Table table = Grid.Make();
        table.AddColumn(Grid.Left(projection.Amounts is not null || target is null ? "state" : "from"));
        if (projection.Amounts is not null)
        {
            table.AddColumn(Grid.Right("today"));
        }

        foreach (ProjectionHorizon horizon in projection.Horizons)
        {
            table.AddColumn(Grid.Right(string.Create(CultureInfo.InvariantCulture, $"{horizon.Years:0.##} y")));
        }

        for (int i = 0; i < states.Count; i++)
        {
            int state = i;
            table.AddRow(projection.Amounts is { } today
                ? [Markup.Escape(states[i]), Amount(today[i]), .. projection.Horizons.Select(horizon => Amount(horizon.Amounts![state]))]
                : [Markup.Escape(states[i]), .. projection.Horizons.Select(horizon => Percent(horizon.Matrix[state, target ?? state]))]);
        }

        table.Caption = new TableTitle(projection.Amounts is not null ? "Amounts by state." : target is null ? "Percent still or again in the state." : $"Percent in {states[target.Value]} by then.");
        console.Write(table);
        Notes(console, projection.Provenance);
    }

    private static void Notes(IAnsiConsole console, RunProvenance provenance)
    {
        foreach (QualityNote note in provenance.Notes)
        {
            console.WriteLine($"{note.Code}: {note.Text}");
        }
    }

    private static string Percent(double? share) => share is { } value ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture) : Dash;

    private static string Amount(double amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture);
}
