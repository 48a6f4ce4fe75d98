using System.Net;
using Freeboard.Services.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Tests.Access;

/// <summary>Who may call what, written by hand: a route that is missing here, or that answers otherwise, fails.</summary>
public sealed class Access_matrix(SharedServer shared) : IClassFixture<SharedServer>
{
    // Callers, in the order of the letters: nobody; viewer, analyst, data manager, administrator by session;
    // keys of an administrator with the scopes read, assess, import; a key that was withdrawn; a session of an account that was disabled.
    // y may, n is told it may not (403), s is sent to sign in, k is told to bring a key (401).
    private static readonly string[] Callers = ["nobody", "viewer", "analyst", "data manager", "administrator", "key read", "key assess", "key import", "key withdrawn", "session disabled"];

    //                                                                             nvadA rai wd
    private static readonly Dictionary<string, string> Matrix = new(StringComparer.Ordinal)
    {
        ["GET /health/live"] = /*                                               */ "yyyyy yyy yy",
        ["GET /health/ready"] = /*                                              */ "yyyyy yyy yy",
        ["GET /assets/{file}"] = /*                                             */ "yyyyy yyy yy",
        ["* {**path}"] = /*                                                     */ "yyyyy yyy yy",
        ["GET /setup"] = /*                                                     */ "yyyyy yyy yy",
        ["POST /setup"] = /*                                                    */ "yyyyy yyy yy",
        ["GET /sign-in"] = /*                                                   */ "yyyyy yyy yy",
        ["GET /sign-in/oidc"] = /*                                              */ "yyyyy yyy yy",
        ["GET /sign-out/oidc"] = /*                                             */ "yyyyy yyy yy",
        ["POST /sign-in"] = /*                                                  */ "yyyyy yyy yy",

        ["POST /sign-out"] = /*                                                 */ "syyyy nnn ss",
        ["GET /account"] = /*                                                   */ "syyyy nnn ss",
        ["POST /account/password"] = /*                                         */ "syyyy nnn ss",
        ["POST /account/keys"] = /*                                             */ "syyyy nnn ss",
        ["POST /account/keys/{id}/revoke"] = /*                                 */ "syyyy nnn ss",
        ["GET /"] = /*                                                          */ "syyyy nnn ss",
        ["GET /start"] = /*                                                     */ "syyyy nnn ss",
        ["GET /firms"] = /*                                                     */ "syyyy nnn ss",
        ["GET /firms/{code}"] = /*                                              */ "syyyy nnn ss",
        ["GET /screener"] = /*                                                  */ "syyyy nnn ss",
        ["GET /screener/rows"] = /*                                             */ "syyyy nnn ss",
        ["GET /watchlists"] = /*                                                */ "syyyy nnn ss",
        ["POST /watchlists"] = /*                                               */ "syyyy nnn ss",
        ["POST /watchlists/delete"] = /*                                        */ "syyyy nnn ss",
        ["GET /compare"] = /*                                                   */ "syyyy nnn ss",
        ["GET /firms/{code}/what-if"] = /*                                      */ "syyyy nnn ss",
        ["GET /validation"] = /*                                                */ "syyyy nnn ss",
        ["GET /validation/{id}"] = /*                                           */ "syyyy nnn ss",
        ["GET /replication"] = /*                                               */ "syyyy nnn ss",
        ["POST /validation"] = /*                                               */ "snyyy nnn ss",
        ["GET /portfolio"] = /*                                                 */ "syyyy nnn ss",
        ["GET /portfolio/{id}"] = /*                                            */ "syyyy nnn ss",
        ["GET /migration"] = /*                                                 */ "syyyy nnn ss",
        ["GET /migration/{id}"] = /*                                            */ "syyyy nnn ss",
        ["GET /firms/{code}/report"] = /*                                             */ "syyyy nnn ss",
        ["GET /watchlists/report"] = /*                                               */ "syyyy nnn ss",
        ["GET /runs/{id}/report"] = /*                                                */ "syyyy nnn ss",
        ["GET /alerts"] = /*                                                          */ "syyyy nnn ss",
        ["GET /alerts/{name}"] = /*                                                   */ "syyyy nnn ss",
        ["GET /alerts/{name}/report"] = /*                                            */ "syyyy nnn ss",
        ["POST /alerts"] = /*                                                         */ "snyyy nnn ss",
        ["POST /alerts/{name}"] = /*                                                  */ "snyyy nnn ss",
        ["POST /alerts/{name}/step"] = /*                                             */ "snyyy nnn ss",
        ["GET /macro"] = /*                                                           */ "syyyy nnn ss",
        ["GET /macro/study"] = /*                                                     */ "syyyy nnn ss",
        ["GET /macro/report"] = /*                                                    */ "syyyy nnn ss",
        ["POST /macro/files"] = /*                                                    */ "snyyy nnn ss",
        ["POST /macro/files/delete"] = /*                                             */ "snyyy nnn ss",
        ["GET /quality"] = /*                                                   */ "syyyy nnn ss",
        ["GET /docs"] = /*                                                      */ "syyyy nnn ss",
        ["GET /docs/{name}"] = /*                                               */ "syyyy nnn ss",
        ["GET /settings"] = /*                                                  */ "syyyy nnn ss",
        ["GET /runs"] = /*                                                      */ "syyyy nnn ss",
        ["GET /runs/{id}"] = /*                                                 */ "syyyy nnn ss",
        ["GET /imports"] = /*                                                   */ "syyyy nnn ss",
        ["GET /jobs/{id}"] = /*                                                 */ "syyyy nnn ss",

        ["POST /portfolio"] = /*                                                */ "snyyy nnn ss",
        ["POST /portfolio/{id}/delete"] = /*                                    */ "snyyy nnn ss",
        ["POST /migration"] = /*                                                */ "snyyy nnn ss",
        ["POST /migration/{id}/delete"] = /*                                    */ "snyyy nnn ss",
        ["POST /jobs/assess"] = /*                                              */ "snyyy nnn ss",
        ["POST /jobs/{id}/cancel"] = /*                                         */ "snyyy nnn ss",

        ["GET /imports/new"] = /*                                               */ "snnyy nnn ss",
        ["POST /imports"] = /*                                                  */ "snnyy nnn ss",
        ["POST /imports/{number:int}/undo"] = /*                                */ "snnyy nnn ss",
        ["POST /start/sample"] = /*                                             */ "snnyy nnn ss",

        ["GET /users"] = /*                                                     */ "snnny nnn ss",
        ["POST /users"] = /*                                                    */ "snnny nnn ss",
        ["POST /users/{name}"] = /*                                             */ "snnny nnn ss",
        ["GET /log"] = /*                                                       */ "snnny nnn ss",

        ["GET /api/v1/{documentName}.json"] = /*                                */ "kyyyy ynn kk",
        ["GET /api/v1/runs"] = /*                                               */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}"] = /*                                         */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/firms"] = /*                                   */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/firms/{firm}"] = /*                            */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/firms/{firm}/explanation"] = /*                */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/rows"] = /*                                    */ "kyyyy ynn kk",
        ["GET /api/v1/imports"] = /*                                            */ "kyyyy ynn kk",
        ["GET /api/v1/imports/{number:int}"] = /*                               */ "kyyyy ynn kk",
        ["GET /api/v1/portfolios"] = /*                                         */ "kyyyy ynn kk",
        ["GET /api/v1/portfolios/{id}"] = /*                                    */ "kyyyy ynn kk",
        ["GET /api/v1/portfolios/{id}/contributions"] = /*                      */ "kyyyy ynn kk",
        ["GET /api/v1/migrations"] = /*                                         */ "kyyyy ynn kk",
        ["GET /api/v1/migrations/{id}"] = /*                                    */ "kyyyy ynn kk",
        ["GET /api/v1/migrations/{id}/rows"] = /*                               */ "kyyyy ynn kk",
        ["GET /api/v1/jobs"] = /*                                               */ "kyyyy ynn kk",
        ["GET /api/v1/jobs/{id}"] = /*                                          */ "kyyyy ynn kk",
        ["GET /api/v1/jobs/{id}/events"] = /*                                   */ "kyyyy ynn kk",
        ["* /api/v1/{**path}"] = /*                                             */ "kyyyy ynn kk",

        ["GET /api/v1/monitors"] = /*                                                 */ "kyyyy ynn kk",
        ["GET /api/v1/monitors/{name}/digest"] = /*                                   */ "kyyyy ynn kk",
        ["GET /api/v1/monitors/{name}/events"] = /*                                   */ "kyyyy ynn kk",
        ["GET /api/v1/monitors/{name}"] = /*                                          */ "kyyyy ynn kk",
        ["PUT /api/v1/monitors/{name}"] = /*                                          */ "knyyy nyn kk",
        ["GET /api/v1/macro/files"] = /*                                              */ "kyyyy ynn kk",
        ["GET /api/v1/macro/files/{kind}/{name}"] = /*                                */ "kyyyy ynn kk",
        ["POST /api/v1/macro/files"] = /*                                             */ "knyyy nyn kk",
        ["DELETE /api/v1/macro/files/{kind}/{name}"] = /*                             */ "knyyy nyn kk",
        ["GET /api/v1/macro/study"] = /*                                              */ "kyyyy ynn kk",
        ["POST /api/v1/monitors/{name}/steps"] = /*                                   */ "knyyy nyn kk",

        ["POST /api/v1/solve"] = /*                                             */ "knyyy nyn kk",
        ["POST /api/v1/assessments"] = /*                                       */ "knyyy nyn kk",
        ["POST /api/v1/portfolios"] = /*                                        */ "knyyy nyn kk",
        ["DELETE /api/v1/portfolios/{id}"] = /*                                 */ "knyyy nyn kk",
        ["POST /api/v1/migrations"] = /*                                        */ "knyyy nyn kk",
        ["DELETE /api/v1/migrations/{id}"] = /*                                 */ "knyyy nyn kk",
        ["DELETE /api/v1/jobs/{id}"] = /*                                       */ "knyyy nyn kk",

        ["POST /api/v1/imports"] = /*                                           */ "knnyy nny kk",
        ["DELETE /api/v1/imports/{number:int}"] = /*                            */ "knnyy nny kk",
        ["POST /api/v1/samples"] = /*                                           */ "knnyy nny kk",

        ["GET /api/v1/runs/{run}/market"] = /*                                  */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/compare"] = /*                                 */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/quality"] = /*                                 */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/screener"] = /*                                */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/firms/{firm}/depth"] = /*                      */ "kyyyy ynn kk",
        ["GET /api/v1/runs/{run}/firms/{firm}/what-if"] = /*                    */ "kyyyy ynn kk",
        ["GET /api/v1/watchlists"] = /*                                         */ "kyyyy ynn kk",
        ["GET /api/v1/watchlists/{name}"] = /*                                  */ "kyyyy ynn kk",
        ["GET /api/v1/validations"] = /*                                        */ "kyyyy ynn kk",
        ["GET /api/v1/validations/{id}"] = /*                                   */ "kyyyy ynn kk",
        ["GET /api/v1/replication"] = /*                                        */ "kyyyy ynn kk",
        ["GET /api/v1/account"] = /*                                            */ "kyyyy ynn kk",
        ["GET /api/v1/account/keys"] = /*                                       */ "kyyyy ynn kk",
        ["GET /api/v1/server"] = /*                                             */ "kyyyy ynn kk",
        ["GET /api/v1/documents"] = /*                                          */ "kyyyy ynn kk",
        ["GET /api/v1/documents/{name}"] = /*                                   */ "kyyyy ynn kk",

        // A viewer keeps lists of its own; a key that only reads changes nothing.
        ["PUT /api/v1/watchlists/{name}"] = /*                                  */ "kyyyy nyn kk",
        ["DELETE /api/v1/watchlists/{name}"] = /*                               */ "kyyyy nyn kk",

        ["POST /api/v1/validations"] = /*                                       */ "knyyy nyn kk",
        ["DELETE /api/v1/validations/{id}"] = /*                                */ "knyyy nyn kk",

        // No key manages accounts, not even an administrator's.
        ["GET /api/v1/accounts"] = /*                                           */ "knnny nnn kk",
        ["PATCH /api/v1/accounts/{name}"] = /*                                  */ "knnny nnn kk",
        ["GET /api/v1/log"] = /*                                                */ "knnny nnn kk",
    };

    [Fact]
    public void Every_route_is_in_the_matrix_and_every_line_of_it_is_a_route() =>
        Assert.Equal(Matrix.Keys.Order(StringComparer.Ordinal), Routes().Select(static r => r.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_route_names_its_policy()
    {
        // A policy by name, or that it is for everybody: the fallback for routes that say neither refuses all, and is never what a route was meant to have.
        string[] silent = [.. Routes().Where(static r => r.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && r.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().All(static a => a.Policy is null)).Select(static r => r.Name)];
        Assert.Empty(silent);
    }

    [Fact]
    public async Task Every_caller_is_answered_as_the_matrix_says()
    {
        // A server of its own: what may be called is called, and things change.
        await using Server server = await Server.WithRunAsync();
        List<string> wrong = [];
        foreach ((string route, string expected) in Matrix)
        {
            string letters = expected.Replace(" ", "", StringComparison.Ordinal);
            for (int caller = 0; caller < Callers.Length; caller++)
            {
                // Signing out ends a session, so each question has a caller of its own.
                using HttpClient client = Make(server, caller);
                char answer = await AskAsync(client, route);
                if (answer != letters[caller])
                {
                    wrong.Add($"{route} by {Callers[caller]}: expected {letters[caller]}, was {answer}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_route_without_a_policy_is_refused_to_everybody()
    {
        await using Server server = await Server.EmptyAsync(beforeStart: static app => app.MapGet("/forgotten", static () => "secret"));
        server.AddAccounts();
        using HttpClient nobody = server.Anonymous();
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        using HttpClient key = server.WithKey(Right.Read, Right.Assess, Right.Import);
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/forgotten")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync("/forgotten")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.GetAsync("/forgotten")).StatusCode);
    }

    private static HttpClient Make(Server server, int caller)
    {
        switch (caller)
        {
            case 0:
                return server.Anonymous();
            case <= 4:
                return server.SignedIn((Role)(caller - 1));
            case <= 7:
                return server.WithKey((Right)(caller - 5));
            case 8:
                (string key, AccessKey kept) = server.Book.MakeKey("administrator", "withdrawn", [Right.Read, Right.Assess, Right.Import], TimeSpan.FromDays(1));
                Assert.True(server.Book.RevokeKey(kept.KeyId, null, "administrator"));
                HttpClient refused = server.WithKey(key);
                refused.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
                return refused;
            default:
                string name = "gone-" + AccessToken.MakeId();
                Assert.Equal(AccountChange.Done, server.Book.Add(name, Role.DataManager, "hash", "administrator"));
                HttpClient client = server.Anonymous();
                client.DefaultRequestHeaders.Add("Cookie", $"{Web.Access.SessionCookie.Name}={server.Book.BeginSession(name, "test")}");
                Assert.Equal(AccountChange.Done, server.Book.Change(name, null, true, null, "administrator"));
                return client;
        }
    }

    private static async Task<char> AskAsync(HttpClient client, string route)
    {
        string[] parts = route.Split(' ', 2);
        string path = parts[1].Replace("{file}", "nothing.css", StringComparison.Ordinal).Replace("{code}", "SY0001", StringComparison.Ordinal).Replace("{firm}", "SY0001", StringComparison.Ordinal)
            .Replace("{run}", "latest", StringComparison.Ordinal).Replace("{number:int}", "99", StringComparison.Ordinal).Replace("{documentName}", "openapi", StringComparison.Ordinal)
            .Replace("{id}", "none", StringComparison.Ordinal).Replace("{name}", "none", StringComparison.Ordinal).Replace("{kind}", "series", StringComparison.Ordinal).Replace("{**path}", "no/such/place", StringComparison.Ordinal);
        using HttpRequestMessage request = new(new HttpMethod(parts[0] == "*" ? "GET" : parts[0]), path.StartsWith('/') ? path : "/" + path);
        if (parts[0] is "POST" or "PUT" or "PATCH")
        {
            request.Content = new FormUrlEncodedContent([]);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => 'k',
            HttpStatusCode.Forbidden => 'n',
            HttpStatusCode.Redirect when response.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) => 's',
            _ => (int)response.StatusCode < 500 || response.StatusCode == HttpStatusCode.ServiceUnavailable ? 'y' : '!',
        };
    }

    private IEnumerable<(string Name, Endpoint Endpoint)> Routes() => ((IEndpointRouteBuilder)shared.Server.Host.App).DataSources.SelectMany(static s => s.Endpoints).OfType<RouteEndpoint>()
        .SelectMany(static e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(m => ($"{m} {e.RoutePattern.RawText}", (Endpoint)e)));
}
