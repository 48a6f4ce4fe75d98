namespace Freeboard.Cli;

/// <summary>Reads the table of an equity command whole: its hash goes with what is made of it.</summary>
internal static class EquityFile
{
    /// <summary>The bytes of a file or of the standard input; null after a message.</summary>
    public static byte[]? Read(Terminal terminal, string path)
    {
        if (path == "-")
        {
            using MemoryStream bytes = new();
            terminal.In.CopyTo(bytes);
            return bytes.ToArray();
        }

        if (!File.Exists(path))
        {
            terminal.Fail($"{path}: FILE-NOT-FOUND There is no such file. Give the path of a file, or - to read the standard input.");
            return null;
        }

        return File.ReadAllBytes(path);
    }
}
