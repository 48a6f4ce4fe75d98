using System.Globalization;
using Freeboard.Data.Tests.Import.Sources;
using Freeboard.Data.Tests.Kill;
using Freeboard.Data.Tests.Speed;

namespace Freeboard.Data.Tests;

/// <summary>Test processes of their own: the writer that the tests kill, the long loop of kills, and the measurement of speed.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["victim", { } address, { } first]:
                KillVictim.Run(address, int.Parse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
                return 0;
            case ["kill-loop", { } kind, { } kills]:
                return KillLoop.Run(kind, int.Parse(kills, CultureInfo.InvariantCulture));
            case ["kill-loop", { } kind, { } kills, { } start]:
                return KillLoop.Run(kind, int.Parse(kills, CultureInfo.InvariantCulture), int.Parse(start, CultureInfo.InvariantCulture));
            case ["speed", { } kind, { } rows]:
                StoreSpeed.Run(kind, int.Parse(rows, CultureInfo.InvariantCulture));
                return 0;
            case ["speed-files", { } kind, { } rows]:
                StoreSpeed.RunFiles(kind, int.Parse(rows, CultureInfo.InvariantCulture));
                return 0;
            case ["mutate", { } family, { } from, { } count]:
                Console.Out.WriteLine(MutatedFilesTests.Run(family, int.Parse(from, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), MutatedFilesTests.LongSeed));
                return 0;
            case ["slips"]:
                foreach (string line in UnprovenSlips.Find())
                {
                    Console.Out.WriteLine(line);
                }

                return 0;
            default:
                Console.Error.WriteLine("kill-loop sqlite|postgres KILLS [FIRST]; speed|speed-files sqlite|postgres ROWS; mutate FAMILY FROM COUNT; slips; otherwise run these tests with dotnet test.");
                return 2;
        }
    }
}
