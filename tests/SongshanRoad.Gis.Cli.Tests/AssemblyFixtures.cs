using SongshanRoad.Gis.Testing;

[assembly: AssemblyFixture(typeof(PostGisCluster))]
