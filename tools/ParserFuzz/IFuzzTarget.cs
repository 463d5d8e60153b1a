namespace SongshanRoad.Gis.Fuzz;

/// <summary>Something that reads bytes of strangers. One for each thread.</summary>
internal interface IFuzzTarget
{
    /// <summary>Makes the next input.</summary>
    /// <returns>It; the memory may be used again for the one after.</returns>
    ReadOnlyMemory<byte> Next(Random random);

    /// <summary>Reads it as the server does.</summary>
    /// <returns>What became of it, one of a few words.</returns>
    /// <exception cref="Exception">What must not happen.</exception>
    string Read(ReadOnlyMemory<byte> input);
}
