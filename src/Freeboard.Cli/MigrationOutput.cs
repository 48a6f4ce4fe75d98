using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>What the commands of migration share.</summary>
internal static class MigrationOutput
{
    /// <summary>Where a matrix is saved: a CSV file of its own.</summary>
    /// <exception cref="SettingException">The path is a folder, a device or the input.</exception>
    public static RowOutput Matrix(Terminal terminal, string path, string? input)
    {
        if (path.Length == 0 || Directory.Exists(path) || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new SettingException("--save", path, "it is a folder or a device; name a file.");
        }

        return input is not null and not "-" && Path.GetFullPath(input) == Path.GetFullPath(path)
            ? throw new SettingException("--save", path, "it is the input of this command; name another file.")
            : new RowOutput(terminal, path, RowFormat.Csv, false);
    }

    public static string NameOf(string path) => path == "-" ? path : Path.GetFileName(path);

    /// <summary>Reads numbers between commas.</summary>
    /// <exception cref="SettingException">One is no number, or out of range.</exception>
    public static double[] Numbers(string option, string text, Func<double, bool> fits, string wanted) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && fits(value)
            ? value
            : throw new SettingException(option, text, $"give {wanted}, with commas between them."))];
}
