using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SongshanRoad.Gis.Server.Tests")]
[assembly: InternalsVisibleTo("songshan")]
[assembly: InternalsVisibleTo("SongshanRoad.Gis.Benchmarks")]
