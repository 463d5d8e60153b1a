using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SongshanRoad.Gis.Server.Tests")]
[assembly: InternalsVisibleTo("songshan")]
