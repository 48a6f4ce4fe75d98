namespace Freeboard.Structural.Rolling;

/// <content>The tables of the inverted equity, which every firm shares.</content>
internal sealed partial class RollingEngine
{
    /// <summary>More cells than this, 13 MB for the fixed point and 38 MB for the likelihood, are forgotten together; a market needs some hundreds.</summary>
    private const int MostCells = 8192;
    private readonly Dictionary<int, InverseCells>[] cellsByPanel = [[], []];
    private readonly double[] cellsHorizon = [0, 0];

    /// <summary>The table of a panel; one for every firm that the engine sees, since it depends on the nodes and the horizon only.</summary>
    private InverseCells CellsOf<TMethod>(RollingPanel panel, double horizonYears)
        where TMethod : struct, IRollingMethod
    {
        int method = TMethod.IsLikelihood ? 1 : 0;
        Dictionary<int, InverseCells> tables = cellsByPanel[method];
        if (cellsHorizon[method] != horizonYears || tables.Values.Sum(table => table.Count) > MostCells)
        {
            tables.Clear();
            cellsHorizon[method] = horizonYears;
        }

        if (!tables.TryGetValue(panel.Number, out InverseCells? found))
        {
            found = new InverseCells(panel.Width, NodeFunctions.Count<TMethod>());
            tables.Add(panel.Number, found);
        }

        return found;
    }
}
