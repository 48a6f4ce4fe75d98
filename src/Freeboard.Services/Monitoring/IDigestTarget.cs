namespace Freeboard.Services.Monitoring;

/// <summary>Where digests go.</summary>
public interface IDigestTarget
{
    /// <summary>What the outbox calls it: stable, and never a secret.</summary>
    string Key { get; }

    /// <summary>Delivers a digest; the same digest twice does no harm.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Whether the target took it, and what it said.</returns>
    Task<DeliveryReceipt> DeliverAsync(MonitorDigest digest, CancellationToken cancellationToken);
}

/// <summary>What became of an attempt to deliver a digest.</summary>
/// <param name="Delivered">Whether the target took it.</param>
/// <param name="Note">What it said: a status, a fault; never a secret.</param>
public sealed record DeliveryReceipt(bool Delivered, string Note);
