namespace Freeboard.Services.Monitoring;

/// <summary>Takes what is due from the outbox to its target, oldest first, and writes down every attempt.</summary>
public static class DigestDelivery
{
    /// <summary>Delivers all that is due; stops at the first digest that the target does not take, so that none overtakes another.</summary>
    /// <param name="service">The monitors.</param>
    /// <param name="monitor">Name of the monitor.</param>
    /// <param name="target">The target.</param>
    /// <param name="cancellationToken">Stops the delivery; what was not taken stays due.</param>
    /// <exception cref="Runs.RunArchiveException">The store cannot be read or written.</exception>
    public static async Task<DeliveryOutcome> DeliverAsync(MonitorService service, string monitor, IDigestTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(target);
        IReadOnlyList<MonitorDigest> due = service.Due(monitor, target.Key);
        int delivered = 0;
        foreach (MonitorDigest digest in due)
        {
            DeliveryReceipt receipt = await target.DeliverAsync(digest, cancellationToken).ConfigureAwait(false);
            service.Record(monitor, target.Key, digest.Step, receipt.Delivered, receipt.Note);
            if (!receipt.Delivered)
            {
                return new DeliveryOutcome(target.Key, delivered, due.Count - delivered, receipt.Note);
            }

            delivered++;
        }

        return new DeliveryOutcome(target.Key, delivered, 0, "");
    }
}

/// <summary>What became of the digests that were due at a target.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="Delivered">Digests that it took.</param>
/// <param name="Due">Digests that are still due.</param>
/// <param name="Fault">What the target said when it refused; empty when it took all.</param>
public sealed record DeliveryOutcome(string Target, int Delivered, int Due, string Fault);
