using System.CommandLine;

namespace Freeboard.Cli;

/// <summary><c>freeboard edf</c>: from distance to probability, fitted, applied and looked at.</summary>
internal static class EdfCommand
{
    public static Command Create(Terminal terminal) => new("edf", "Fit maps from distance to expected default frequency on labelled data, apply them, look at them; forecast a series of EDF.")
    {
        EdfFitCommand.Create(terminal),
        EdfApplyCommand.Create(terminal),
        EdfShowCommand.Create(terminal),
        EdfForecastCommand.Create(terminal),
    };
}
