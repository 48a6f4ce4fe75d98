using System.Globalization;
using System.Net;
using System.Text;
using Freeboard.Numerics;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Hostile;

/// <summary>Spoilt requests to every call of the API and to pages with forms: an answer with a status each time, never 500, and the server as well as before.</summary>
public sealed class Mutated_requests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly string[] Words =
    [
        "", "0", "-1", "1e999", "NaN", "Infinity", "99999999999999999999999", "null", "true", "[]", "{}", "\"", "'", "%00", "%", "%zz", "../../etc/passwd", "..%2f..%2fetc%2fpasswd",
        "' OR 1=1 --", "\"; DROP TABLE runs; --", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u0000", "\u202e", "证券", "\ud83d\ude00", "2024-02-30", "0001-01-01", "9999-12-31", "latest", "*/*;q=x", "bytes=0-",
        new string('A', 5000), "\r\nX-Injected: 1", "${jndi:ldap://x}", "{{7*7}}", "1;2;3", "\t", " ", "W/\"x\"",
    ];

    [Fact]
    public async Task Two_thousand_spoilt_requests_are_each_answered_and_none_by_an_error_of_the_server() => await RunAsync(2_000, 20261122);

    [Fact]
    [Trait("Length", "Long")]
    public async Task A_hundred_thousand_spoilt_requests_are_each_answered_and_none_by_an_error_of_the_server() => await RunAsync(100_000, 20261123);

    private async Task RunAsync(int requests, int seed)
    {
        await using Server server = await Server.WithRunAsync(static options => options with { CallsPerMinute = 10_000_000 });
        string key = server.Book.MakeKey("administrator", "spoilt", [Right.Read, Right.Assess, Right.Import], TimeSpan.FromDays(1)).Key;
        string session = $"{Web.Access.SessionCookie.Name}={server.Book.BeginSession("administrator", "test")}";
        RawRequest[] bases = [.. Bases(key, session)];
        SortedDictionary<int, int> statuses = [];
        List<string> wrong = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            // Every request has a stream of its own, so that one can be sent again by its number.
            PhiloxStream random = new((ulong)seed, (uint)number);
            byte[] bytes = Spoil(bases[random.NextIndex(bases.Length)], random);
            (int status, byte[] answer) = await RawRequest.SendAsync(server.Address, bytes);
            lock (statuses)
            {
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                if (status is >= 500 and not 503 and not 505 || (status is 0 && answer.Length > 0))
                {
                    wrong.Add(FormattableString.Invariant($"{number}: {status} to {Encoding.UTF8.GetString(bytes)[..Math.Min(300, bytes.Length)]}"));
                }
            }
        });

        output.WriteLine(FormattableString.Invariant($"{requests:#,0} spoilt requests of {bases.Length} kinds, seed {seed}: {string.Join(", ", statuses.Select(static s => FormattableString.Invariant($"{s.Value:#,0} x {(s.Key == 0 ? "no answer" : s.Key.ToString(CultureInfo.InvariantCulture))}")))}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
        Assert.True(statuses.GetValueOrDefault(0) < requests / 50, $"{statuses.GetValueOrDefault(0)} requests had no answer");
        Assert.True(statuses.GetValueOrDefault(200) > requests / 10 && statuses.GetValueOrDefault(400) > 0);

        // The server answers as before, and the log of what was done holds together.
        using HttpClient well = server.WithKey(key);
        Assert.Equal(HttpStatusCode.OK, (await well.GetAsync("/api/v1/runs/latest")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await well.GetAsync("/health/ready")).StatusCode);
        Assert.Null(server.Book.FirstBreak());
    }

    private static IEnumerable<RawRequest> Bases(string key, string session)
    {
        (string, string)[] bearer = [("Authorization", "Bearer " + key), ("Accept", "application/json")];
        foreach (string path in (string[])
        [
            "/api/v1/openapi.json", "/api/v1/runs?limit=5", "/api/v1/runs/latest", "/api/v1/runs/latest/firms?limit=3", "/api/v1/runs/latest/firms/SY0001", "/api/v1/runs/latest/rows?firm=SY0001&from=2023-01-01&to=2024-01-31&limit=10",
            "/api/v1/runs/latest/rows?format=csv", "/api/v1/runs/latest/firms/SY0001/explanation?from=2023-06-30&to=2023-12-29", "/api/v1/imports?limit=5", "/api/v1/imports/1", "/api/v1/jobs?limit=2", "/api/v1/jobs/none",
        ])
        {
            yield return new RawRequest("GET", path, bearer, []);
        }

        yield return new RawRequest("GET", "/api/v1/runs/latest", [.. bearer, ("If-None-Match", "\"x\"")], []);
        yield return new RawRequest("DELETE", "/api/v1/imports/77", [.. bearer, ("If-Match", "\"x\"")], []);
        yield return new RawRequest("DELETE", "/api/v1/jobs/none", bearer, []);
        yield return new RawRequest("POST", "/api/v1/solve", [.. bearer, ("Content-Type", "application/json")], Encoding.UTF8.GetBytes("{\"rows\":[{\"id\":\"a\",\"e\":3,\"sigmaE\":0.8,\"d\":10,\"r\":0.05,\"t\":1},{\"e\":5,\"sigmaE\":0.4,\"d\":10,\"r\":0.02,\"t\":2}]}"));
        yield return new RawRequest("POST", "/api/v1/solve", [("Authorization", "Bearer " + key), ("Accept", "text/csv"), ("Content-Type", "text/csv")], Encoding.UTF8.GetBytes("id,E,sigmaE,D,r,T\na,3,0.8,10,0.05,1\n"));
        yield return new RawRequest("POST", "/api/v1/assessments", [.. bearer, ("Content-Type", "application/json"), ("Idempotency-Key", "k")], Encoding.UTF8.GetBytes("{\"dates\":\"latest\",\"horizonYears\":0}"));
        yield return new RawRequest("POST", "/api/v1/imports", [.. bearer, ("Content-Type", "multipart/form-data; boundary=xx")], Encoding.UTF8.GetBytes("--xx\r\nContent-Disposition: form-data; name=\"dryRun\"\r\n\r\ntrue\r\n--xx\r\nContent-Disposition: form-data; name=\"files\"; filename=\"rates.csv\"\r\nContent-Type: text/csv\r\n\r\ndate,tenor_years,rate\n2024-01-02,1,0.02\n\r\n--xx--\r\n"));
        (string, string)[] cookie = [("Cookie", session), ("Sec-Fetch-Site", "same-origin")];
        foreach (string path in (string[])
        [
            "/", "/firms?sort=dd&page=2", "/firms/SY0001?from=2023-06-30&to=2023-12-29", "/firms/SY0001/what-if?E=3&sigmaE=0.8&D=10&r=0.05&T=1", "/screener?industry=x&min=1&order=edf", "/screener/rows?format=xlsx", "/watchlists", "/compare?firms=SY0001,SY0002",
            "/validation", "/replication?verdict=Reproduced", "/quality?year=2023", "/docs/assess", "/docs?E=3&sigmaE=0.8&D=10&r=0.05&T=1", "/settings?lang=zh-CN&theme=dark", "/runs/latest", "/imports", "/jobs/none", "/log?before=3", "/sign-in?next=/firms",
        ])
        {
            yield return new RawRequest("GET", path, cookie, []);
        }

        yield return new RawRequest("POST", "/watchlists", [.. cookie, ("Content-Type", "application/x-www-form-urlencoded")], Encoding.UTF8.GetBytes("name=mine&firms=SY0001%0ASY0002"));
        yield return new RawRequest("POST", "/watchlists/delete", [.. cookie, ("Content-Type", "application/x-www-form-urlencoded")], Encoding.UTF8.GetBytes("name=mine"));
        yield return new RawRequest("POST", "/users", [.. cookie, ("Content-Type", "application/x-www-form-urlencoded")], Encoding.UTF8.GetBytes("name=nobody&role=viewer&password=short"));
        yield return new RawRequest("POST", "/validation", [.. cookie, ("Content-Type", "multipart/form-data; boundary=xx")], Encoding.UTF8.GetBytes("--xx\r\nContent-Disposition: form-data; name=\"labels\"; filename=\"labels.csv\"\r\n\r\nfirm,date,event\nSY0001,2023-05-05,st\n\r\n--xx--\r\n"));
    }

    private static byte[] Spoil(RawRequest request, PhiloxStream random)
    {
        for (int i = 1 + random.NextIndex(3); i > 0; i--)
        {
            string word = Words[random.NextIndex(Words.Length)];
            request = random.NextIndex(9) switch
            {
                0 => request with { Method = ((string[])["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get", "M-SEARCH"])[random.NextIndex(10)] },
                1 => request with { Path = Replace(request.Path, ['/', '?', '&', '='], Escaped(word, random), random) },
                2 => request with { Path = request.Path + (request.Path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + ((string[])["limit", "from", "to", "firm", "format", "run", "lang", "theme", "cursor", "after", "page"])[random.NextIndex(11)] + "=" + Escaped(word, random) },
                3 => request with { Headers = [.. request.Headers.Where((_, n) => n != random.NextIndex(request.Headers.Count)), (((string[])["Accept", "Accept-Language", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "Cookie", "Range", "X-Forwarded-For", "Origin"])[random.NextIndex(10)], Escaped(word, random))] },
                4 => request with { Body = Cut(request.Body, random) },
                5 => request with { Body = Flip(request.Body, random) },
                6 => request with { Body = Encoding.UTF8.GetBytes(Replace(Encoding.UTF8.GetString(request.Body), [':', ',', '"', '=', '&', '\n', '{', '['], word, random)) },
                7 => request with { Body = [.. request.Body, .. Encoding.UTF8.GetBytes(word), .. request.Body] },
                _ => request with { Body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(random.NextIndex(2) == 0 ? "[" : "{\"a\":", 1 + random.NextIndex(2999)))) },
            };
        }

        byte[] bytes = request.ToBytes();
        return random.NextIndex(10) == 0 ? Flip(bytes, random) : bytes;
    }

    private static string Escaped(string word, PhiloxStream random) => random.NextIndex(3) == 0 ? word.Replace("\r\n", "", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal) : Uri.EscapeDataString(word);

    /// <summary>Puts a word in the place of what stands between two separators.</summary>
    private static string Replace(string text, char[] separators, string word, PhiloxStream random)
    {
        if (text.Length == 0)
        {
            return word;
        }

        int from = text.IndexOfAny(separators, random.NextIndex(text.Length));
        int to = from < 0 ? -1 : text.IndexOfAny(separators, from + 1);
        return from < 0 ? text + word : text[..(from + 1)] + word + (to < 0 ? "" : text[to..]);
    }

    private static byte[] Cut(byte[] bytes, PhiloxStream random) => bytes.Length == 0 ? bytes : bytes[..random.NextIndex(bytes.Length)];

    private static byte[] Flip(byte[] bytes, PhiloxStream random)
    {
        byte[] changed = [.. bytes];
        for (int i = 1 + random.NextIndex(5); i > 0 && changed.Length > 0; i--)
        {
            changed[random.NextIndex(changed.Length)] = (byte)random.NextIndex(256);
        }

        return changed;
    }
}
