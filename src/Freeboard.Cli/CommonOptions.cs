using System.CommandLine;

namespace Freeboard.Cli;

/// <summary>Options that several commands share, so that they are spelled and explained once.</summary>
internal static class CommonOptions
{
    public static Option<string> Store() => new("--store")
    {
        Description = "The store: a path or sqlite:PATH for a SQLite file; postgres:Host=...;Database=...;Username=... for PostgreSQL, whose password comes from the environment or a file, never from here.",
        HelpName = "STORE",
        DefaultValueFactory = _ => "freeboard.db",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON to the output." };

    public static Option<bool> IgnoreExtra() => new("--ignore-extra") { Description = "Ignore columns that the schema does not know." };

    public static Option<bool> KeepGoing() => new("--keep-going") { Description = "Set bad rows aside and count them, in place of rejecting the input." };

    /// <summary>Keeps a mistyped option from passing for the name of a file.</summary>
    public static void RefuseMistypedOption(Argument file) => file.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: { Length: > 1 } name }] && name[0] == '-' && !File.Exists(name))
        {
            result.AddError($"Unrecognized option '{name}'.");
        }
    });
}
