using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SongshanRoad.Gis.Benchmarks.Growth;
using SongshanRoad.Gis.Benchmarks.Hotspots;
using SongshanRoad.Gis.Benchmarks.Live;
using SongshanRoad.Gis.Benchmarks.Matching;

if (args is [StoredFixes.Verb])
{
    await StoredFixes.RunAsync();
    return;
}

if (args is [LiveGrowth.Verb, var livePlot, .. var loadOptions])
{
    await LiveGrowth.RunAsync(livePlot, loadOptions);
    return;
}

if (args is [ServedOverlay.Verb, .. var amount])
{
    await ServedOverlay.RunAsync(amount);
    return;
}

if (args is [IncidentNotice.Verb, .. var stored])
{
    await IncidentNotice.RunAsync(stored);
    return;
}

if (args is [MatchingTable.Verb, var matched])
{
    MatchingTable.Run(matched);
    return;
}

if (args is [GrowthRun.Verb, var plot])
{
    GrowthRun.Run(plot);
    return;
}

// In process: a generated project would neither find the central package versions nor restore without a network.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
