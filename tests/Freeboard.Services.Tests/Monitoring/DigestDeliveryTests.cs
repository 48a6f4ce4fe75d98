using System.Net;
using System.Net.Sockets;
using System.Text;
using Freeboard.Data.Tests.Store;
using Freeboard.Provenance;
using Freeboard.Services.Monitoring;

namespace Freeboard.Services.Tests.Monitoring;

public sealed class DigestDeliveryTests
{
    private const string Secret = "a secret of the test";

    private static readonly WebhookOptions Quick = new() { FirstWaitSeconds = 0, TimeoutSeconds = 2 };

    [Fact]
    public async Task A_digest_that_was_not_taken_stays_due_and_is_delivered_first_next_time()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        using Receiver receiver = new();
        using DigestWebhook webhook = new(receiver.Address, Secret, Quick);
        Step(service, webhook, 0);
        receiver.Answers(503, 503, 503);
        DeliveryOutcome first = await DigestDelivery.DeliverAsync(service, "watch", webhook);
        Assert.Equal((0, 1, "HTTP 503"), (first.Delivered, first.Due, first.Fault));
        Assert.Equal(3, receiver.Requests.Count);

        Step(service, webhook, 1);
        receiver.Answers(503, 200, 200);
        DeliveryOutcome second = await DigestDelivery.DeliverAsync(service, "watch", webhook);
        Assert.Equal((2, 0), (second.Delivered, second.Due));
        Assert.Equal(["watch-2024-01-31-0001", "watch-2024-01-31-0001", "watch-2024-02-29-0002"], receiver.Requests.Skip(3).Select(static r => r.Headers["Idempotency-Key"]));
        Assert.Equal(new OutboxLine(webhook.Key, 2, 0, "HTTP 503"), Assert.Single(service.Outbox("watch")));
        Assert.Equal(0, (await DigestDelivery.DeliverAsync(service, "watch", webhook)).Delivered);
    }

    [Fact]
    public async Task The_signature_is_the_HMAC_of_timestamp_and_body_and_the_body_is_the_digest()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        using Receiver receiver = new();
        using DigestWebhook webhook = new(receiver.Address, Secret, Quick);
        Step(service, webhook, 0);
        receiver.Answers(204);
        Assert.Equal(1, (await DigestDelivery.DeliverAsync(service, "watch", webhook)).Delivered);
        Request request = Assert.Single(receiver.Requests);
        Assert.Equal(MonitorDigestJson.Write(service.Digest("watch")!), request.Body);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Equal(DigestWebhook.Signature(Encoding.UTF8.GetBytes(Secret), request.Headers["X-Freeboard-Timestamp"], Encoding.UTF8.GetBytes(request.Body)), request.Headers["X-Freeboard-Signature"]);

        // What a receiver computes.
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("Jefe"u8, "1.x"u8)),
            DigestWebhook.Signature("Jefe"u8, "1", "x"u8));
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(404, 1)]
    [InlineData(302, 1)]
    [InlineData(429, 3)]
    [InlineData(500, 3)]
    public async Task Only_what_may_pass_is_tried_again(int status, int attempts)
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        using Receiver receiver = new();
        using DigestWebhook webhook = new(receiver.Address, null, Quick);
        Step(service, webhook, 0);
        receiver.Answers(status, status, status, status);
        DeliveryOutcome outcome = await DigestDelivery.DeliverAsync(service, "watch", webhook);
        Assert.Equal((0, 1, attempts), (outcome.Delivered, outcome.Due, receiver.Requests.Count));
        Assert.DoesNotContain("X-Freeboard-Signature", receiver.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task No_answer_and_no_receiver_leave_the_digest_due()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using DigestWebhook mute = new($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/", null, new WebhookOptions { Attempts = 1, TimeoutSeconds = 1 });
        Step(service, mute, 0);
        Assert.Equal("no answer within 1 seconds", (await DigestDelivery.DeliverAsync(service, "watch", mute)).Fault);

        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        silent.Stop();
        using DigestWebhook gone = new($"http://127.0.0.1:{port}/", null, new WebhookOptions { Attempts = 1 });
        Assert.Equal(mute.Key, gone.Key);
        Assert.StartsWith("the connection failed", (await DigestDelivery.DeliverAsync(service, "watch", gone)).Fault, StringComparison.Ordinal);
        Assert.Single(service.Due("watch", gone.Key));
    }

    [Fact]
    public async Task A_folder_gets_each_digest_whole_and_the_same_bytes_again()
    {
        using TemporaryStore place = new();
        using TemporaryFolder folder = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        DigestFolder target = new(folder.Inside("digests"), static (digest, _) => Task.FromResult("<p>" + digest.Id));
        Step(service, target, 0);
        Assert.Equal(1, (await DigestDelivery.DeliverAsync(service, "watch", target)).Delivered);
        string[] files = [.. Directory.GetFiles(folder.Inside("digests")).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        Assert.Equal(["watch-2024-01-31-0001.html", "watch-2024-01-31-0001.json", "watch-2024-01-31-0001.txt"], files);
        string json = Path.Combine(folder.Inside("digests"), files[1]);
        Assert.Equal(MonitorDigestJson.Write(service.Digest("watch")!), await File.ReadAllTextAsync(json));
        DateTime written = File.GetLastWriteTimeUtc(json);
        Assert.True((await target.DeliverAsync(service.Digest("watch")!, CancellationToken.None)).Delivered);
        Assert.Equal(written, File.GetLastWriteTimeUtc(json));

        // A file in the folder's place.
        await File.WriteAllTextAsync(folder.Inside("file"), "x");
        Assert.False((await new DigestFolder(folder.Inside("file")).DeliverAsync(service.Digest("watch")!, CancellationToken.None)).Delivered);
    }

    [Theory]
    [InlineData("https://example.org/x", true)]
    [InlineData("http://127.0.0.1:80/x", true)]
    [InlineData("http://localhost/x", true)]
    [InlineData("http://example.org/x", false)]
    [InlineData("https://user:word@example.org/x", false)]
    [InlineData("ftp://example.org/x", false)]
    [InlineData("example.org", false)]
    public void Addresses_are_encrypted_or_of_this_machine_and_carry_no_password(string address, bool fits)
    {
        Assert.Equal(fits, DigestWebhook.Objection(address) is null);
        Assert.DoesNotContain("word@", DigestWebhook.Objection(address) ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_outbox_never_knows_the_address()
    {
        using DigestWebhook webhook = new("https://hooks.example.org/services/T000/B000/very-secret");
        Assert.DoesNotContain("secret", webhook.Key, StringComparison.Ordinal);
        Assert.StartsWith("webhook:hooks.example.org:", webhook.Key, StringComparison.Ordinal);
    }

    private static void Step(MonitorService service, IDigestTarget target, int month)
    {
        DateOnly[] days = MonitoredMarket.Months(2024, 1);
        MonitorRules rules = MonitorRules.Parse(Encoding.UTF8.GetBytes("""{ "schema": "freeboard-monitor-rules/1", "rules": [ { "id": "near", "kind": "level", "measure": "DDRiskNeutral", "raise": 1, "clear": 1 } ] }"""), "rules.json").Rules!;
        Assessment.AssessmentRow[] rows = [MonitoredMarket.Row($"F{month}", days[month], 1.05, 0.3, 1, 0.02)];
        Assert.True(service.Run(rules, new MonitorInput { Source = "made up", File = new InputFile("made up", "", "rows", 1, 0), Rows = rows }, [target.Key]).Kept);
    }

    private sealed record Request(Dictionary<string, string> Headers, string Body);

    /// <summary>A receiver on the loopback that answers what it is told to.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Queue<int> answers = [];

        public Receiver()
        {
            listener.Start();
            _ = Task.Run(ServeAsync);
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook";

        public List<Request> Requests { get; } = [];

        public void Answers(params ReadOnlySpan<int> statuses)
        {
            lock (answers)
            {
                answers.Clear();
                foreach (int status in statuses)
                {
                    answers.Enqueue(status);
                }
            }
        }

        public void Dispose() => listener.Stop();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await listener.AcceptTcpClientAsync();
                    await using NetworkStream stream = client.GetStream();
                    using StreamReader reader = new(stream, Encoding.UTF8);
                    await reader.ReadLineAsync();
                    Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
                    while (await reader.ReadLineAsync() is { Length: > 0 } line)
                    {
                        headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                    }

                    int length = int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture);
                    StringBuilder body = new();
                    while (Encoding.UTF8.GetByteCount(body.ToString()) < length)
                    {
                        char[] piece = new char[length];
                        int read = await reader.ReadAsync(piece);
                        body.Append(piece, 0, read);
                    }

                    int status;
                    lock (answers)
                    {
                        Requests.Add(new Request(headers, body.ToString()));
                        status = answers.Dequeue();
                    }

                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n{(status == 302 ? "Location: /elsewhere\r\n" : "")}\r\n"));
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped.
            }
        }
    }
}
