using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Monitoring;

/// <summary>Digests to an address on the web: a POST of the digest's JSON, tried again where it may help, signed where there is a secret.</summary>
/// <remarks>
/// <para>Headers: <c>Idempotency-Key</c> is the digest's id; <c>X-Freeboard-Timestamp</c> the seconds since 1970 of the attempt; with a secret <c>X-Freeboard-Signature: sha256=HEX</c>, the HMAC-SHA256 of
/// timestamp, a dot, and the body's bytes.</para>
/// <para>Tried again: no answer, no answer in time, 408, 425, 429 and 5xx, after 1, 2, 4 ... seconds or what Retry-After asks for. Redirections are not followed: a POST would become a GET, and the body would go where nobody said.</para>
/// <para>The address may hold a secret of its own and is never written down: the outbox knows it by its host and a hash.</para>
/// </remarks>
public sealed class DigestWebhook : IDigestTarget, IDisposable
{
    private readonly Uri address;
    private readonly byte[]? secret;
    private readonly WebhookOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    /// <summary>Makes the target.</summary>
    /// <param name="address">Address, checked by <see cref="Objection"/>.</param>
    /// <param name="secret">Key of the signature; null for none.</param>
    /// <param name="options">Timeout and attempts; null for <see cref="WebhookOptions.Default"/>.</param>
    /// <param name="time">The clock of waits and timestamps; null for that of the system.</param>
    /// <exception cref="ArgumentException">The address is refused by <see cref="Objection"/>.</exception>
    public DigestWebhook(string address, string? secret = null, WebhookOptions? options = null, TimeProvider? time = null)
    {
        if (Objection(address) is { } objection)
        {
            throw new ArgumentException(objection, nameof(address));
        }

        this.address = new Uri(address);
        this.secret = secret is { Length: > 0 } ? Encoding.UTF8.GetBytes(secret) : null;
        this.options = options ?? WebhookOptions.Default;
        this.time = time ?? TimeProvider.System;
        Key = $"webhook:{this.address.Host}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..12]}";

        // This machine is reached without a proxy; beyond it the environment's proxy counts.
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !this.address.IsLoopback, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <summary>Why an address cannot be a webhook; null when it can.</summary>
    /// <param name="address">The address; it is not repeated, since it may hold a secret.</param>
    public static string? Objection(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return !Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")
            ? "it is no address of the form https://host/path"
            : uri.UserInfo.Length > 0 ? "it carries a user or password before its host; give the secret as FREEBOARD_WEBHOOK_SECRET"
            : uri.Scheme == "http" && !uri.IsLoopback ? "it is not encrypted; write https://, http:// only for this machine"
            : null;
    }

    /// <inheritdoc/>
    public async Task<DeliveryReceipt> DeliverAsync(MonitorDigest digest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(digest);
        byte[] body = Encoding.UTF8.GetBytes(MonitorDigestJson.Write(digest));
        double wait = options.FirstWaitSeconds;
        for (int attempt = 1; ; attempt++)
        {
            (DeliveryReceipt receipt, bool again, double? asked) = await TryAsync(digest.Id, body, cancellationToken).ConfigureAwait(false);
            if (receipt.Delivered || !again || attempt >= options.Attempts || asked > options.LongestWaitSeconds)
            {
                return receipt;
            }

            await Task.Delay(TimeSpan.FromSeconds(Math.Max(wait, asked ?? 0)), time, cancellationToken).ConfigureAwait(false);
            wait *= 2;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>The signature of a body sent at a time: what a receiver computes too.</summary>
    /// <param name="secret">The key, UTF-8.</param>
    /// <param name="timestamp">Value of X-Freeboard-Timestamp.</param>
    /// <param name="body">The body's bytes.</param>
    public static string Signature(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(timestamp);
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp + "."), .. body];
        return "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, signed));
    }

    private async Task<(DeliveryReceipt Receipt, bool Again, double? Asked)> TryAsync(string id, byte[] body, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        using HttpRequestMessage request = Request(id, body);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            int status = (int)response.StatusCode;
            bool again = status is 408 or 425 or 429 or >= 500;
            return (new DeliveryReceipt(status is >= 200 and < 300, FormattableString.Invariant($"HTTP {status}{(status is >= 300 and < 400 ? ", redirections are not followed" : "")}")), again, Asked(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new DeliveryReceipt(false, FormattableString.Invariant($"no answer within {options.TimeoutSeconds} seconds")), true, null);
        }
        catch (HttpRequestException exception)
        {
            return (new DeliveryReceipt(false, exception.HttpRequestError == HttpRequestError.Unknown ? "the connection failed" : $"the connection failed: {exception.HttpRequestError}"), true, null);
        }
    }

    private HttpRequestMessage Request(string id, byte[] body)
    {
        string timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        HttpRequestMessage request = new(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Freeboard", RunIdentity.Version));
        request.Headers.Add("Idempotency-Key", id);
        request.Headers.Add("X-Freeboard-Timestamp", timestamp);
        if (secret is not null)
        {
            request.Headers.Add("X-Freeboard-Signature", Signature(secret, timestamp, body));
        }

        return request;
    }

    private double? Asked(RetryConditionHeaderValue? header) =>
        header?.Delta is { } delta ? delta.TotalSeconds : header?.Date is { } date ? Math.Max(0, (date - time.GetUtcNow()).TotalSeconds) : null;
}
