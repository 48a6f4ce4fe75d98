namespace Freeboard.Data.Store;

/// <summary>The store cannot do what was asked: a path, a file or a version that does not fit. Says what to do about it.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">Stable word for the fault (STORE-FOLDER-MISSING ...).</param>
    /// <param name="reason">What was found.</param>
    /// <param name="cure">What to do about it.</param>
    /// <param name="innerException">The fault below, if any.</param>
    public StoreException(string code, string reason, string cure, Exception? innerException = null)
        : base($"{code} {reason}. {cure}.", innerException)
    {
        Code = code;
        Cure = cure;
    }

    /// <summary>Stable word for the fault.</summary>
    public string Code { get; }

    /// <summary>What to do about it.</summary>
    public string Cure { get; }

    /// <summary>Whether the same call may succeed later: another writer holds the store or was faster, or its server does not answer.</summary>
    public bool MayRetry => Code is "STORE-BUSY" or "STORE-UNREACHABLE" or "MONITOR-MOVED-ON";
}
