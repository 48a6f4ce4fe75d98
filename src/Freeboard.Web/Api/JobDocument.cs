using Freeboard.Services.Import;
using Freeboard.Web.Jobs;

namespace Freeboard.Web.Api;

/// <summary>A job.</summary>
public sealed record JobDocument
{
    /// <summary>Its identifier.</summary>
    public required string Id { get; init; }

    /// <summary>sample, import, assess, portfolio or migration.</summary>
    public required string Kind { get; init; }

    /// <summary>How far it is.</summary>
    public required JobState State { get; init; }

    /// <summary>Whether it has ended.</summary>
    public required bool Finished { get; init; }

    /// <summary>Account that started it.</summary>
    public required string Owner { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it does just now.</summary>
    public string Stage { get; init; } = "";

    /// <summary>Items done.</summary>
    public long Done { get; init; }

    /// <summary>Items in all; 0 when not known.</summary>
    public long Total { get; init; }

    /// <summary>File or firm in hand.</summary>
    public string Item { get; init; } = "";

    /// <summary>The run it made.</summary>
    public string? RunId { get; init; }

    /// <summary>The portfolio or the transitions it made, under /portfolios or /migrations.</summary>
    public string? StudyId { get; init; }

    /// <summary>Word for what went wrong.</summary>
    public string? Code { get; init; }

    /// <summary>What went wrong, and the cure.</summary>
    public string? Text { get; init; }

    /// <summary>What came of the files.</summary>
    public ImportDocument? Report { get; init; }

    /// <summary>A job as it goes out.</summary>
    /// <param name="job">The job.</param>
    public static JobDocument Of(JobView job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return new JobDocument
        {
            Id = job.Id,
            Kind = job.Kind,
            State = job.State,
            Finished = job.Finished,
            Owner = job.Owner,
            AskedAt = job.AskedAt,
            FinishedAt = job.FinishedAt,
            Stage = job.Stage,
            Done = job.Done,
            Total = job.Total,
            Item = job.Item,
            RunId = job.RunId,
            StudyId = job.StudyId,
            Code = job.Code,
            Text = job.Text,
            Report = job.Report is null ? null : ImportDocument.Of(job.Report),
        };
    }
}

/// <summary>What came of files.</summary>
/// <param name="Accepted">Whether the data were good.</param>
/// <param name="ImportId">Number of the import; null when nothing was stored.</param>
/// <param name="Repeated">Whether the store held the very same import already.</param>
/// <param name="Files">How each file was recognised.</param>
/// <param name="Firms">Firms seen.</param>
/// <param name="ErrorCount">Number of errors, listed or not.</param>
/// <param name="Errors">Why it was rejected, at most a thousand.</param>
/// <param name="QuarantinedRows">Rows set aside.</param>
/// <param name="Proofs">What every proof found.</param>
public sealed record ImportDocument(bool Accepted, int? ImportId, bool Repeated, IReadOnlyList<ImportedFile> Files, int Firms, int ErrorCount, IReadOnlyList<RowProblem> Errors, int QuarantinedRows, IReadOnlyList<ProofSummary> Proofs)
{
    /// <summary>A report as it goes out.</summary>
    /// <param name="report">The report.</param>
    public static ImportDocument Of(ImportReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ImportDocument(report.Accepted, report.ImportId, report.Repeated, report.Files, report.Firms, report.ErrorCount, [.. report.Errors.Select(RowProblem.Of)], report.QuarantinedRows, report.Proofs);
    }
}
