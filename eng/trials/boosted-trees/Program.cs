// Adds a column of gradient-boosted trees' scores to a table of numbers: each row is scored by trees that learnt from the folds without it.
// Usage: boosted-trees IN.csv OUT.csv TARGET EVERY IGNORED[,...]   The fold of a row is its number from 0 modulo EVERY.
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

// These trees pass over rows with a missing value when they learn: a number below all others stands for it.
const float None = -1e30f;
string[] lines = File.ReadAllLines(args[0]);
string[] header = lines[0].Split(',');
int every = int.Parse(args[3], CultureInfo.InvariantCulture);
HashSet<string> left = [args[2], .. args.Length > 4 ? args[4].Split(',') : []];
int[] columns = [.. Enumerable.Range(0, header.Length).Where(c => !left.Contains(header[c]))];
int target = Array.IndexOf(header, args[2]);
Row[] rows = [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => new Row { Label = cells[target] == "1", Features = [.. columns.Select(c => cells[c].Length == 0 ? None : float.Parse(cells[c], CultureInfo.InvariantCulture))] })];
double[] scores = new double[rows.Length];
for (int fold = 0; fold < every; fold++)
{
    MLContext context = new(seed: fold + 1);
    SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
    schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns.Length);
    IDataView Of(IEnumerable<int> of) => context.Data.LoadFromEnumerable(of.Select(i => rows[i]), schema);
    int[] learnt = [.. Enumerable.Range(0, rows.Length).Where(i => i % every != fold)];
    int[] judged = [.. Enumerable.Range(0, rows.Length).Where(i => i % every == fold)];
    FastTreeBinaryTrainer trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
    {
        NumberOfTrees = 150, NumberOfLeaves = 15, MinimumExampleCountPerLeaf = 30, LearningRate = 0.05, NumberOfThreads = 1,
    });
    var model = trainer.Fit(Of(learnt));
    double[] found = [.. model.Transform(Of(judged)).GetColumn<float>("Probability").Select(p => (double)p)];
    for (int k = 0; k < judged.Length; k++)
    {
        scores[judged[k]] = found[k];
    }
}

File.WriteAllLines(args[1], lines.Select((line, i) => i == 0 ? line + ",trees" : string.Create(CultureInfo.InvariantCulture, $"{line},{scores[i - 1]:R}")));

internal sealed class Row
{
    public bool Label { get; set; }

    public float[] Features { get; set; } = [];
}
