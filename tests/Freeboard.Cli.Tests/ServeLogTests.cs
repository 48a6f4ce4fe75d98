using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Freeboard.Cli.Tests;

/// <summary>The structured log of a real server process: an object a line, and nothing secret in any.</summary>
public sealed class ServeLogTests
{
    private const string Password = "nine geese flew over the weir";

    [Fact]
    public async Task A_log_in_json_has_a_line_a_request_and_no_password_key_cookie_secret_path_or_query_in_it()
    {
        using Sandbox sandbox = new();
        ProcessStartInfo info = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in (string[])[Path.Combine(AppContext.BaseDirectory, "Freeboard.Cli.dll"), "serve", "--store", sandbox.Store, "--urls", "http://127.0.0.1:0", "--log", "json", "--log-level", "information"])
        {
            info.ArgumentList.Add(word);
        }

        using Process server = Process.Start(info)!;
        Task<string> log = server.StandardError.ReadToEndAsync();
        List<string> secrets = [Password, "wrong-" + Password, "hush-in-the-query", "SY9999-in-the-path"];
        try
        {
            Uri address = new(Regex.Match((await server.StandardOutput.ReadLineAsync())!, "http://[0-9.:]+").Value);
            string setup = Regex.Match((await server.StandardOutput.ReadLineAsync())!, "secret ([A-Z0-9-]{24})$").Groups[1].Value;
            secrets.Add(setup);
            using HttpClientHandler handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
            using HttpClient client = new(handler) { BaseAddress = address };
            client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            Assert.Equal(HttpStatusCode.SeeOther, await PostAsync("/setup", ("secret", setup), ("name", "keeper"), ("password", Password), ("again", Password)));
            await PostAsync("/sign-in", ("name", "keeper"), ("password", "wrong-" + Password));
            await PostAsync("/sign-in", ("name", "keeper"), ("password", Password));
            string cookie = handler.CookieContainer.GetCookies(address)[0].Value;
            secrets.Add(cookie);
            using HttpResponseMessage keys = await client.PostAsync("/account/keys", Form(("label", "nightly"), ("read", "on"), ("days", "30"), ("scope", "read"), ("scopes", "read")));
            string key = Regex.Match(await keys.Content.ReadAsStringAsync(), "[a-z]+[_-][a-z0-9]{16}\\.[A-Za-z0-9_-]{40,}").Value;
            if (key.Length > 0)
            {
                secrets.Add(key);
            }

            using HttpRequestMessage call = new(HttpMethod.Get, "/api/v1/runs?token=hush-in-the-query");
            call.Headers.TryAddWithoutValidation("Authorization", "Bearer hush-in-the-query");
            await client.SendAsync(call);
            await client.GetAsync("/firms/SY9999-in-the-path?from=hush-in-the-query");

            async Task<HttpStatusCode> PostAsync(string path, params (string, string)[] fields)
            {
                using HttpResponseMessage response = await client.PostAsync(path, Form(fields));
                return response.StatusCode;
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        string text = await log;
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 6, text);
        string[] messages = [.. lines.Select(static line =>
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            Assert.Matches("^[0-9]{4}-.*Z$", entry.RootElement.GetProperty("Timestamp").GetString());
            Assert.Equal("Information", entry.RootElement.GetProperty("LogLevel").GetString());
            return entry.RootElement.GetProperty("Message").GetString()!;
        })];
        Assert.Contains(messages, static m => m.StartsWith("POST /setup answered", StringComparison.Ordinal));
        Assert.Contains(messages, static m => m.StartsWith("GET /firms/{code} answered", StringComparison.Ordinal) && m.EndsWith("to keeper", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(static f => KeyValuePair.Create(f.Name, f.Value)));
}
