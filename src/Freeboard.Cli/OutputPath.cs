using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>What a path of an output may be.</summary>
internal static class OutputPath
{
    /// <summary>Whether a path names a device: a file moved onto one takes its place, and as root /dev/null would be gone for every program.</summary>
    public static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>Checks where a model is to be kept, before any work.</summary>
    /// <param name="option">The option.</param>
    /// <param name="path">Its value; null for none.</param>
    /// <param name="inputs">Files of the command, read or written, that it must not take the place of.</param>
    /// <exception cref="SettingException">It is a folder, a device, or another file of the command.</exception>
    public static void CheckModel(string option, string? path, params ReadOnlySpan<string?> inputs)
    {
        if (path is null)
        {
            return;
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new SettingException(option, path, "it is a folder; name a file in it.");
        }

        if (IsDevice(path))
        {
            throw new SettingException(option, path, "it is a device; name a file, or leave the option out.");
        }

        foreach (string? input in inputs)
        {
            if (input is { Length: > 0 } and not "-" && Path.GetFullPath(input) == Path.GetFullPath(path))
            {
                throw new SettingException(option, path, "it is another file of this command; name one of its own.");
            }
        }
    }

    /// <summary>Writes a model.</summary>
    /// <exception cref="OutputException">The folder is missing, or may not be written to.</exception>
    public static void Write(string path, Action<string> write)
    {
        try
        {
            write(path);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw new OutputException($"{path}: SAVE-CANNOT-WRITE {FileFault.ReasonOf(exception)} Make the folder, or name another file with --save; nothing was written.", exception);
        }
    }
}
