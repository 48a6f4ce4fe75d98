using System.CommandLine;
using Freeboard.Services.Edf;

namespace Freeboard.Cli;

/// <summary>A map file named on the command line.</summary>
internal static class EdfMapOption
{
    public static Option<string> Required() => new("--map") { Description = "Map written by 'edf fit --save'.", HelpName = "MAP", Required = true };

    /// <summary>Reads the map; null after a message.</summary>
    public static EdfMapFile? Read(Terminal terminal, string path)
    {
        EdfMapFileResult result = EdfMapFile.Load(path);
        if (result.Error is { } error)
        {
            terminal.Fail(error.ToString());
        }

        return result.File;
    }
}
