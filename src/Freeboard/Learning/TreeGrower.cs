namespace Freeboard.Learning;

/// <summary>Grows one tree on slopes and curvatures: the leaf that gains most is parted first.</summary>
internal sealed class TreeGrower
{
    private const double LeastCurvature = 1e-3;
    private const double LeastGain = 1e-9;
    private readonly TreeBins bins;
    private readonly BoostedTreesOptions options;
    private readonly int[] order;
    private readonly int[] moved;
    private readonly double[][] room;

    internal TreeGrower(TreeBins bins, int rows, BoostedTreesOptions options)
    {
        (this.bins, this.options) = (bins, options);
        order = new int[rows];
        moved = new int[rows];
        room = new double[options.Leaves][];
    }

    /// <summary>Grows a tree, and adds its values to the scores of the rows that it grew on.</summary>
    internal DecisionTree Grow(double[] slopes, double[] curvatures, double[] scores)
    {
        for (int r = 0; r < order.Length; r++)
        {
            order[r] = r;
        }

        List<TreeNode> nodes = [default];
        List<Leaf> leaves = [Counted(0, 0, order.Length, 0, slopes, curvatures)];
        while (leaves.Count < options.Leaves)
        {
            int best = 0;
            for (int k = 1; k < leaves.Count; k++)
            {
                best = leaves[k].Split.Gain > leaves[best].Split.Gain ? k : best;
            }

            Leaf parted = leaves[best];
            if (!(parted.Split.Gain > LeastGain))
            {
                break;
            }

            int middle = Part(parted);
            nodes[parted.Node] = new TreeNode(parted.Split.Column, parted.Split.Bin < bins.Edges[parted.Split.Column].Length ? bins.Edges[parted.Split.Column][parted.Split.Bin] : double.PositiveInfinity, parted.Split.MissingLeft, nodes.Count, nodes.Count + 1, 0);
            nodes.Add(default);
            nodes.Add(default);

            // The smaller side is counted, the larger one is what is left of both.
            bool leftCounted = middle - parted.First <= parted.End - middle;
            Leaf counted = leftCounted
                ? Counted(nodes.Count - 2, parted.First, middle, leaves.Count, slopes, curvatures)
                : Counted(nodes.Count - 1, middle, parted.End, leaves.Count, slopes, curvatures);
            double[] rest = room[parted.Place];
            for (int i = 0; i < rest.Length; i++)
            {
                rest[i] -= room[counted.Place][i];
            }

            Leaf other = leftCounted ? new Leaf(nodes.Count - 1, middle, parted.End, parted.Place) : new Leaf(nodes.Count - 2, parted.First, middle, parted.Place);
            leaves[best] = other with { Split = Best(other) };
            leaves.Add(counted);
        }

        foreach (Leaf leaf in leaves)
        {
            double slope = 0;
            double curvature = 0;
            for (int i = leaf.First; i < leaf.End; i++)
            {
                slope += slopes[order[i]];
                curvature += curvatures[order[i]];
            }

            double value = -options.Rate * slope / Math.Max(curvature + options.Penalty, LeastCurvature);
            nodes[leaf.Node] = new TreeNode(-1, 0, false, 0, 0, value);
            for (int i = leaf.First; i < leaf.End; i++)
            {
                scores[order[i]] += value;
            }
        }

        return new DecisionTree([.. nodes]);
    }

    /// <summary>A leaf with the sums of its bins: slope, curvature, rows, bin by bin.</summary>
    private Leaf Counted(int node, int first, int end, int place, double[] slopes, double[] curvatures)
    {
        double[] sums = room[place] ??= new double[3 * bins.Starts[^1]];
        Array.Clear(sums);
        for (int c = 0; c < bins.Codes.Length; c++)
        {
            byte[] codes = bins.Codes[c];
            Span<double> own = sums.AsSpan(3 * bins.Starts[c], 3 * (bins.Starts[c + 1] - bins.Starts[c]));
            for (int i = first; i < end; i++)
            {
                int row = order[i];
                int at = 3 * codes[row];
                own[at] += slopes[row];
                own[at + 1] += curvatures[row];
                own[at + 2] += 1;
            }
        }

        Leaf leaf = new(node, first, end, place);
        return leaf with { Split = Best(leaf) };
    }

    private Split Best(Leaf leaf)
    {
        Split best = default;
        if (leaf.End - leaf.First < 2 * options.LeafRows)
        {
            return best;
        }

        double[] sums = room[leaf.Place];
        for (int c = 0; c < bins.Edges.Length; c++)
        {
            int start = bins.Starts[c];
            int values = bins.Starts[c + 1] - start - 1;
            Sums all = default;
            for (int b = 0; b <= values; b++)
            {
                all += Sums.At(sums, start + b);
            }

            Sums missing = Sums.At(sums, start + values);
            Sums left = default;
            double whole = Gain(all);
            for (int b = 0; b < values; b++)
            {
                left += Sums.At(sums, start + b);
                Consider(left, all - left, whole, c, b, missingLeft: missing.Rows == 0 && left.Rows > all.Rows - left.Rows, ref best);
                if (missing.Rows > 0 && b + 1 < values)
                {
                    Consider(left + missing, all - left - missing, whole, c, b, missingLeft: true, ref best);
                }
            }
        }

        return best;
    }

    private void Consider(in Sums left, in Sums right, double whole, int column, int bin, bool missingLeft, ref Split best)
    {
        if (left.Rows < options.LeafRows || right.Rows < options.LeafRows || left.Curvature < LeastCurvature || right.Curvature < LeastCurvature)
        {
            return;
        }

        double gain = Gain(left) + Gain(right) - whole;
        if (gain > best.Gain)
        {
            best = new Split(gain, column, bin, missingLeft);
        }
    }

    private double Gain(in Sums sums) => sums.Slope * sums.Slope / Math.Max(sums.Curvature + options.Penalty, LeastCurvature);

    /// <summary>Rows of the left side first, in their order; where the right side begins.</summary>
    private int Part(Leaf leaf)
    {
        byte[] codes = bins.Codes[leaf.Split.Column];
        int none = bins.Edges[leaf.Split.Column].Length + 1;
        int left = leaf.First;
        int right = 0;
        for (int i = leaf.First; i < leaf.End; i++)
        {
            int row = order[i];
            if (codes[row] == none ? leaf.Split.MissingLeft : codes[row] <= leaf.Split.Bin)
            {
                order[left++] = row;
            }
            else
            {
                moved[right++] = row;
            }
        }

        Array.Copy(moved, 0, order, left, right);
        return left;
    }

    private readonly record struct Split(double Gain, int Column, int Bin, bool MissingLeft);

    private readonly record struct Leaf(int Node, int First, int End, int Place)
    {
        internal Split Split { get; init; }
    }

    private readonly record struct Sums(double Slope, double Curvature, double Rows)
    {
        public static Sums operator +(Sums a, Sums b) => new(a.Slope + b.Slope, a.Curvature + b.Curvature, a.Rows + b.Rows);

        public static Sums operator -(Sums a, Sums b) => new(a.Slope - b.Slope, a.Curvature - b.Curvature, a.Rows - b.Rows);

        internal static Sums At(double[] sums, int bin) => new(sums[3 * bin], sums[(3 * bin) + 1], sums[(3 * bin) + 2]);
    }
}
