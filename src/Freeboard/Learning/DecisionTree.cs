namespace Freeboard.Learning;

/// <summary>One place of a tree: a question about a column, or a value.</summary>
/// <param name="Column">The column asked about; -1 for a leaf.</param>
/// <param name="Edge">Rows whose value is not above it go left.</param>
/// <param name="MissingLeft">Whether rows without a value go left.</param>
/// <param name="Left">The place to the left.</param>
/// <param name="Right">The place to the right.</param>
/// <param name="Value">What a leaf adds to the logit.</param>
internal readonly record struct TreeNode(int Column, double Edge, bool MissingLeft, int Left, int Right, double Value);

/// <summary>A tree of questions.</summary>
internal sealed class DecisionTree(TreeNode[] nodes)
{
    internal IReadOnlyList<TreeNode> Nodes => nodes;

    internal double Value(ReadOnlySpan<double> row)
    {
        int at = 0;
        while (nodes[at].Column >= 0)
        {
            TreeNode node = nodes[at];
            double value = row[node.Column];
            at = (double.IsNaN(value) ? node.MissingLeft : value <= node.Edge) ? node.Left : node.Right;
        }

        return nodes[at].Value;
    }
}
