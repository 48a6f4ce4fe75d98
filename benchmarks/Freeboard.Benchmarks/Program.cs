using BenchmarkDotNet.Running;

if (args is ["portfolio-accuracy"])
{
    Freeboard.Benchmarks.PortfolioAccuracy.Run(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
