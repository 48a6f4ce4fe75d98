namespace Freeboard.Structural;

/// <summary>The status of the two equations in the words of the models beside them.</summary>
internal static class MertonStatus
{
    internal static ModelStatus Of(SolverStatus status) => status switch
    {
        SolverStatus.Converged => ModelStatus.Converged,
        SolverStatus.InvalidInput => ModelStatus.InvalidInput,
        SolverStatus.DegenerateNoDebt => ModelStatus.DegenerateNoDebt,
        SolverStatus.DegenerateNoVolatility => ModelStatus.DegenerateNoVolatility,
        SolverStatus.Underflow => ModelStatus.Underflow,
        SolverStatus.IterationLimit => ModelStatus.IterationLimit,
        SolverStatus.NumericalBreakdown => ModelStatus.NumericalBreakdown,
        _ => ModelStatus.NotRun,
    };
}
