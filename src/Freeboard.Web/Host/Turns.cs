using Microsoft.AspNetCore.Builder;

namespace Freeboard.Web.Host;

/// <summary>How many requests are worked on at once over a store on a server; the others wait without a thread.</summary>
/// <remarks>
/// A request waits for the database's server, or for one of the few connections to it, on its thread, and opening a connection needs another thread of the runtime.
/// A hundred readers at once would take all the threads there are and wait for each other, until the runtime adds more, one by one.
/// </remarks>
internal static class Turns
{
    /// <summary>Requests at once.</summary>
    private const int Most = 32;

    /// <summary>Threads that are there from the beginning: as many again as wait in requests.</summary>
    private const int Threads = 2 * Most;

    public static void Use(IApplicationBuilder app, ServeOptions options)
    {
        if (Api.ServerApi.StoreOf(options) != "PostgreSQL")
        {
            return;
        }

        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Threads), ports);
        SemaphoreSlim turns = new(Most, Most);
        app.Use(async (http, next) =>
        {
            // The progress of a job is listened to for as long as it runs.
            if (http.Request.Path.Value?.EndsWith("/events", StringComparison.Ordinal) == true && http.Request.Path.StartsWithSegments("/api/v1/jobs", StringComparison.Ordinal))
            {
                await next(http);
                return;
            }

            await turns.WaitAsync(http.RequestAborted);
            try
            {
                await next(http);
            }
            finally
            {
                turns.Release();
            }
        });
    }
}
