namespace Freeboard.Services.Monitoring;

/// <summary>How a webhook is called.</summary>
public sealed record WebhookOptions
{
    /// <summary>The defaults.</summary>
    public static WebhookOptions Default { get; } = new();

    /// <summary>Longest wait for one answer, seconds; in 1 to 300.</summary>
    /// <value>The default value is 10.</value>
    public double TimeoutSeconds
    {
        get;
        init => field = value is >= 1 and <= 300 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 300.");
    } = 10;

    /// <summary>Attempts before the digest is left in the outbox; in 1 to 10.</summary>
    /// <value>The default value is 3.</value>
    public int Attempts
    {
        get;
        init => field = value is >= 1 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 10.");
    } = 3;

    /// <summary>Wait before the second attempt, seconds; doubled before each further one; in 0 to 60.</summary>
    /// <value>The default value is 1.</value>
    public double FirstWaitSeconds
    {
        get;
        init => field = value is >= 0 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 0 to 60.");
    } = 1;

    /// <summary>Longest wait that a Retry-After header may ask for, seconds; in 0 to 3600. One that asks for more leaves the digest in the outbox.</summary>
    /// <value>The default value is 60.</value>
    public double LongestWaitSeconds
    {
        get;
        init => field = value is >= 0 and <= 3600 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 0 to 3600.");
    } = 60;
}
