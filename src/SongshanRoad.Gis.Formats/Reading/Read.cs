namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>One step of a reader: a row, a problem, or a row that is usable but has a problem worth telling.</summary>
/// <param name="Row">The row, or null when it cannot be used.</param>
/// <param name="Problem">What is wrong, or null.</param>
/// <typeparam name="T">Kind of row.</typeparam>
public readonly record struct Read<T>(T? Row, ImportProblem? Problem)
    where T : class;

/// <summary>Makes <see cref="Read{T}"/> values.</summary>
public static class Read
{
    /// <summary>A good row.</summary>
    public static Read<T> Row<T>(T row)
        where T : class => new(row, null);

    /// <summary>A row that is kept although something about it must be told.</summary>
    public static Read<T> Doubtful<T>(T row, ImportProblem problem)
        where T : class => new(row, problem);

    /// <summary>A row that cannot be used.</summary>
    public static Read<T> Refused<T>(long line, string code, string sentence, string cure)
        where T : class => new(null, new ImportProblem(line, code, sentence, cure));
}
