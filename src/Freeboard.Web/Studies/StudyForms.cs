using System.Globalization;
using Freeboard.Portfolio.Simulation;
using Freeboard.Services.Migration;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Studies;
using Freeboard.Web.Imports;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Studies;

/// <summary>What a form with a file asks for, read in one way by pages and the API.</summary>
internal static class StudyForms
{
    /// <summary>A portfolio to compute; null with a word for what is wrong.</summary>
    public static async Task<(PortfolioStudy? Study, string? Fault)> PortfolioAsync(Upload upload, StudyBook book, CancellationToken cancellationToken)
    {
        IFormCollection form = upload.Form;
        string again = form["study"].ToString();
        (string Name, byte[] Table)? source = again.Length > 0 && upload.Files == 0 ? book.TableOf(again) : await FileAsync(upload, PortfolioStudy.MostBytes, cancellationToken);
        if (source is not { } file)
        {
            return (null, again.Length > 0 ? "study" : "file");
        }

        string degrees = form["degrees"].ToString();
        if (!Words(form["method"].ToString(), out PortfolioMethod method) || !Words(form["recovery"].ToString(), out RecoveryModel recovery)
            || !Number(form["scenarios"].ToString(), out int? scenarios) || !Number(form["seed"].ToString(), out ulong? seed) || !Number(degrees, out double? nu))
        {
            return (null, "setting");
        }

        if (!LevelsOf(form["levels"].ToString(), out double[]? levels))
        {
            return (null, "levels");
        }

        PortfolioStudy study = new() { Name = file.Name, Table = file.Table, Method = method, Recovery = recovery, Scenarios = method == PortfolioMethod.Exact ? null : scenarios, Seed = seed ?? 1, DegreesOfFreedom = nu };
        study = levels is null ? study : study with { Levels = levels };
        return study.Fault() is { } fault ? (null, fault) : (study, null);
    }

    /// <summary>Transitions to fit; null with a word for what is wrong.</summary>
    public static async Task<(MigrationStudy? Study, string? Fault)> MigrationAsync(Upload upload, Func<string, string?> idOfRun, CancellationToken cancellationToken)
    {
        IFormCollection form = upload.Form;
        (string Name, byte[] Table)? file = upload.Files > 0 ? await FileAsync(upload, MigrationStudy.MostBytes, cancellationToken) : null;
        string? run = upload.Files > 0 ? "" : idOfRun(form["run"].ToString());
        if (upload.Files > 0 && file is null)
        {
            return (null, "file");
        }

        if (run is null)
        {
            return (null, "run");
        }

        string word = form["method"].ToString();
        if (!Number(form["months"].ToString(), out int? months) || (word.Length > 0 && word is not ("cohort" or "duration" or "aalen-johansen")))
        {
            return (null, "setting");
        }

        MigrationStudy study = new()
        {
            Name = file?.Name ?? "",
            Table = file?.Table ?? [],
            RunId = run,
            Method = MigrationWords.Method(word.Length > 0 ? word : "cohort"),
            PeriodMonths = months ?? 12,
            States = [.. form["states"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            Snapshots = form["history"].ToString() == "snapshots",
        };
        return study.Fault() is { } fault ? (null, fault) : (study, null);
    }

    private static async Task<(string Name, byte[] Table)?> FileAsync(Upload upload, int most, CancellationToken cancellationToken) =>
        Directory.GetFiles(upload.Folder) is [var path] && new FileInfo(path).Length <= most ? (Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancellationToken)) : null;

    /// <summary>Levels of a list; null for an empty one, which leaves the usual ones.</summary>
    private static bool LevelsOf(string text, out double[]? levels)
    {
        levels = null;
        if (text.Length == 0)
        {
            return true;
        }

        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        levels = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out levels[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Words<T>(string text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text.Length == 0 || (!char.IsAsciiDigit(text[0]) && Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value));
    }

    private static bool Number<T>(string text, out T? value)
        where T : struct, ISpanParsable<T>
    {
        value = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!T.TryParse(text, CultureInfo.InvariantCulture, out T read))
        {
            return false;
        }

        value = read;
        return true;
    }
}
