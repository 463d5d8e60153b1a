namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>What is wrong with one place of an input file, said so that the office can mend it.</summary>
/// <param name="Line">Line of a text file or record number of a binary one, from 1; 0 when it concerns the whole file.</param>
/// <param name="Code">Stable word for programs, one of <see cref="ProblemCodes"/>.</param>
/// <param name="Sentence">What was found, with its value and what was allowed.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record ImportProblem(long Line, string Code, string Sentence, string Cure);
