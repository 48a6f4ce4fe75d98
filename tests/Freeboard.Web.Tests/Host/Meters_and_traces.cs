using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Freeboard.Services.Access;
using Freeboard.Web.Jobs;

namespace Freeboard.Web.Tests.Host;

/// <summary>What a collector sees: the framework's own meters and activities, and the dashboard's beside them.</summary>
public sealed class Meters_and_traces
{
    [Fact]
    public async Task Requests_jobs_and_refusals_are_measured_and_traced()
    {
        ConcurrentBag<(string Instrument, Dictionary<string, object?> Tags)> measured = [];
        using MeterListener meters = new();
        meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is "Microsoft.AspNetCore.Hosting" or "Microsoft.AspNetCore.Server.Kestrel" or "Microsoft.AspNetCore.RateLimiting" or JobBoard.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Add((instrument.Name, tags.ToArray().ToDictionary(static t => t.Key, static t => t.Value))));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Add((instrument.Name, tags.ToArray().ToDictionary(static t => t.Key, static t => t.Value))));
        meters.Start();
        ConcurrentBag<Activity> traced = [];
        using ActivityListener traces = new()
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traced.Add,
        };
        ActivitySource.AddActivityListener(traces);

        await using Server server = await Server.EmptyAsync(static o => o with { CallsPerMinute = 2 });
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read);
        string traceId = ActivityTraceId.CreateRandom().ToHexString();
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/jobs/none");
        request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        Assert.Equal(HttpStatusCode.NotFound, (await key.SendAsync(request)).StatusCode);
        await key.GetAsync("/api/v1/server");
        using HttpResponseMessage refused = await key.GetAsync("/api/v1/server");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("60", Assert.Single(refused.Headers.GetValues("Retry-After")));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("TOO-MANY-REQUESTS", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await server.DoneAsync(server.Board.Start("assess", "analyst", static _ => JobState.Succeeded)!.Id);

        // A request is measured after its answer has gone out.
        bool Measured() => measured.Any(static m => m.Instrument == "http.server.request.duration" && (string?)m.Tags.GetValueOrDefault("http.route") == "/api/v1/jobs/{id}" && Equals(m.Tags.GetValueOrDefault("http.response.status_code"), 404))
            && measured.Any(static m => m.Instrument == "http.server.request.duration" && Equals(m.Tags.GetValueOrDefault("http.response.status_code"), 429))
            && measured.Any(static m => m.Instrument == "aspnetcore.rate_limiting.requests")
            && measured.Any(static m => m.Instrument == "kestrel.active_connections")
            && measured.Any(static m => m.Instrument == "freeboard.job.duration" && (string?)m.Tags["kind"] == "assess" && (string?)m.Tags["state"] == "Succeeded")
            && traced.Any(a => a.TraceId.ToHexString() == traceId);
        for (int i = 0; i < 100 && !Measured(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(Measured(), string.Join('\n', measured.Select(static m => $"{m.Instrument} {string.Join(' ', m.Tags)}").Distinct().Concat(traced.Select(static a => a.DisplayName))));

        // No secret of a caller is in what a collector is given.
        Assert.DoesNotContain(measured, static m => m.Tags.Values.Any(static v => v?.ToString()?.Contains("fbk_", StringComparison.Ordinal) == true));
    }
}
