using System.CommandLine;
using Freeboard.Services.Migration;

namespace Freeboard.Cli;

/// <summary><c>freeboard migration</c>: how grades, EDF bands and ageing buckets change.</summary>
internal static class MigrationCommand
{
    public static Command Create(Terminal terminal) => new("migration", "Transition matrices of ratings, EDF bands and ageing buckets: fit them, project them, roll rates.")
    {
        MigrationFitCommand.Create(terminal),
        MigrationProjectCommand.Create(terminal),
        TableCommand.Create(
            terminal,
            "migration",
            "roll",
            "Roll rates of balances by ageing bucket: how much stands in the next bucket a period later.",
            "date and a column a bucket, from current to the worst",
            [],
            (bytes, name, _, _, cancellationToken) => RollTable.Of(bytes, name, cancellationToken)),
    };
}
