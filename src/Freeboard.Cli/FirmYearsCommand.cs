using System.CommandLine;

namespace Freeboard.Cli;

/// <summary><c>freeboard firm-years</c>: labelled panels without daily prices.</summary>
internal static class FirmYearsCommand
{
    public static Command Create(Terminal terminal) => new("firm-years", "Panels of one row a firm and year: distances without daily prices, and which policy tells failures best.")
    {
        FirmYearsDistancesCommand.Create(terminal),
        FirmYearsCompareCommand.Create(terminal),
    };
}
