namespace Freeboard.Services.Tables;

/// <summary>Lets go of writers that may still hold text for a stream that takes no more.</summary>
internal static class Abandoned
{
    /// <summary>Disposes; what could not be written was reported when it was written, or is thrown away with its file.</summary>
    public static void Dispose(IDisposable writer)
    {
        try
        {
            writer.Dispose();
        }
        catch (Exception exception) when (exception is IOException || FileFault.IsTooLarge(exception))
        {
            // The first failure was thrown where it happened; this is the same disk once more.
        }
    }
}
