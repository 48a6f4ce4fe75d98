using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;
using Freeboard.Web.Jobs;

namespace Freeboard.Web.Tests.Api;

public sealed class Jobs_and_imports
{
    [Fact]
    public async Task An_upload_becomes_a_run_and_its_progress_is_told_until_it_ends()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess, Right.Import);
        using HttpResponseMessage accepted = await key.PostAsync("/api/v1/imports", Market(("assess", "true")));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        string job = accepted.Headers.Location!.OriginalString;

        string[] events = [.. (await key.GetStringAsync(job + "/events")).Split('\n').Where(static l => l.StartsWith("data: ", StringComparison.Ordinal)).Select(static l => l[6..])];
        using JsonDocument last = JsonDocument.Parse(events[^1]);
        Assert.True(last.RootElement.GetProperty("finished").GetBoolean());
        Assert.Equal("Succeeded", last.RootElement.GetProperty("state").GetString());
        using JsonDocument done = JsonDocument.Parse(await key.GetStringAsync(job));
        Assert.Equal(1, done.RootElement.GetProperty("report").GetProperty("importId").GetInt32());
        Assert.Equal(HttpStatusCode.OK, (await key.GetAsync("/api/v1/runs/" + done.RootElement.GetProperty("runId").GetString())).StatusCode);
    }

    [Fact]
    public async Task The_same_request_twice_under_one_key_is_one_job_also_after_a_restart_of_the_book()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpResponseMessage first = await AssessAsync(key, "{\"dates\":\"latest\"}", "night-1");
        await server.DoneAsync(first.Headers.Location!.OriginalString.Split('/')[^1]);
        using HttpResponseMessage second = await AssessAsync(key, "{\"dates\":\"latest\"}", "night-1");
        Assert.Equal((HttpStatusCode.Accepted, first.Headers.Location), (second.StatusCode, second.Headers.Location));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        using JsonDocument asked = JsonDocument.Parse(await first.Content.ReadAsStringAsync());
        using JsonDocument again = JsonDocument.Parse(await second.Content.ReadAsStringAsync());
        Assert.Equal(asked.RootElement.GetProperty("id").GetString(), again.RootElement.GetProperty("id").GetString());

        // The job as it is now: who asks again wants to know what became of it.
        Assert.True(again.RootElement.GetProperty("finished").GetBoolean());
        Assert.Single(server.Board.List());

        using HttpResponseMessage other = await AssessAsync(key, "{\"dates\":\"weekly\"}", "night-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        using HttpResponseMessage another = await AssessAsync(key, "{\"dates\":\"latest\"}", "night-2");
        Assert.NotEqual(first.Headers.Location, another.Headers.Location);
        using AccessBook anew = new(server.Store, TimeProvider.System);
        Assert.NotNull(anew.FindReply("administrator", "night-1"));
    }

    [Fact]
    public async Task Settings_out_of_range_are_named()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient key = server.WithKey(Right.Assess);
        foreach (string body in new[] { "{\"dates\":\"hourly\"}", "{\"horizonYears\":0}", "{\"horizonYears\":101}" })
        {
            using HttpResponseMessage response = await AssessAsync(key, body, null);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            Assert.Contains("SETTING", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using HttpResponseMessage malformed = await AssessAsync(key, "{\"dates\":", null);
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
    }

    [Fact]
    public async Task A_job_that_waits_is_called_off_and_the_one_before_it_is_not()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using ManualResetEventSlim gate = new();
        Job before = server.Board.Start("assess", "administrator", job => { gate.Wait(job.Token); return JobState.Succeeded; })!;
        using HttpClient key = server.WithKey(Right.Read, Right.Assess, Right.Import);
        using HttpResponseMessage waiting = await key.PostAsync("/api/v1/samples", null);
        string address = waiting.Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.Accepted, (await key.DeleteAsync(address)).StatusCode);
        Assert.Equal(JobState.Cancelled, (await server.DoneAsync(address.Split('/')[^1])).State);
        Assert.False(before.Now.View.Finished);
        gate.Set();
        Assert.Equal(JobState.Succeeded, (await server.DoneAsync(before.Id)).State);

        // Somebody else's job is called off by an administrator, not by another analyst.
        Job owned = server.Board.Start("assess", "analyst", job => { job.Token.WaitHandle.WaitOne(); job.Token.ThrowIfCancellationRequested(); return JobState.Succeeded; })!;
        server.Book.Add("other", Role.Analyst, "hash", "administrator");
        using HttpClient other = server.WithKey(server.Book.MakeKey("other", "k", [Right.Assess], TimeSpan.FromDays(1)).Key);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.DeleteAsync("/api/v1/jobs/" + owned.Id)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await key.DeleteAsync("/api/v1/jobs/" + owned.Id)).StatusCode);
        Assert.Equal(JobState.Cancelled, (await server.DoneAsync(owned.Id)).State);
    }

    [Fact]
    public async Task A_job_that_breaks_is_said_to_have_failed_and_the_next_one_runs()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        Job broken = server.Board.Start("assess", "analyst", static _ => throw new InvalidOperationException("a bug"))!;
        JobView view = await server.DoneAsync(broken.Id);
        Assert.Equal((JobState.Failed, "UNEXPECTED"), (view.State, view.Code));
        Assert.DoesNotContain("a bug", view.Text, StringComparison.Ordinal);
        Assert.Equal(JobState.Succeeded, (await server.DoneAsync(server.Board.Start("assess", "analyst", static _ => JobState.Succeeded)!.Id)).State);
    }

    [Fact]
    public async Task An_import_is_undone_only_as_it_was_read_and_only_once()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient key = server.WithKey(Right.Read);
        using HttpClient manager = server.WithKey(Right.Import);
        using HttpResponseMessage read = await key.GetAsync("/api/v1/imports/1");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await UndoAsync(manager, "\"0123\"")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await UndoAsync(manager, read.Headers.ETag!.Tag)).StatusCode);

        // Conditions count only where the request would do something without them (RFC 9110, 13.2.1): this one would not.
        Assert.Equal(HttpStatusCode.Conflict, (await UndoAsync(manager, read.Headers.ETag!.Tag)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await UndoAsync(manager, null)).StatusCode);
        Assert.Contains(server.Book.Lines(null, 5), static l => l is { Action: "import.undo", Subject: "1", Actor: "administrator" });
    }

    [Fact]
    public async Task Uploads_are_limited_in_bytes_and_files_and_leave_nothing_behind()
    {
        await using Server server = await Server.EmptyAsync(static o => o with { MaximumUploadBytes = 1 << 20, MaximumUploadFiles = 3 });
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Import);
        using MultipartFormDataContent large = new() { { new ByteArrayContent(new byte[3 << 19]), "files", "large.csv" } };
        using HttpResponseMessage tooLarge = await key.PostAsync("/api/v1/imports", large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);

        using MultipartFormDataContent many = [];
        for (int i = 0; i < 4; i++)
        {
            many.Add(new StringContent("x"), "files", FormattableString.Invariant($"{i}.csv"));
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await key.PostAsync("/api/v1/imports", many)).StatusCode);
        using MultipartFormDataContent twins = new() { { new StringContent("x"), "files", "a.csv" }, { new StringContent("y"), "files", "b/A.csv" } };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await key.PostAsync("/api/v1/imports", twins)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await key.PostAsync("/api/v1/imports", new MultipartFormDataContent { { new StringContent("true"), "assess" } })).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await key.PostAsync("/api/v1/imports", new StringContent("x", Encoding.UTF8, "text/csv"))).StatusCode);
        Assert.Empty(server.Board.List());
    }

    [Fact]
    public async Task What_an_upload_unpacks_to_is_limited_before_anything_begins()
    {
        await using Server server = await Server.EmptyAsync(static o => o with { MaximumUnpackedBytes = 8 << 20, MaximumArchiveEntries = 50 });
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Import);
        byte[] zeros = new byte[1 << 20];
        using MemoryStream many = new();
        using (ZipArchive archive = new(many, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i < 51; i++)
            {
                archive.CreateEntry(FormattableString.Invariant($"{i}.csv"));
            }
        }

        using MemoryStream bomb = new();
        using (ZipArchive archive = new(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("prices.csv").Open();
            for (int i = 0; i < 64; i++)
            {
                entry.Write(zeros);
            }
        }

        // One that says it is small: the stated size in the directory is made 1.
        byte[] liar = bomb.ToArray();
        for (int i = 0; i + 46 < liar.Length; i++)
        {
            if (liar[i] == 'P' && liar[i + 1] == 'K' && liar[i + 2] == 1 && liar[i + 3] == 2)
            {
                BitConverter.TryWriteBytes(liar.AsSpan(i + 24), 1);
            }
        }

        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int i = 0; i < 64; i++)
            {
                gzip.Write(zeros);
            }
        }

        foreach ((string name, byte[] bytes) in new[] { ("many.zip", many.ToArray()), ("bomb.zip", bomb.ToArray()), ("liar.zip", liar), ("bomb.csv.gz", packed.ToArray()) })
        {
            long began = Stopwatch.GetTimestamp();
            using MultipartFormDataContent form = new() { { new ByteArrayContent(bytes), "files", name } };
            using HttpResponseMessage answer = await key.PostAsync("/api/v1/imports", form);
            Assert.True(answer.StatusCode == HttpStatusCode.RequestEntityTooLarge || (name == "liar.zip" && answer.StatusCode == HttpStatusCode.Accepted), $"{name}: {answer.StatusCode}");
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10), name);
            if (answer.StatusCode == HttpStatusCode.Accepted)
            {
                // The reader of archives stops at the stated size, so that a liar unpacks to what it says and is broken.
                Assert.Equal(JobState.Rejected, (await server.DoneAsync(answer.Headers.Location!.OriginalString.Split('/')[^1])).State);
            }
        }
    }

    [Fact]
    public async Task A_listener_whose_key_is_withdrawn_hears_no_more()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        (string secret, AccessKey kept) = server.Book.MakeKey("administrator", "listener", [Right.Read], TimeSpan.FromDays(1));
        Job job = server.Board.Start("assess", "administrator", static job => { job.Token.WaitHandle.WaitOne(); return JobState.Cancelled; })!;
        using HttpClient key = server.WithKey(secret);
        using HttpResponseMessage open = await key.GetAsync($"/api/v1/jobs/{job.Id}/events", HttpCompletionOption.ResponseHeadersRead);
        Task<string> heard = open.Content.ReadAsStringAsync();
        await Task.Delay(500);
        Assert.False(heard.IsCompleted);
        Assert.True(server.Book.RevokeKey(kept.KeyId, null, "administrator"));
        Assert.DoesNotContain("\"finished\":true", await heard.WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
        Assert.False(job.Now.View.Finished);
        job.Cancel();
    }

    [Theory]
    [InlineData("prices.csv", "prices.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\market\\prices.csv", "prices.csv")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData(".hidden", "hidden")]
    [InlineData("a\u0000b\u001b[31m.csv", "ab[31m.csv")]
    [InlineData("行情.csv", "行情.csv")]
    public void An_uploaded_file_keeps_its_name_and_never_a_path(string sent, string kept) => Assert.Equal(kept, Web.Imports.Upload.NameOf(sent));

    private static MultipartFormDataContent Market(params (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = [];
        foreach (string file in Directory.EnumerateFiles(Server.SampleMarket, "*.csv"))
        {
            ByteArrayContent content = new(File.ReadAllBytes(file));
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            form.Add(content, "files", Path.GetFileName(file));
        }

        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private static Task<HttpResponseMessage> AssessAsync(HttpClient client, string body, string? key)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/assessments") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> UndoAsync(HttpClient client, string? tag)
    {
        HttpRequestMessage request = new(HttpMethod.Delete, "/api/v1/imports/1");
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return client.SendAsync(request);
    }
}
