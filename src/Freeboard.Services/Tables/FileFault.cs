namespace Freeboard.Services.Tables;

/// <summary>What the runtime throws when a file cannot be read or written, for those who turn it into a message.</summary>
public static class FileFault
{
    /// <summary>Whether an exception is the file system's: no room, no right, a device that fails, a file grown larger than the system or a limit of the process allows.</summary>
    /// <remarks>The last of these (EFBIG) comes as an <see cref="ArgumentOutOfRangeException"/> out of any write, flush or dispose of a stream.</remarks>
    /// <param name="exception">The exception.</param>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException or InvalidDataException || IsTooLarge(exception);

    /// <summary>What it says, in a line.</summary>
    /// <param name="exception">The exception.</param>
    public static string ReasonOf(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return IsTooLarge(exception) ? "The file has grown larger than the file system or a limit of this process allows." : WithoutPath(exception.Message);
    }

    /// <summary>The runtime puts after the system's words the path it was at work on, which is often that of a file beside the one that was named.</summary>
    private static string WithoutPath(string message)
    {
        int path = message.LastIndexOf(" : '", StringComparison.Ordinal);
        return (path > 0 ? message[..path] : message).TrimEnd('.') + ".";
    }

    internal static bool IsTooLarge(Exception exception) => exception is ArgumentOutOfRangeException { ParamName: "value", Source: "System.Private.CoreLib" };
}
