using Freeboard.Services.Tables;
using Freeboard.Uncertainty;

namespace Freeboard.Services.Uncertainty;

/// <summary>Reads answers of experts: columns <c>rate,belief_degree</c>, optionally <c>expert</c>, <c>weight</c> and <c>round</c>.</summary>
internal sealed class ExpertTable
{
    private static readonly string[] Required = ["rate", "belief_degree"];
    private static readonly string[] Known = ["rate", "belief_degree", "expert", "weight", "round"];

    /// <summary>One expert's answers in one round.</summary>
    internal sealed record Answers(int Round, string Expert, double Weight, ExpertData Data);

    private sealed record Group(int Round, string Expert, double Weight)
    {
        public List<ExpertBelief> Points { get; } = [];

        public List<int> Lines { get; } = [];
    }

    /// <summary>Reads a table; the answers in order of round, then of first appearance. With errors there are none.</summary>
    public static IReadOnlyList<Answers> Read(ReadOnlySpan<byte> bytes, InputErrors errors, bool ignoreExtraColumns, CancellationToken cancellationToken)
    {
        if (errors.Decode(bytes) is not { } text)
        {
            return [];
        }

        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, string.Join(',', Required));
        if (table is null)
        {
            return [];
        }

        table.CheckColumns(Required, Known, ignoreExtraColumns, "The columns are rate,belief_degree and, where there are several experts, expert,weight,round");
        if (errors.Count > 0)
        {
            return [];
        }

        List<Group> groups = [];
        while (table.Read(cancellationToken))
        {
            if (table.IsWhole)
            {
                ReadRow(table, groups);
            }
        }

        List<Answers> answers = [];
        foreach (Group group in groups)
        {
            if (ExpertData.TryCreate(group.Points, out ExpertData? data) is { } fault)
            {
                Report(errors, group, fault);
            }
            else
            {
                answers.Add(new Answers(group.Round, group.Expert, group.Weight, data!));
            }
        }

        return errors.Count > 0 ? [] : [.. answers.OrderBy(answer => answer.Round)];
    }

    private static void ReadRow(InputTable table, List<Group> groups)
    {
        double? value = table.Number("rate");
        double? belief = table.Number("belief_degree");
        double? weight = table.Has("weight") ? table.Number("weight") : 1;
        double? round = table.Has("round") ? table.Number("round") : 1;
        if (value is null || belief is null || weight is null || round is null)
        {
            return;
        }

        if (!(weight > 0))
        {
            table.Fail("weight", "WEIGHT-NOT-POSITIVE", $"'{table.Text("weight")}' is no weight", "Give every expert a positive weight; the unit does not matter");
            return;
        }

        if (round != Math.Floor(round.Value) || round < 1 || round > 1000)
        {
            table.Fail("round", "ROUND-NOT-A-NUMBER", $"'{table.Text("round")}' is no round", "Number the rounds 1, 2, 3");
            return;
        }

        string expert = table.Text("expert");
        Group? group = groups.Find(g => g.Round == (int)round && g.Expert == expert);
        if (group is null)
        {
            group = new Group((int)round, expert, weight.Value);
            groups.Add(group);
        }
        else if (group.Weight != weight)
        {
            table.Fail("weight", "WEIGHT-VARIES", $"'{table.Text("weight")}' follows another weight of the same expert in the same round", "Give an expert one weight a round");
            return;
        }

        group.Points.Add(new ExpertBelief(value.Value, belief.Value));
        group.Lines.Add(table.Line);
    }

    private static void Report(InputErrors errors, Group group, ExpertDataFault fault)
    {
        string who = group.Expert.Length == 0 ? "" : $" of {group.Expert}";
        (string column, string code, string reason, string cure) = fault.Kind switch
        {
            ExpertDataFaultKind.BeliefFalls => ("belief_degree", "BELIEF-FALLS", $"A higher rate has a smaller belief{who}", "Beliefs are of 'at most this rate': they never fall as the rate rises"),
            ExpertDataFaultKind.BeliefOutOfRange => ("belief_degree", "BELIEF-OUT-OF-RANGE", $"A belief{who} lies outside 0 to 1", "Write decimals: 30 % is 0.3"),
            ExpertDataFaultKind.ValueTwice => ("rate", "RATE-TWICE", $"A rate{who} stands twice", "Keep one answer a rate"),
            ExpertDataFaultKind.ValueNotFinite => ("rate", "RATE-NOT-FINITE", $"A rate{who} is not a finite number", "Write a decimal number: 3.5 % is 0.035"),
            _ => ("", "TOO-FEW-POINTS", $"There are fewer than two answers{who}", "Ask for at least two rates; three for a zigzag"),
        };
        errors.Add(fault.Index >= 0 ? group.Lines[fault.Index] : group.Lines.FirstOrDefault(), column, code, reason, cure);
    }
}
