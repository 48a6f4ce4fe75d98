using System.Globalization;
using Freeboard.Services.Tests.Assess.Stored;
using Freeboard.Services.Tests.Runs;

namespace Freeboard.Services.Tests;

/// <summary>Test processes of their own: the assessments and exports that the tests kill, the long loops of kills, and the measurement of a large market.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["assess-victim", { } address, { } method]:
                AssessVictim.Run(address, method);
                return 0;
            case ["assess-kill-loop", { } kind, { } kills]:
                return AssessKillLoop.Run(kind, int.Parse(kills, CultureInfo.InvariantCulture));
            case ["export-victim", { } address, { } folder]:
                ExportVictim.Run(address, folder);
                return 0;
            case ["export-kill-loop", { } kind, { } kills]:
                return ExportKillLoop.Run(kind, int.Parse(kills, CultureInfo.InvariantCulture));
            case ["assess-speed", { } address, { } firms, { } days, { } method, .. string[] output]:
                AssessSpeed.Run(address, int.Parse(firms, CultureInfo.InvariantCulture), int.Parse(days, CultureInfo.InvariantCulture), method, output.Length > 0 ? output[0] : null);
                return 0;
            default:
                Console.Error.WriteLine("assess-kill-loop|export-kill-loop sqlite|postgres KILLS; assess-speed STORE FIRMS DAYS two-equation|kmv [OUTPUT]; otherwise run these tests with dotnet test.");
                return 2;
        }
    }
}
