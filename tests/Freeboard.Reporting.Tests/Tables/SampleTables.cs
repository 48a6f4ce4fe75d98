using System.Text;
using Freeboard.Bayes;
using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Services.Bayes;
using Freeboard.Services.Collections;
using Freeboard.Services.Estimate;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;
using Freeboard.Services.Uncertainty;
using Freeboard.Uncertainty;

namespace Freeboard.Reporting.Tests.Tables;

/// <summary>The tables of the samples, as their commands make them.</summary>
internal static class SampleTables
{
    internal static readonly string[] Commands =
    [
        "bayes groups", "bayes low-default", "bayes odds", "bayes ratios", "bayes dependence", "bayes window", "bayes beta", "bayes anomaly",
        "uncertainty fit", "uncertainty delphi", "uncertainty distance", "uncertainty describe",
        "score fit", "score report", "collections repayment", "collections contact",
    ];

    internal static TableReport Of(string command, params (string Name, string Value)[] settings)
    {
        (string folder, string file, Func<byte[], TableOutcome> make, (string, string)[] usual) = command switch
        {
            "bayes groups" => ("bayes", "groups.csv", (Func<byte[], TableOutcome>)(bytes => BayesTables.Groups(bytes, "t", 200, 0.9)), ((string, string)[])[("level", "0.9")]),
            "bayes low-default" => ("bayes", "grades.csv", bytes => BayesTables.LowDefault(bytes, "t", 0.75, 0.12), [("level", "0.75")]),
            "bayes odds" => ("", "", _ => new TableOutcome(BayesTables.Odds(0.02, [new BehaviouralSignal("missed", 0.3, 0.03)], 0.8), [], 0, 0), [("edf", "0.02"), ("dependence", "0.8")]),
            "bayes ratios" => ("bayes", "signals.csv", bytes => SignalTables.Ratios(bytes, "t"), []),
            "bayes dependence" => ("bayes", "outcomes.csv", bytes => SignalTables.Dependence(bytes, "t"), []),
            "bayes window" => ("equity-window", "firm.csv", bytes => PosteriorTable.Find(bytes, "t", new EstimateOptions()), [("level", "0.9")]),
            "bayes beta" => ("bayes", "assets.csv", bytes => SystematicRiskTable.Estimate(bytes, "t", null), [("level", "0.9"), ("factors", "-2,0,2")]),
            "bayes anomaly" => ("bayes", "ratios-of-firms.csv", bytes => AnomalyTable.Judge(bytes, "t", new AnomalyOptions { Columns = ["current_ratio", "leverage", "receivables_share"], Peers = "industry", BaseRate = 0.02 }), [("base-rate", "0.02"), ("alarm", "0.01")]),
            "uncertainty fit" => ("uncertain-rate", "one-expert.csv", bytes => BeliefFitTable.Fit(bytes, "t", UncertaintyFamily.Lognormal, BeliefFitMethod.LeastSquares), []),
            "uncertainty delphi" => ("uncertain-rate", "rounds.csv", bytes => DelphiTable.Pool(bytes, "t", 0.05), [("tolerance", "0.05")]),
            "uncertainty distance" => ("uncertain-kmv-2013", "twelve-firms.csv", bytes => UncertainDistanceTable.Find(bytes, "t", new UncertainDistanceOptions { Rate = new LognormalUncertainty(-3.66957, 0.487535) }), [("beliefs", "0.1,0.5,0.9")]),
            "score fit" => ("scoring", "applicants.csv", Scores, []),
            "score report" => ("scoring", "applicants.csv", bytes => ScoreCheck.Of(bytes, "t", ((ScoreFitReport)Scores(bytes).Detail!).File), []),
            "collections repayment" => ("collections", "repayments.csv", Repayments, []),
            "collections contact" => ("collections", "contact.csv", Contact, []),
            _ => ("", "", _ => DescribedDistribution.Of(new LognormalUncertainty(-3, 1.82), [0.5]), []),
        };
        byte[] bytes = file.Length == 0 ? [] : File.ReadAllBytes(Path.Combine(Repository.Root, "samples", folder, file));
        IEnumerable<RunParameter> parameters = usual.Concat(settings).Select(setting => new RunParameter(setting.Item1, setting.Item2));
        return TableReport.Of(command, make(bytes), file.Length == 0 ? null : (file, bytes), parameters);
    }

    private static TableOutcome Scores(byte[] bytes)
    {
        ScoreFitReport report = ScoreFit.Of(bytes, "t", new ScoreFitOptions
        {
            Target = "outcome",
            Bad = "bad",
            Ignored = ["applicant"],
            TestEvery = 10,
            TestRemainders = [7, 8, 9],
            Card = ScorecardOptions.Default with { Selection = new SelectionOptions { LeastInformationValue = 0.02 } },
        }).Report!;
        return new TableOutcome(ScoreRows.Of(report), [], 0, 0) { Detail = report, Provenance = report.Provenance };
    }

    private static TableOutcome Repayments(byte[] bytes)
    {
        string[] columns = ["bucket", "previous_rate", "utilisation"];
        RepaymentReport report = RepaymentFit.Of(RepaymentTable.Read(bytes, "t", columns, "repaid"), columns).Report!;
        return new TableOutcome(RepaymentRows.Of(report, false), [], 0, 0) { Detail = report, Provenance = report.Provenance };
    }

    private static TableOutcome Contact(byte[] bytes)
    {
        string[] columns = ["months_late", "failed_calls", "changed_number", "paid_last", "employer_known"];
        ContactReport report = ContactFit.Of(ContactTable.Read(bytes, "t", columns, "lost"), columns, growing: ["months_late"]).Report!;
        return new TableOutcome(ContactRows.Of(report, false), [], 0, 0) { Detail = report, Provenance = report.Provenance };
    }

    /// <summary>Another table under the same command.</summary>
    internal static TableReport Of(string command, string table, Func<byte[], TableOutcome> make)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(table);
        return TableReport.Of(command, make(bytes), ("t.csv", bytes), []);
    }
}
