namespace Freeboard.Services.Grid;

/// <summary>A plan cannot be made, read or carried out; the message says what is wrong and the cure.</summary>
public sealed class GridException : Exception
{
    /// <summary>A word for the fault, in capitals with hyphens.</summary>
    public string Code { get; } = "GRID";

    /// <summary>Makes the exception without a message.</summary>
    public GridException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the cure.</param>
    public GridException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the cure.</param>
    /// <param name="innerException">The cause.</param>
    public GridException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal GridException(string code, string message, Exception? innerException = null)
        : base($"{code} {message}", innerException) => Code = code;
}
