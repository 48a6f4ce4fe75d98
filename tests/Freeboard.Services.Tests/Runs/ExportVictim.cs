using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Runs;

/// <summary>Exports the two runs of a store by turns, as a bundle and as rows with their sidecar, over what stands there. Somebody kills it.</summary>
internal static class ExportVictim
{
    public const string Bundle = "run.zip";
    public const string Rows = "rows.csv";

    /// <summary>Exports without end.</summary>
    public static void Run(string address, string folder)
    {
        Console.Out.WriteLine("ready");
        Console.Out.Flush();
        for (int turn = 0; ; turn++)
        {
            Export(address, folder, turn % 2);
            Console.Out.WriteLine(turn.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }
    }

    /// <summary>Exports the first or the second run.</summary>
    public static void Export(string address, string folder, int number)
    {
        using RunArchive archive = RunArchive.Open(address);
        string id = archive.List().Select(static run => run.RunId).Order(StringComparer.Ordinal).ElementAt(number);
        AssessmentRun run = archive.FindWithoutRows(id)!;
        RunBundle.Write(run, archive.RowsByFirm(id), Path.Combine(folder, Bundle), null, []);
        using AssessedTable table = AssessedTable.ToFile(Path.Combine(folder, Rows), RowFormat.Csv);
        table.Begin(run.Provenance);
        foreach (IReadOnlyList<AssessmentRow> rows in archive.RowsByFirm(id))
        {
            table.Accept(rows, null);
        }

        table.End();
        table.File!.Publish();
    }
}
