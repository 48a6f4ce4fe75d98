using System.Text;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Hostile;

/// <summary>Addresses and file names that climb out of where they belong give nothing of the machine and put nothing on it.</summary>
public sealed class Paths_that_climb
{
    private const string Canary = "the canary sang at dawn";

    /// <summary>Steps upwards, plain and in every disguise.</summary>
    private static readonly string[] Steps =
    [
        "../", "..\\", "%2e%2e/", "%2e%2e%2f", "..%2f", "..%5c", "%252e%252e%252f", "..%252f", "..;/", "....//", "..././", "%c0%ae%c0%ae/", "..%c0%af", "..%00/", ".%2e/", "%2e./", "..%u2215", "\u2025/", "..%ef%bc%8f", "/..//",
    ];

    private static readonly string[] Targets = ["etc/passwd", "canary.txt", "freeboard.db", "proc/self/environ", "canary.txt%00.csv"];

    public static IEnumerable<string> Payloads =>
        from step in Steps from depth in (int[])[1, 4, 12] from target in Targets select string.Concat(Enumerable.Repeat(step, depth)) + target;

    [Fact]
    public async Task Three_hundred_climbing_paths_at_every_route_with_a_name_in_it_give_nothing_of_the_machine()
    {
        string[] payloads = [.. Payloads, "/etc/passwd", "//etc/passwd", "file:///etc/passwd", "C:\\windows\\win.ini", "~/.ssh/id_rsa", "%2fetc%2fpasswd"];
        Assert.True(payloads.Length >= 300);
        await using Server server = await Server.WithRunAsync();
        string folder = Path.GetDirectoryName(server.Store)!;
        File.WriteAllText(Path.Combine(folder, "canary.txt"), Canary);
        string key = server.Book.MakeKey("administrator", "climb", [Right.Read], TimeSpan.FromDays(1)).Key;
        string session = $"{Web.Access.SessionCookie.Name}={server.Book.BeginSession("administrator", "test")}";
        string[] routes = ["/", "/assets/", "/docs/", "/firms/", "/runs/", "/jobs/", "/validation/", "/api/v1/runs/", "/api/v1/runs/latest/firms/", "/api/v1/jobs/", "/api/v1/"];
        List<string> wrong = [];
        await Parallel.ForEachAsync(from route in routes from payload in payloads select route + payload, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (path, _) =>
        {
            RawRequest request = new("GET", path, path.StartsWith("/api", StringComparison.Ordinal) ? [("Authorization", "Bearer " + key)] : [("Cookie", session)], []);
            (int status, byte[] answer) = await RawRequest.SendAsync(server.Address, request.ToBytes());
            string text = Encoding.Latin1.GetString(answer);
            if (status >= 500 || text.Contains(Canary, StringComparison.Ordinal) || text.Contains("root:x:0", StringComparison.Ordinal) || text.Contains("SQLite format 3", StringComparison.Ordinal) || text.Contains("PATH=", StringComparison.Ordinal))
            {
                lock (wrong)
                {
                    wrong.Add($"{status}: {path}");
                }
            }
        });
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Three_hundred_climbing_names_of_uploaded_files_put_nothing_outside_and_are_read_or_refused()
    {
        await using Server server = await Server.WithRunAsync();
        string folder = Path.GetDirectoryName(server.Store)!;
        string[] before = Around(folder);
        string key = server.Book.MakeKey("administrator", "climb", [Right.Import], TimeSpan.FromDays(1)).Key;
        foreach (string payload in Payloads)
        {
            string name = Uri.UnescapeDataString(payload).Replace("\0", "", StringComparison.Ordinal);
            foreach (string disguise in payload == name ? (string[])[name] : [name, payload])
            {
                byte[] body = Encoding.UTF8.GetBytes($"--xx\r\nContent-Disposition: form-data; name=\"dryRun\"\r\n\r\ntrue\r\n--xx\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{disguise.Replace("\"", "", StringComparison.Ordinal)}\"\r\n\r\ndate,tenor_years,rate\n2024-01-02,1,0.02\n\r\n--xx--\r\n");
                (int status, _) = await RawRequest.SendAsync(server.Address, new RawRequest("POST", "/api/v1/imports", [("Authorization", "Bearer " + key), ("Content-Type", "multipart/form-data; boundary=xx")], body).ToBytes());
                Assert.True(status is >= 200 and < 500 or 503, $"{status}: {disguise}");
            }
        }

        // Jobs hold their files in folders of their own, which go when they end.
        foreach (Web.Jobs.JobView job in server.Board.List())
        {
            await server.DoneAsync(job.Id);
        }

        Assert.Equal(before, Around(folder));
    }

    /// <summary>What lies beside the store and above it, but for other tests' own folders.</summary>
    private static string[] Around(string folder) =>
    [
        .. Directory.GetFileSystemEntries(folder).Where(static f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        .. Directory.GetFiles(Path.GetTempPath()).Where(static f => Targets.Any(t => f.Contains(Path.GetFileName(t), StringComparison.Ordinal))).Order(StringComparer.Ordinal),
    ];
}
