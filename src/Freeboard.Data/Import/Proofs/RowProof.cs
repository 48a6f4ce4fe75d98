using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Proofs;

/// <summary>Applies proofs to the current row of a table.</summary>
internal sealed class RowProof(Table table)
{
    /// <summary>Counts the row; one that fails is set aside when the rule says so. Returns whether the row stays.</summary>
    public bool Decide(Proof proof, bool holds, FirmState? firm, DateOnly? day, double excess, string text, string cause)
    {
        if (holds)
        {
            proof.Hold();
            return true;
        }

        proof.Fail(firm?.Code ?? "", day, table.Line, excess, text, cause);
        if (proof.Rule.Quarantines)
        {
            table.FailProof(table.ColumnOf(proof.Rule.Column), proof.Rule.Name, $"{text}: {cause}", $"The rule: {proof.Rule.Rule}");
        }

        return !proof.Rule.Quarantines;
    }
}
