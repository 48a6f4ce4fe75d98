namespace Freeboard.Services.Runs;

/// <summary>A bundle cannot be made, read or replayed; the message says what is wrong and the cure.</summary>
public sealed class RunBundleException : Exception
{
    /// <summary>A word for the fault, in capitals with hyphens.</summary>
    public string Code { get; } = "BUNDLE";

    /// <summary>Makes the exception without a message.</summary>
    public RunBundleException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the cure.</param>
    public RunBundleException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the cure.</param>
    /// <param name="innerException">The cause.</param>
    public RunBundleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal RunBundleException(string code, string message, Exception? innerException = null)
        : base($"{code} {message}", innerException) => Code = code;
}
