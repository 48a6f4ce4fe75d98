namespace Freeboard.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The input was rejected; nothing was written.</summary>
    public const int DataRejected = 3;

    /// <summary>Results were written, but some rows were set aside or have no answer.</summary>
    public const int Partial = 4;

    /// <summary>The same command may work later (the store is busy).</summary>
    public const int RetryLater = 75;

    /// <summary>Interrupted from the keyboard.</summary>
    public const int Interrupted = 130;
}
