namespace Freeboard.Migration;

/// <summary>What becomes of an entity that was in sight when a period began and is out of sight when it ends. To show withdrawals as a state of their own, number them as one.</summary>
public enum WithdrawnRule
{
    /// <summary>It is left out of the period: withdrawal says nothing about where it would have gone.</summary>
    Exclude = 0,

    /// <summary>It counts as half a period at risk without a change, as in a life table: p_ij = n_ij / (n_i - w_i / 2) off the diagonal.</summary>
    HalfPeriod,
}
