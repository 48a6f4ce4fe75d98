namespace Freeboard.Services.Doctor;

/// <summary>What is looked at.</summary>
public sealed record DoctorOptions
{
    /// <summary>Address of the store; it need not be there.</summary>
    public required string Store { get; init; }

    /// <summary>The clock that is looked at.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Free bytes of a disk below which there is a warning; positive.</summary>
    /// <value>The default is 1 GiB.</value>
    public long LeastFreeBytes
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = 1L << 30;
}
