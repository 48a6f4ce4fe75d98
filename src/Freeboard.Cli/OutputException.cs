namespace Freeboard.Cli;

/// <summary>An output cannot be written; the message is <c>path: CODE reason cure</c>.</summary>
internal sealed class OutputException(string message, Exception innerException) : Exception(message, innerException)
{
}
