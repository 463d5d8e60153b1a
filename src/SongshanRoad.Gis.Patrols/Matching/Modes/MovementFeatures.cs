namespace SongshanRoad.Gis.Patrols.Matching.Modes;

/// <summary>What the speeds around a fix look like: logarithms, so that 1 and 2 m/s differ as much as 10 and 20.</summary>
internal static class MovementFeatures
{
    /// <summary>How many there are.</summary>
    public const int Count = 28;

    /// <summary>Steps shorter than this are taken as so long: two fixes at one instant are no infinite speed; s.</summary>
    private const double LeastStepS = 0.5;

    /// <summary>Added to speeds before the logarithm, m/s.</summary>
    private const double FloorMps = 0.1;

    /// <summary>How far around a fix is looked at most, s.</summary>
    private const double FarS = 400;

    /// <summary>Fills the features of one fix.</summary>
    /// <param name="fixes">The track, in order of time.</param>
    /// <param name="stepMps">Speed of the step that ends at each fix; one longer than the track, both ends repeated.</param>
    /// <param name="at">Which fix.</param>
    /// <param name="into">Where to put them.</param>
    /// <param name="speeds">Room for speeds.</param>
    public static void Fill(IReadOnlyList<TrackFix> fixes, double[] stepMps, int at, Span<double> into, List<double> speeds)
    {
        var (before, after) = (stepMps[at], stepMps[at + 1]);
        var window = new Window(fixes, stepMps, at, speeds);
        into[0] = Log(before);
        into[1] = Log(after);
        into[2] = Log(Math.Max(before, after));
        into[3] = Log(Math.Min(before, after));
        into[4] = Log(window.Max(-15, 0));
        into[5] = Log(window.Max(0, 15));
        into[6] = Log(window.Max(-30, 0));
        into[7] = Log(window.Max(0, 30));
        into[8] = Log(window.Max(-60, 0));
        into[9] = Log(window.Max(0, 60));
        into[10] = Log(window.Median(15));
        into[11] = Log(window.Median(30));
        into[12] = Log(window.Median(60));
        into[13] = Log(window.NetMps(10));
        into[14] = Log(window.NetMps(20));
        into[15] = Log(window.NetMps(45));
        into[16] = Log(window.NetMps(90));
        into[17] = Log(Math.Abs(after - before));
        into[18] = Math.Log(at > 0 ? Math.Max(fixes[at].TimeS - fixes[at - 1].TimeS, LeastStepS) : 5);
        into[19] = Math.Log(at < fixes.Count - 1 ? Math.Max(fixes[at + 1].TimeS - fixes[at].TimeS, LeastStepS) : 5);
        into[20] = Log(window.Max(-150, -60));
        into[21] = Log(window.Max(60, 150));
        into[22] = Log(window.Min(30));
        into[23] = Log(window.SpreadMps(15));
        into[24] = Log(window.SpreadMps(40));
        into[25] = Log(window.Mean(FarS));
        into[26] = Log(window.Median(FarS));
        into[27] = Log(window.Max(-FarS, FarS));
    }

    /// <summary>Speed of the step that ends at each fix, the first and last repeated at the ends.</summary>
    public static double[] StepsMps(IReadOnlyList<TrackFix> fixes)
    {
        var speeds = new double[fixes.Count + 1];
        for (var i = 1; i < fixes.Count; i++)
        {
            speeds[i] = fixes[i].Metric.DistanceM(fixes[i - 1].Metric) / Math.Max(fixes[i].TimeS - fixes[i - 1].TimeS, LeastStepS);
        }

        if (fixes.Count > 1)
        {
            speeds[0] = speeds[1];
            speeds[^1] = speeds[^2];
        }

        return speeds;
    }

    private static double Log(double mps) => Math.Log(mps + FloorMps);

    /// <summary>The steps around a fix; a step counts where its middle in time lies.</summary>
    private readonly struct Window(IReadOnlyList<TrackFix> fixes, double[] stepMps, int at, List<double> speeds)
    {
        public double Max(double fromS, double toS) => Collect(fromS, toS).Count == 0 ? 0 : speeds.Max();

        public double Min(double withinS) => Collect(-withinS, withinS).Count == 0 ? 0 : speeds.Min();

        public double Mean(double withinS) => Collect(-withinS, withinS).Count == 0 ? 0 : speeds.Average();

        public double Median(double withinS)
        {
            Collect(-withinS, withinS).Sort();
            return speeds.Count == 0 ? 0 : speeds[speeds.Count / 2];
        }

        /// <summary>Speed as the crow flies between the outermost fixes within a time.</summary>
        public double NetMps(double withinS)
        {
            var (first, last) = Within(withinS);
            return first == last
                ? 0
                : fixes[first].Metric.DistanceM(fixes[last].Metric) / Math.Max(fixes[last].TimeS - fixes[first].TimeS, 1);
        }

        /// <summary>Diagonal of the box around the fixes within a time, per that time.</summary>
        public double SpreadMps(double withinS)
        {
            var (first, last) = Within(withinS);
            var (west, east, south, north) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
            for (var i = first; i <= last; i++)
            {
                var metric = fixes[i].Metric;
                (west, east) = (Math.Min(west, metric.EastingM), Math.Max(east, metric.EastingM));
                (south, north) = (Math.Min(south, metric.NorthingM), Math.Max(north, metric.NorthingM));
            }

            return Math.Sqrt(((east - west) * (east - west)) + ((north - south) * (north - south))) / withinS;
        }

        private (int First, int Last) Within(double withinS)
        {
            var (first, last) = (at, at);
            while (first > 0 && fixes[at].TimeS - fixes[first - 1].TimeS <= withinS)
            {
                first--;
            }

            while (last < fixes.Count - 1 && fixes[last + 1].TimeS - fixes[at].TimeS <= withinS)
            {
                last++;
            }

            return (first, last);
        }

        private List<double> Collect(double fromS, double toS)
        {
            speeds.Clear();
            for (var i = at; i >= 1 && Middle(i) >= fromS; i--)
            {
                AddStep(i, fromS, toS);
            }

            for (var i = at + 1; i < fixes.Count && Middle(i) <= toS; i++)
            {
                AddStep(i, fromS, toS);
            }

            return speeds;
        }

        private double Middle(int step) => ((fixes[step].TimeS + fixes[step - 1].TimeS) / 2) - fixes[at].TimeS;

        private void AddStep(int step, double fromS, double toS)
        {
            if (Middle(step) >= fromS && Middle(step) <= toS)
            {
                speeds.Add(stepMps[step]);
            }
        }
    }
}
