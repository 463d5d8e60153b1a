namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>A file that cannot be read as a whole: missing, not this format, cut off, too large. The only exception that readers
/// raise on bad input; everything smaller is an <see cref="ImportProblem"/>.</summary>
public sealed class UnreadableFileException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">One of <see cref="ProblemCodes"/>.</param>
    /// <param name="sentence">What is wrong, with the file's name where known.</param>
    /// <param name="cure">What to do about it.</param>
    /// <param name="line">Line or record where reading stopped, from 1; 0 when unknown.</param>
    /// <param name="inner">What the parser said, if anything.</param>
    public UnreadableFileException(string code, string sentence, string cure, long line = 0, Exception? inner = null)
        : base($"{sentence} {cure}", inner)
    {
        Code = code;
        Sentence = sentence;
        Cure = cure;
        Line = line;
    }

    /// <summary>Stable word for programs, one of <see cref="ProblemCodes"/>.</summary>
    public string Code { get; }

    /// <summary>What is wrong.</summary>
    public string Sentence { get; }

    /// <summary>What to do about it.</summary>
    public string Cure { get; }

    /// <summary>Line or record where reading stopped, from 1; 0 when unknown.</summary>
    public long Line { get; }
}
