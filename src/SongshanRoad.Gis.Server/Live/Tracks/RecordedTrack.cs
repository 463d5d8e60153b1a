using System.Globalization;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Formats.Tracks;

namespace SongshanRoad.Gis.Server.Live.Tracks;

/// <summary>The points of one uploaded GPX file.</summary>
/// <param name="Fixes">Those with a time, oldest first.</param>
/// <param name="WithoutTime">How many have none.</param>
/// <param name="Unreadable">How many could not be read.</param>
/// <param name="FirstUnreadable">The first of them.</param>
internal sealed record RecordedTrack(IReadOnlyList<ReportedFix> Fixes, int WithoutTime, int Unreadable, IReadOnlyList<UnreadablePoint> FirstUnreadable)
{
    /// <summary>Points with a time that one file may have: what a unit may send at once, 5½ hours of one a second.</summary>
    public const int MaxFixes = SenderBudget.CapacityFixes;

    private const int MostTold = 5;

    /// <summary>Reads a file.</summary>
    /// <param name="file">All of it; closed at the end.</param>
    /// <exception cref="UnreadableFileException">It is empty, no GPX, cut off, has a document type, or too many points.</exception>
    public static RecordedTrack Read(Stream file)
    {
        if (file.Length == 0)
        {
            throw new UnreadableFileException(ProblemCodes.EmptyFile, "The file is empty (0 bytes).", "Export it again.");
        }

        using var reader = new GpxReader(file);
        var fixes = new List<ReportedFix>();
        var told = new List<UnreadablePoint>();
        var (withoutTime, unreadable) = (0, 0);
        foreach (var (row, problem) in reader.ReadRows())
        {
            if (row is null)
            {
                unreadable++;
                if (told.Count < MostTold)
                {
                    told.Add(new UnreadablePoint(problem!.Line, $"{problem.Sentence} {problem.Cure}"));
                }
            }
            else if (row.TimeUtc is not { } time)
            {
                withoutTime++;
            }
            else if (fixes.Count == MaxFixes)
            {
                throw new UnreadableFileException(ProblemCodes.TooLarge, string.Create(CultureInfo.InvariantCulture, $"The file has more than {MaxFixes:N0} points with a time."),
                    "Send it in parts, one after the other.", row.Line);
            }
            else
            {
                fixes.Add(new ReportedFix(PositionSequence.Of(row.LonDeg, row.LatDeg), time.ToUnixTimeMilliseconds(), row.LonDeg, row.LatDeg,
                    SpeedMps: row.SpeedMps, HeadingDeg: row.HeadingDeg));
            }
        }

        return new RecordedTrack([.. fixes.OrderBy(fix => fix.TimeMs)], withoutTime, unreadable, told);
    }
}
