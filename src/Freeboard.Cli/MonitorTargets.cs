using Freeboard.Reporting.Report;
using Freeboard.Services.Monitoring;

namespace Freeboard.Cli;

/// <summary>Where digests go: a folder, a webhook, or both.</summary>
internal static class MonitorTargets
{
    private const string AddressVariable = "FREEBOARD_WEBHOOK_URL";
    private const string SecretVariable = "FREEBOARD_WEBHOOK_SECRET";
    private const string SecretFileVariable = "FREEBOARD_WEBHOOK_SECRET_FILE";

    /// <summary>The webhook's address: the option's, else the environment's; null for none.</summary>
    /// <exception cref="SettingException">It cannot be a webhook. The address is not repeated, since it may hold a secret.</exception>
    public static string? AddressOf(string? option)
    {
        string? address = option ?? (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } set ? set : null);
        return address is null || DigestWebhook.Objection(address) is not { } objection
            ? address
            : throw new SettingException(option is null ? AddressVariable : "--webhook", "", $"{objection}.");
    }

    public static List<IDigestTarget> Of(MonitorRequest request) => Of(request.Digest, request.Webhook, request.Language);

    public static List<IDigestTarget> Of(string? folder, string? webhook, string language)
    {
        List<IDigestTarget> targets = [];
        if (folder is not null)
        {
            if (folder.Length == 0 || File.Exists(folder))
            {
                throw new SettingException("--digest", folder, "it is a file; name a folder.");
            }

            targets.Add(new DigestFolder(folder, (digest, token) => HtmlReport.RenderAsync(digest, new ReportOptions { Language = language }, token)));
        }

        if (webhook is not null)
        {
            targets.Add(new DigestWebhook(webhook, Secret()));
        }

        return targets;
    }

    /// <summary>Delivers what is due; true when something is left in the outbox.</summary>
    public static async Task<bool> DeliverAsync(Terminal terminal, MonitorService service, string monitor, IEnumerable<IDigestTarget> targets, CancellationToken cancellationToken)
    {
        bool left = false;
        foreach (IDigestTarget target in targets)
        {
            DeliveryOutcome outcome = await DigestDelivery.DeliverAsync(service, monitor, target, cancellationToken);
            if (outcome.Delivered > 0)
            {
                terminal.Say($"{outcome.Delivered} {(outcome.Delivered == 1 ? "digest" : "digests")} delivered to {outcome.Target}.");
            }

            if (outcome.Due > 0)
            {
                left = true;
                terminal.Fail($"freeboard: {outcome.Target}: DELIVERY-FAILED {outcome.Fault}. {outcome.Due} {(outcome.Due == 1 ? "digest stays" : "digests stay")} in the outbox; the next 'freeboard monitor' or 'freeboard monitor deliver' with the same target tries again.");
            }
        }

        return left;
    }

    public static void Release(IEnumerable<IDigestTarget> targets)
    {
        foreach (IDisposable target in targets.OfType<IDisposable>())
        {
            target.Dispose();
        }
    }

    private static string? Secret()
    {
        if (Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret)
        {
            return secret;
        }

        if (Environment.GetEnvironmentVariable(SecretFileVariable) is not { Length: > 0 } path)
        {
            return null;
        }

        string line = File.Exists(path) ? File.ReadLines(path).FirstOrDefault("").Trim() : "";
        return line.Length > 0 ? line : throw new SettingException(SecretFileVariable, path, "there is no such file, or its first line is empty.");
    }
}
