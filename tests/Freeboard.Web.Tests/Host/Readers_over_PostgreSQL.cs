using System.Net;
using System.Text;
using Freeboard.Services.Access;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Web.Tests.Host;

/// <summary>A store on a server takes a hundred connections unless told otherwise, and every request waits for it on a thread: many readers at once must neither use up the ones nor the others.</summary>
public sealed class Readers_over_PostgreSQL
{
    private static readonly string[] Pages = ["/start", "/imports", "/alerts", "/watchlists", "/portfolio", "/validation", "/macro", "/runs", "/log", "/users"];

    [PostgreSqlFact]
    public async Task A_hundred_readers_of_every_chapter_at_once_from_a_cold_start_are_all_answered()
    {
        await using Server server = await Server.EmptyAsync(static o => o with { Store = PostgreSqlServer.NewAddress() });
        server.AddAccounts();
        using HttpClient client = server.SignedIn(Role.Administrator);
        List<string> faults = [];
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async reader =>
        {
            for (int i = 0; i < 4; i++)
            {
                string page = Pages[(reader + i) % Pages.Length];
                using HttpResponseMessage answer = await client.GetAsync(page);
                if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.SeeOther))
                {
                    lock (faults)
                    {
                        faults.Add($"{page}: {answer.StatusCode}");
                    }
                }
            }
        }));
        Assert.Empty(faults);
    }

    [PostgreSqlFact]
    public async Task Changes_beside_deletions_and_odd_texts_are_answered_as_on_SQLite_and_name_no_server()
    {
        string address = PostgreSqlServer.NewAddress();
        await using Server server = await Server.EmptyAsync(o => o with { Store = address });
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        for (int round = 0; round < 10; round++)
        {
            using StringContent firms = new($"{{\"firms\":[\"{round}\"]}}", Encoding.UTF8, "application/json");
            Task<HttpResponseMessage> put = key.PutAsync("/api/v1/watchlists/x", firms);
            Task<HttpResponseMessage> deletion = key.DeleteAsync("/api/v1/watchlists/x");
            using HttpResponseMessage kept = await put;
            using HttpResponseMessage gone = await deletion;
            Assert.True(kept.IsSuccessStatusCode, kept.StatusCode.ToString());
            Assert.Contains($"\"{round}\"", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains(gone.StatusCode, (HttpStatusCode[])[HttpStatusCode.NoContent, HttpStatusCode.NotFound]);
        }

        // A character that the server takes in no text.
        foreach (string path in (string[])["/api/v1/macro/study?run=%00&series=a", "/api/v1/runs/latest?x=%00"])
        {
            using HttpResponseMessage answer = await key.GetAsync(path);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.DoesNotContain("127.0.0.1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
